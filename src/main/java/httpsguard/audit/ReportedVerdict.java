package httpsguard.audit;

import java.time.LocalDate;

/** What the HTTPS policy says of a cache behavior on {@code allow-all} that leads to S3. */
public sealed interface ReportedVerdict {
  /**
   * It is to be repaired.
   *
   * @param to the viewer protocol policy that it is to have
   */
  record Finding(String to) implements ReportedVerdict {}

  /**
   * It may serve plain HTTP.
   *
   * @param until that day included, in UTC
   */
  record Exempt(LocalDate until, String reason) implements ReportedVerdict {}
}
