package httpsguard.notice;

import httpsguard.Trigger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is known of a drift that an audit found: when it was looked at, and how to ask who wrote.
 */
final class FoundByAudit {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A call and the change that it makes are recorded at about the same time. */
  private static final Duration AROUND = Duration.ofMinutes(5);

  private FoundByAudit() {}

  static List<List<String>> rows(Trigger.Audited audited) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Audit", TIME.format(audited.time())));
    audited
        .reported()
        .lastModified()
        .ifPresent(time -> rows.add(List.of("Last modified", TIME.format(time))));
    rows.add(List.of("Request id", Quoted.plain(audited.requestId()) + " (Lambda)"));
    rows.add(List.of("Who wrote", whoWrote(audited)));
    return rows;
  }

  /** Looks in CloudTrail's event history, which keeps 90 days (CloudTrail guide). */
  static String whoWrote(Trigger.Audited audited) {
    String lookUp =
        "aws cloudtrail lookup-events --region us-east-1 --lookup-attributes"
            + " AttributeKey=EventSource,AttributeValue=cloudfront.amazonaws.com";
    return audited
        .reported()
        .lastModified()
        .map(
            time ->
                lookUp
                    + " --start-time "
                    + time.minus(AROUND).truncatedTo(ChronoUnit.SECONDS)
                    + " --end-time "
                    + time.plus(AROUND).truncatedTo(ChronoUnit.SECONDS))
        .orElse(lookUp);
  }
}
