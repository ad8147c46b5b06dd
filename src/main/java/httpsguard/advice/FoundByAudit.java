package httpsguard.advice;

import httpsguard.Trigger;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a drift that an audit found: when it was looked at, and how to ask who wrote.
 */
public final class FoundByAudit {
  /** A call and the change that it makes are recorded at about the same time. */
  private static final Duration AROUND = Duration.ofMinutes(5);

  /** CloudTrail's records of CloudFront's calls, the latest first. */
  static final String LOOK_UP =
      "aws cloudtrail lookup-events --region us-east-1 --lookup-attributes"
          + " AttributeKey=EventSource,AttributeValue=cloudfront.amazonaws.com";

  private FoundByAudit() {}

  public static Optional<Trigger.Audited> of(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Audited audited -> Optional.of(audited);
      case Trigger.Called _ -> Optional.empty();
    };
  }

  public static List<List<String>> rows(Trigger.Audited audited) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Audit", Times.of(audited.time())));
    audited
        .reported()
        .lastModified()
        .ifPresent(time -> rows.add(List.of("Last modified", Times.of(time))));
    rows.add(List.of("Request id", Quoted.plain(audited.requestId())));
    return rows;
  }

  /** Looks in CloudTrail's event history, which keeps 90 days (CloudTrail guide). */
  public static String whoWrote(Trigger.Audited audited) {
    return audited
        .reported()
        .lastModified()
        .map(
            time ->
                LOOK_UP
                    + " --start-time "
                    + time.minus(AROUND).truncatedTo(ChronoUnit.SECONDS)
                    + " --end-time "
                    + time.plus(AROUND).truncatedTo(ChronoUnit.SECONDS))
        .orElse(LOOK_UP);
  }
}
