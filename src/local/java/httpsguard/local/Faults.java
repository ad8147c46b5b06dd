package httpsguard.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Which calls fail, and how. Rules count the calls of their action from when they were made, and
 * the first rule that fits decides; each counts all the same.
 */
public final class Faults {
  /** In place of an action: every one. */
  public static final String ANY = "*";

  private interface Rule {
    Optional<Fault> next(String action);
  }

  private final InstantSource clock;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  Faults(InstantSource clock) {
    this.clock = clock;
  }

  /** The next call of this action fails. */
  public void once(String action, Fault fault) {
    nth(action, 1, fault);
  }

  /** The nth call from now on fails, counted from one. */
  public void nth(String action, int n, Fault fault) {
    when(action, call -> call == n, fault);
  }

  /** The next n calls fail. */
  public void first(String action, int n, Fault fault) {
    when(action, call -> call <= n, fault);
  }

  public void always(String action, Fault fault) {
    when(action, call -> true, fault);
  }

  /** Every call fails until the time is over. */
  public void during(String action, Duration time, Fault fault) {
    Instant end = clock.instant().plus(time);
    when(action, call -> clock.instant().isBefore(end), fault);
  }

  /**
   * @param calls decides by the number of the call, counted from one
   */
  public void when(String action, IntPredicate calls, Fault fault) {
    var count = new AtomicInteger();
    rules.add(
        called ->
            fits(action, called) && calls.test(count.incrementAndGet())
                ? Optional.of(fault)
                : Optional.empty());
  }

  /** At most this many calls in any window of this length; the rest are throttled. */
  public void limitRate(String action, int calls, Duration window) {
    var accepted = new ArrayDeque<Instant>();
    rules.add(
        called -> {
          if (!fits(action, called)) {
            return Optional.empty();
          }
          synchronized (accepted) {
            Instant now = clock.instant();
            accepted.removeIf(call -> !call.plus(window).isAfter(now));
            if (accepted.size() >= calls) {
              return Optional.of(Fault.throttling());
            }
            accepted.add(now);
            return Optional.empty();
          }
        });
  }

  public void clear() {
    rules.clear();
  }

  Optional<Fault> next(String action) {
    // All rules, not just up to the first that fits: each has to count this call.
    return rules.stream().map(rule -> rule.next(action).orElse(null)).toList().stream()
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static boolean fits(String action, String called) {
    return action.equals(ANY) || action.equals(called);
  }
}
