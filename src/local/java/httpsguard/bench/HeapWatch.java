package httpsguard.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;

/**
 * How much is alive in the heap of this JVM, at most: collects all garbage twice a second, and
 * looks at what is left.
 */
final class HeapWatch {
  private static final Duration EVERY = Duration.ofMillis(500);

  private long peak;

  private HeapWatch() {}

  static HeapWatch start() {
    HeapWatch watch = new HeapWatch();
    Thread.ofPlatform().daemon().name("heap-watch").start(watch::keepLooking);
    return watch;
  }

  /** In bytes; what is alive now counts as well. */
  synchronized long peak() {
    look();
    return peak;
  }

  private void keepLooking() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    System.gc();
    long alive =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getCollectionUsage)
            .mapToLong(leftByCollection -> leftByCollection.getUsed())
            .sum();
    peak = Math.max(peak, alive);
  }
}
