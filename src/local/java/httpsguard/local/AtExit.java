package httpsguard.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be done when this program ends, however it ends: the last first. */
final class AtExit {
  private static final Deque<Runnable> TO_DO = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "at-exit"));
  }

  private AtExit() {}

  static void run(Runnable what) {
    synchronized (TO_DO) {
      TO_DO.push(what);
    }
  }

  /** It is done already. */
  static void forget(Runnable what) {
    synchronized (TO_DO) {
      TO_DO.remove(what);
    }
  }

  private static void runAll() {
    while (true) {
      Runnable next;
      synchronized (TO_DO) {
        next = TO_DO.poll();
      }
      if (next == null) {
        return;
      }
      try {
        next.run();
      } catch (RuntimeException failed) {
        // The others are to be done all the same.
        System.err.println("not done at the end: " + failed);
      }
    }
  }
}
