package httpsguard.lambda;

import httpsguard.audit.Report;
import httpsguard.audit.Report.Purpose;
import httpsguard.audit.ReportReader;
import httpsguard.json.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda hands from one function to another: its record of an asynchronous invocation that
 * ended, with what went in and what came out (Lambda guide, "Capturing records of Lambda
 * asynchronous invocations").
 */
final class DestinationRecord {
  private DestinationRecord() {}

  static boolean isOne(Map<String, Object> event) {
    return event.containsKey("requestContext") && event.containsKey("requestPayload");
  }

  /**
   * @param ownAccount of the function that reads it
   * @param auditArn of the audit's function, the only one whose answers count; empty if it is not
   *     known: then those of any function of the same account do
   * @throws httpsguard.json.MalformedJsonException if the audit was asked for a report, but this
   *     cannot be read
   */
  static Work read(Map<String, Object> event, String ownAccount, Optional<String> auditArn) {
    Field context = Field.of("requestContext", event.get("requestContext"));
    if (!context.get("condition").required().equals("Success")) {
      return new Work.Nothing(
          "Lambda's record of an invocation that failed; to replay its event, invoke the"
              + " function with the contents of requestPayload");
    }
    Optional<Purpose> purpose = purpose(event.get("requestPayload"));
    if (purpose.isEmpty()) {
      return new Work.Nothing("the answer of an invocation that no audit schedule made");
    }
    String functionArn = context.get("functionArn").required();
    if (!InvocationDetails.account(functionArn).equals(ownAccount)) {
      return new Work.Nothing("the answer of another account's function");
    }
    // Lambda names the version or alias, too, such as $LATEST.
    if (auditArn.isPresent() && !(functionArn + ":").startsWith(auditArn.get() + ":")) {
      return new Work.Nothing("the answer of a function that is not the audit");
    }
    Report report = ReportReader.read(Field.of("responsePayload", event.get("responsePayload")));
    return report.account().equals(ownAccount) && report.purpose().equals(purpose)
        ? new Work.Audited(report)
        : new Work.Nothing(
            "a report about another account, or for another purpose than was asked for");
  }

  /** Empty also for a purpose that no schedule has: the audit refuses such an input. */
  private static Optional<Purpose> purpose(@Nullable Object request) {
    return Arrays.stream(Purpose.values())
        .filter(
            purpose ->
                request instanceof Map<?, ?> json && purpose.word().equals(json.get("purpose")))
        .findFirst();
  }
}
