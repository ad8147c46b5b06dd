package httpsguard.fuzz;

import httpsguard.CallOutcome;
import httpsguard.Notices;
import httpsguard.ReportOutcome;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.notice.Message;
import httpsguard.notice.Message.HttpsFormat;
import httpsguard.notice.Notice;
import httpsguard.notice.OutcomeNotice;
import httpsguard.notice.ReportParts;
import httpsguard.policy.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every distribution exists and has drifted; whose were asked for is remembered. */
final class FakeAws implements Distributions, Notices {
  private static final VersionedConfig DRIFTED =
      new VersionedConfig("E2", Configs.config().document());
  private static final int MAX_NOTICE = 256 * 1024;

  private final Set<String> asked = new TreeSet<>();

  void forget() {
    asked.clear();
  }

  void requireNoCall(String outcome) {
    if (!asked.isEmpty()) {
      throw new AssertionError(outcome + ", and yet it called AWS for " + asked);
    }
  }

  /** Of one distribution, and that it is in the event. */
  void requireOne(String event) {
    requireOnly(event);
    if (asked.size() != 1) {
      throw new AssertionError("one event, but distributions " + asked);
    }
  }

  /** Whatever was asked for stands in the event. */
  void requireOnly(String event) {
    for (String id : asked) {
      if (!decoded(event).contains(id)) {
        throw new AssertionError("the event does not name distribution " + id);
      }
    }
  }

  @Override
  public Read read(DistributionId distribution, TimeLeft timeLeft) {
    asked.add(distribution.value());
    return new Read.Found(DRIFTED);
  }

  @Override
  public Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft timeLeft) {
    asked.add(distribution.value());
    return new Replaced.Accepted(
        new UpdatedDistribution(
            distribution.value(), "d111111abcdef8.cloudfront.net", document.config()));
  }

  @Override
  public Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
    asked.add(distribution.value());
    return new Tags.Found(Map.of());
  }

  @Override
  public Duration longest() {
    return Duration.ZERO;
  }

  @Override
  public void tell(CallOutcome.Told told, TimeLeft timeLeft) {
    tell(OutcomeNotice.of(told, Optional.of("team")));
  }

  private static void tell(Notice notice) {
    Message message = Message.of(notice, HttpsFormat.CHAT);
    Printable.require("subject", message.subject(), 99);
    Printable.require("notice", message.body(), MAX_NOTICE);
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
    ReportParts.of(outcome, Optional.of("team")).forEach(FakeAws::tell);
  }

  @Override
  public void tellTest(String account, TimeLeft timeLeft) {
    Printable.require("account", account, 12);
  }

  /** JSON may write any character as an escape. */
  private static String decoded(String json) {
    StringBuilder decoded = new StringBuilder();
    for (int at = 0; at < json.length(); at++) {
      if (json.startsWith("\\u", at) && json.length() >= at + 6) {
        try {
          decoded.append((char) Integer.parseInt(json, at + 2, at + 6, 16));
          at += 5;
          continue;
        } catch (NumberFormatException e) {
          // No escape, then.
        }
      }
      decoded.append(json.charAt(at));
    }
    return decoded.toString();
  }
}
