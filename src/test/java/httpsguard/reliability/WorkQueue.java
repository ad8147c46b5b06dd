package httpsguard.reliability;

import httpsguard.lambda.QueuedMessages;
import httpsguard.local.Invocation;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The guard's queue, one message after the other: after an error the message comes again, and after
 * so many receives it goes to the queue of what was given up (SQS guide, "Using dead-letter
 * queues").
 */
final class WorkQueue {
  /** Few, in place of the template's: more would show the same, and take longer. */
  static final int RECEIVES = 3;

  /** The template's visibility timeout. */
  static final int MINUTES_BETWEEN = 8;

  private final AsynchronousInvoke.Function guard;
  private final AsynchronousInvoke.Waiting waiting;
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();

  WorkQueue(AsynchronousInvoke.Function guard, AsynchronousInvoke.Waiting waiting) {
    this.guard = guard;
    this.waiting = waiting;
  }

  AsynchronousInvoke.End deliver(String body) throws InterruptedException {
    for (int receives = 1; ; receives++) {
      Invocation last = guard.invoke(QueuedMessages.received(receives, body));
      if (last instanceof Invocation.Answered) {
        return new AsynchronousInvoke.End(receives, last);
      }
      if (receives == RECEIVES) {
        failed.add(body);
        return new AsynchronousInvoke.End(receives, last);
      }
      waiting.pass(MINUTES_BETWEEN);
    }
  }

  /** The bodies of the messages that were given up. */
  List<String> failed() {
    return List.copyOf(failed);
  }
}
