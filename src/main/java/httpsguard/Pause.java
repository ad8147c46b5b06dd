package httpsguard;

import java.time.Duration;

/** Lets time go by: {@code Thread::sleep}, but in tests. */
@FunctionalInterface
public interface Pause {
  /**
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void forAsLongAs(Duration time) throws InterruptedException;
}
