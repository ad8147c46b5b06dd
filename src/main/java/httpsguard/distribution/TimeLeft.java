package httpsguard.distribution;

import java.time.Duration;

/** How long the invocation may still run. */
@FunctionalInterface
public interface TimeLeft {
  Duration remaining();

  /** What is left once some time is set aside; never negative. */
  default TimeLeft reserving(Duration reserve) {
    return () -> {
      Duration left = remaining().minus(reserve);
      return left.isNegative() ? Duration.ZERO : left;
    };
  }
}
