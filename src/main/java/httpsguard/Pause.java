package httpsguard;

import java.time.Duration;

/** Waits: {@code Thread::sleep}, except in tests. */
@FunctionalInterface
public interface Pause {
  /**
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void forAsLongAs(Duration time) throws InterruptedException;
}
