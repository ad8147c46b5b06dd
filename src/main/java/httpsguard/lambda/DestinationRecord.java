package httpsguard.lambda;

import httpsguard.audit.Report;
import httpsguard.audit.Report.Purpose;
import httpsguard.audit.ReportReader;
import httpsguard.json.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What Lambda hands from one function to another: its record of an asynchronous invocation that
 * ended, with what went in and what came out (Lambda guide, "Capturing records of Lambda
 * asynchronous invocations").
 */
final class DestinationRecord {
  private static final int ACCOUNT_IN_ARN = 4;

  private final Field context;
  private final Field request;
  private final Field response;

  /** What the guard makes of it. */
  sealed interface Meaning {
    /** A schedule asked for the report, and the guard is to answer it. */
    record Asked(Report report) implements Meaning {}

    /**
     * Nothing for the guard.
     *
     * @param reason in words
     */
    record NotOurs(String reason) implements Meaning {}
  }

  private DestinationRecord(Map<String, Object> event) {
    context = Field.of("requestContext", event.get("requestContext"));
    request = Field.of("requestPayload", event.get("requestPayload"));
    response = Field.of("responsePayload", event.get("responsePayload"));
  }

  static boolean isOne(Map<String, Object> event) {
    return event.containsKey("requestContext") && event.containsKey("requestPayload");
  }

  /**
   * @param ownArn of the function that reads it
   * @param auditArn of the audit's function, the only one whose answers count; empty if it is not
   *     known: then those of any function of the same account do
   * @throws httpsguard.json.MalformedJsonException if the audit was asked for a report, but this
   *     cannot be read
   */
  static Meaning of(Map<String, Object> event, String ownArn, Optional<String> auditArn) {
    return new DestinationRecord(event).meaning(account(ownArn), auditArn);
  }

  /** The twelve digits in a function's ARN. */
  static String account(String functionArn) {
    String[] parts = functionArn.split(":", -1);
    return parts.length > ACCOUNT_IN_ARN ? parts[ACCOUNT_IN_ARN] : "";
  }

  private Meaning meaning(String ownAccount, Optional<String> auditArn) {
    if (!context.get("condition").required().equals("Success")) {
      return new Meaning.NotOurs(
          "Lambda's record of an invocation that failed; to replay its event, invoke the"
              + " function with the contents of requestPayload");
    }
    if (purpose().isEmpty()) {
      return new Meaning.NotOurs("the answer of an invocation that no audit schedule made");
    }
    if (!account(context.get("functionArn").required()).equals(ownAccount)) {
      return new Meaning.NotOurs("the answer of another account's function");
    }
    if (auditArn.isPresent() && !isBy(auditArn.get())) {
      return new Meaning.NotOurs("the answer of a function that is not the audit");
    }
    Report report = ReportReader.read(response);
    return report.account().equals(ownAccount) && report.purpose().equals(purpose())
        ? new Meaning.Asked(report)
        : new Meaning.NotOurs(
            "a report about another account, or for another purpose than was asked for");
  }

  /** Lambda names the version or alias, too, such as {@code $LATEST}. */
  private boolean isBy(String auditArn) {
    String functionArn = context.get("functionArn").required();
    return functionArn.equals(auditArn) || functionArn.startsWith(auditArn + ":");
  }

  /** Empty too where it is none that schedules have: the audit answers no such event. */
  private Optional<Purpose> purpose() {
    return request.value().orElse(null) instanceof Map<?, ?> json
        ? Arrays.stream(Purpose.values())
            .filter(purpose -> purpose.word().equals(json.get("purpose")))
            .findFirst()
        : Optional.empty();
  }
}
