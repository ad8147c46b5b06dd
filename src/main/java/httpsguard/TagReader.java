package httpsguard;

import httpsguard.distribution.Distributions;
import httpsguard.distribution.Distributions.Tags;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.text.Excerpt;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tags of a trigger's distribution, and remembers what came of it. */
final class TagReader {
  /** A notice is worth more than the tags in it. */
  private static final Duration LONGEST_FOR_TELLING = Duration.ofSeconds(20);

  private final Distributions distributions;
  private final Trigger trigger;
  private final TimeLeft timeLeft;
  private Optional<Known> last = Optional.empty();

  /**
   * What is known of the tags.
   *
   * @param tags empty if they were not read, or could not be
   * @param failure why they could not be read
   */
  record Known(Optional<Map<String, String>> tags, Optional<String> failure) {
    static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
  }

  TagReader(Distributions distributions, Trigger trigger, TimeLeft timeLeft) {
    this.distributions = distributions;
    this.trigger = trigger;
    this.timeLeft = timeLeft;
  }

  /**
   * Reads the tags as they are now.
   *
   * @throws TryAgainException if CloudFront did not answer in time, or with an error that may pass
   */
  Tags read() {
    return read(timeLeft);
  }

  private Tags read(TimeLeft within) {
    Tags tags = distributions.tags(trigger.distribution(), trigger.account(), within);
    last = Optional.of(known(tags));
    return tags;
  }

  /** For what is told only: what is known by now, else what can be read; it never fails. */
  Known forTelling() {
    if (last.isEmpty()) {
      try {
        var _ = read(() -> Collections.min(List.of(timeLeft.remaining(), LONGEST_FOR_TELLING)));
      } catch (TryAgainException e) {
        last = Optional.of(unreadable(String.valueOf(e.getMessage())));
      }
    }
    return last.orElseThrow();
  }

  /** What is known by now, without a call. */
  Known soFar() {
    return last.orElse(Known.NOTHING);
  }

  private static Known known(Tags tags) {
    return switch (tags) {
      case Tags.Found(var found) -> new Known(Optional.of(found), Optional.empty());
      case Tags.Missing() -> unreadable("the distribution does not exist any more");
      case Tags.Refused(var refusal) ->
          unreadable(refusal.operation() + " was refused: " + Excerpt.of(refusal.code()));
    };
  }

  private static Known unreadable(String why) {
    return new Known(Optional.empty(), Optional.of(why));
  }
}
