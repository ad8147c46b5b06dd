package httpsguard.advice;

import httpsguard.audit.ReportedDistribution;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** How to ask who wrote what an audit found. */
public final class FoundByAudit {
  /** A call and the change that it makes are recorded at about the same time. */
  private static final Duration AROUND = Duration.ofMinutes(5);

  /** CloudTrail's records of CloudFront's calls, the latest first. */
  private static final String LOOK_UP =
      "aws cloudtrail lookup-events --region us-east-1 --lookup-attributes"
          + " AttributeKey=EventSource,AttributeValue=cloudfront.amazonaws.com";

  private FoundByAudit() {}

  /** Looks in CloudTrail's event history, which keeps 90 days (CloudTrail guide). */
  public static String whoWrote(ReportedDistribution reported) {
    return reported
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
