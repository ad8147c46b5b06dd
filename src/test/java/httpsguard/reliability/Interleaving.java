package httpsguard.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs actors in turns: at each gate, whose turn it is comes from a seed. The same seed gives the
 * same order.
 */
final class Interleaving {
  /** Where an actor waits for its next turn. */
  @FunctionalInterface
  interface Gate {
    void pass();
  }

  /** Somebody who does one thing after the other. */
  @FunctionalInterface
  interface Actor {
    void act(Gate gate) throws InterruptedException;
  }

  private final Random random;
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private final List<Integer> turns = new ArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private int running;
  private int chosen = -1;

  Interleaving(long seed) {
    random = new Random(seed);
  }

  /**
   * Runs the actors to their ends.
   *
   * @return whose turn it was, in order
   * @throws AssertionError if an actor failed
   */
  List<Integer> run(List<Actor> actors) throws InterruptedException {
    running = actors.size();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < actors.size(); i++) {
      int actor = i;
      threads.add(Thread.ofVirtual().start(() -> act(actor, actors.get(actor))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("in turns " + turns, failures.peek());
    }
    return turns;
  }

  private void act(int actor, Actor body) {
    try {
      pass(actor);
      body.act(() -> pass(actor));
    } catch (InterruptedException | RuntimeException | AssertionError e) {
      failures.add(e);
    } finally {
      leave();
    }
  }

  private synchronized void pass(int actor) {
    waiting.add(actor);
    running--;
    choose();
    while (chosen != actor) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    chosen = -1;
  }

  private synchronized void leave() {
    running--;
    choose();
  }

  private void choose() {
    if (running > 0 || waiting.isEmpty()) {
      return;
    }
    chosen = List.copyOf(waiting).get(random.nextInt(waiting.size()));
    waiting.remove(chosen);
    turns.add(chosen);
    running = 1;
    notifyAll();
  }
}
