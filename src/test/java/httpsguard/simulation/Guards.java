package httpsguard.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import httpsguard.aws.AwsPorts;
import httpsguard.distribution.TryAgainException;
import httpsguard.lambda.QueuedMessages;
import httpsguard.lambda.VirtualFunctions;
import httpsguard.local.FunctionSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lambda with the guard's function: its sandboxes, each with the product's own handler. */
final class Guards implements WorkQueue.Worker {
  private static final String FUNCTION = "https-guard";

  private final World world;
  private final Duration timeout;
  private final CloudFront cloudFront;
  private final Promises promises;
  private final Owners owners;
  private final Map<String, String> environment = FunctionSettings.ofGuard();
  private final List<Sandbox> idle = new ArrayList<>();
  private int invocations;

  Guards(World world, Duration timeout, CloudFront cloudFront, Promises promises, Owners owners) {
    this.world = world;
    this.timeout = timeout;
    this.cloudFront = cloudFront;
    this.promises = promises;
    this.owners = owners;
  }

  /** What is running goes on as it began; everything after it starts anew. */
  void set(String name, String value) {
    environment.put(name, value);
    idle.clear();
  }

  private final class Sandbox {
    private final Map<String, String> settings = Map.copyOf(environment);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final RequestStreamHandler handler;
    private Optional<Invocation> running = Optional.empty();

    Sandbox() {
      SimulatedPorts ports =
          new SimulatedPorts(world, cloudFront, promises, owners, this::invocation);
      handler =
          VirtualFunctions.guard(
              settings,
              new AwsPorts(
                  ports, () -> ports, new SimulatedNotices(world, promises, this::invocation)),
              new PrintStream(log, false, UTF_8),
              world.time(),
              time -> {
                world.saw(Sighting.WAITED_FOR_TAGS);
                invocation().spend(time);
              });
    }

    private Invocation invocation() {
      return running.orElseThrow();
    }
  }

  @Override
  public boolean work(WorkQueue.Message message) {
    boolean isCold = idle.isEmpty() || world.chance().onceIn(20);
    Sandbox sandbox = isCold ? new Sandbox() : idle.remove(world.chance().below(idle.size()));
    if (isCold) {
      world.saw(Sighting.COLD_START);
      world.time().pass(Duration.ofMillis(700));
    }
    world.saw(Sighting.INVOCATION);
    Invocation invocation =
        new Invocation(world, FUNCTION, invocations++, timeout, message.record, sandbox.settings);
    sandbox.running = Optional.of(invocation);
    sandbox.log.reset();
    try {
      String answer = invoke(sandbox, message);
      promises.answered(invocation, message, sandbox.log.toString(UTF_8));
      world.say(() -> invocation.name() + " on message " + message.number + ": " + answer);
    } catch (Invocation.Killed e) {
      promises.died(invocation, e);
      return false;
    } catch (TryAgainException e) {
      world.say(
          () -> invocation.name() + " on message " + message.number + " failed: " + e.getMessage());
      idle(sandbox);
      return false;
    }
    idle(sandbox);
    return true;
  }

  private void idle(Sandbox sandbox) {
    if (sandbox.settings.equals(environment)) {
      idle.add(sandbox);
    }
  }

  private String invoke(Sandbox sandbox, WorkQueue.Message message) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String event =
        QueuedMessages.received(message.receives, world.time().at(message.sent), message.body);
    try {
      sandbox.handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(UTF_8)), answer, sandbox.invocation());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(UTF_8);
  }
}
