package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.Tags;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** CloudFront with one distribution, and the people concerned, in memory. */
final class FakePorts implements Distributions, Notices {
  static final String DOMAIN_NAME = "d222222abcdef8.cloudfront.net";
  static final Duration LONGEST = Duration.ofSeconds(15);

  final List<String> calls = new ArrayList<>();
  final List<CallOutcome.Told> told = new ArrayList<>();

  /** What the next reads answer; the live config, once these are used up. */
  final Deque<Supplier<Read>> reads = new ArrayDeque<>();

  /** What comes of the next writes; they replace the config, once these are used up. */
  final Deque<Supplier<Replaced>> writes = new ArrayDeque<>();

  /** How many notices fail before one is published. */
  int failingNotices;

  Supplier<Tags> tags = () -> new Tags.Found(Map.of());
  VersionedConfig live;

  FakePorts(DistributionDocument document) {
    live = new VersionedConfig("E2", document);
  }

  Read.Found found() {
    return new Read.Found(live);
  }

  int writesSeen() {
    return (int) calls.stream().filter(call -> call.startsWith("write")).count();
  }

  @Override
  public Read read(DistributionId distribution, TimeLeft timeLeft) {
    calls.add("read");
    return reads.isEmpty() ? found() : reads.pop().get();
  }

  @Override
  public Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft timeLeft) {
    calls.add("write against " + eTag);
    if (!writes.isEmpty()) {
      return writes.pop().get();
    }
    live = new VersionedConfig("E3", document);
    return new Replaced.Accepted(
        new UpdatedDistribution(distribution.value(), DOMAIN_NAME, document.config()));
  }

  @Override
  public Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
    assertEquals("111122223333", account);
    calls.add("tags within " + timeLeft.remaining().toSeconds());
    return tags.get();
  }

  @Override
  public Duration longest() {
    return LONGEST;
  }

  @Override
  public void tell(CallOutcome.Told outcome, TimeLeft timeLeft) {
    if (failingNotices-- > 0) {
      throw new TryAgainException("the notice was not published");
    }
    told.add(outcome);
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
    throw new AssertionError("there is no report");
  }

  @Override
  public void tellTest(String account, TimeLeft timeLeft) {
    throw new AssertionError("nobody asked for a test");
  }
}
