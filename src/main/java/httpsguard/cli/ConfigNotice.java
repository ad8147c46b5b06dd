package httpsguard.cli;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.audit.ReportedDistribution;
import httpsguard.notice.Notice;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The notice that the guard would send about a config that is judged from a file. */
final class ConfigNotice {
  private ConfigNotice() {}

  /** Empty if the distribution's id or account is not known. */
  static Optional<String> of(Checked checked, CheckConfigOptions options, Clock clock) {
    return checked.isNamed() ? Optional.of(text(checked, options, clock)) : Optional.empty();
  }

  private static String text(Checked checked, CheckConfigOptions options, Clock clock) {
    Outcome.About about = about(checked, options, clock);
    Mode mode = options.policy().mode(checked.subject(), options.mode());
    Notice notice =
        Notice.of(
            switch (mode) {
              case REMEDIATE -> new Outcome.Repaired(about, checked.assessment());
              case NOTIFY -> new Outcome.WouldRepair(about, checked.assessment(), true);
            });
    return "Subject: " + notice.subject() + "\n\n" + notice.text();
  }

  private static Outcome.About about(
      Checked checked, CheckConfigOptions options, Clock clock) {
    ReportedDistribution reported =
        new ReportedDistribution(
            checked.subject().distribution(),
            ReportedDistribution.Standing.DRIFTED,
            checked.distribution().domainName(),
            checked.distribution().config().aliases(),
            checked.distribution().lastModified(),
            List.of());
    return new Outcome.About(
        new Trigger.Audited(
            checked.subject().account(), reported, "none, judged from a file", clock.instant()),
        checked.distribution().domainName(),
        checked.distribution().config().aliases(),
        Optional.of(checked.distribution().config().kind()),
        false,
        checked.tags(),
        Optional.empty());
  }
}
