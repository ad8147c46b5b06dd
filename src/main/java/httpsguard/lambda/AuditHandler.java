package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import httpsguard.audit.Audit;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportReader;
import httpsguard.aws.AwsPorts;
import httpsguard.distribution.Listing;
import httpsguard.json.Field;
import httpsguard.json.JsonFields;
import httpsguard.json.StrictJson;
import httpsguard.notice.ReportText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The audit's entry point: looks at all distributions of the account, and answers with a report as
 * JSON. Its input is {@code {}}, or nothing, for all that was found, also in words; a schedule's is
 * {@code {"purpose": "repair"}} or {@code {"purpose": "report"}}, for what the guard needs.
 */
public final class AuditHandler implements RequestStreamHandler {
  /**
   * Lambda and SQS take 1 MB (Lambda and SQS quotas), the record around the report included; 200 KB
   * are promised, which bounds how much the guard parses.
   */
  private static final int MAX_FOR_GUARD = 190_000;

  /** Lambda answers with 6 MB at most (Lambda quotas). */
  private static final int MAX_BY_HAND = 5_500_000;

  /** Of these, at most so many for the distributions in the text. */
  private static final int MAX_TEXT = 3_000_000;

  /** Of these, at most so many for the rest of the text. */
  private static final int MAX_AROUND = 100_000;

  /** Kept for writing the answer, so that a slow call ends in an error, not in a timeout. */
  private static final Duration FOR_ANSWERING = Duration.ofSeconds(3);

  private final Audit audit;
  private final PrintStream log;
  private final Clock clock;

  /**
   * Lambda's constructor.
   *
   * @throws InvalidSettingsException if an environment variable is missing or wrong
   */
  public AuditHandler() {
    this(AuditSettings.from(System.getenv()), AwsPorts.listing(), System.out, Clock.systemUTC());
    Rehearsal.rehearse(log, Rehearsal::audit);
  }

  AuditHandler(AuditSettings settings, Listing listing, PrintStream log, Clock clock) {
    this.log = log;
    this.clock = clock;
    audit = new Audit(settings.httpsPolicy(), settings.mode(), listing, clock);
  }

  /**
   * @throws httpsguard.cloudtrail.MalformedEventException if the input is none of those above;
   *     {@link Failures#loggable} makes it of what the JSON reader throws
   * @throws httpsguard.distribution.TryAgainException if CloudFront did not answer in time, or with
   *     an error
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(answer(input, InvocationDetails.of(context)).getBytes(UTF_8));
  }

  String answer(InputStream input, InvocationDetails invocation) throws IOException {
    EventLog eventLog = new EventLog(log, clock, invocation.functionName(), Optional.empty());
    try {
      Report report =
          run(ReportReader.purpose(Field.of("input", StrictJson.readIfAny(input))), invocation);
      Optional<String> text =
          report.purpose().isPresent()
              ? Optional.empty()
              : Optional.of(ReportText.of(report, MAX_TEXT));
      String answer = ReportJson.line(report, text);
      eventLog.write(line(report), Map.of("Audit", 1, "AuditDrifted", report.totals().toRepair()));
      return answer;
    } catch (RuntimeException e) {
      throw eventLog.failed(e);
    }
  }

  private Report run(Optional<Report.Purpose> purpose, InvocationDetails invocation) {
    int room = purpose.isPresent() ? MAX_FOR_GUARD : MAX_BY_HAND - MAX_TEXT - MAX_AROUND;
    return ReportJson.fitted(
        audit.run(
            invocation.requestId(),
            invocation.account(),
            purpose,
            room,
            invocation.timeLeft().reserving(FOR_ANSWERING)),
        room);
  }

  private static Map<String, Object> line(Report report) {
    return new JsonFields()
        .with("schema", ReportJson.SCHEMA)
        .with("outcome", "Audit")
        .with("requestId", report.requestId())
        .withAny("purpose", report.purpose().map(Report.Purpose::word))
        .with("totals", ReportJson.totals(report.totals()))
        .with("leftOut", report.leftOut());
  }
}
