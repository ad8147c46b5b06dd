package httpsguard.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import httpsguard.distribution.TryAgainException;
import httpsguard.lambda.VirtualFunctions;
import httpsguard.local.FunctionSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The audit's schedules, its function, which Lambda invokes asynchronously, and the destination
 * that puts its report into the guard's queue.
 */
final class Audits {
  private static final String FUNCTION = "https-guard-audit";
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  /** Behind the first and the second try (Lambda guide, invocation-async-error-handling). */
  private static final List<Duration> WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  private final World world;
  private final CloudFront cloudFront;
  private final Promises promises;
  private final Owners owners;
  private final WorkQueue queue;
  private final Map<String, String> environment = FunctionSettings.ofAudit();
  private boolean enabled = true;
  private int invocations;

  Audits(World world, CloudFront cloudFront, Promises promises, Owners owners, WorkQueue queue) {
    this.world = world;
    this.cloudFront = cloudFront;
    this.promises = promises;
    this.owners = owners;
    this.queue = queue;
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  void enable(boolean are) {
    enabled = are;
  }

  /** Begins a schedule. */
  void every(Duration interval, String purpose) {
    world
        .time()
        .after(
            interval,
            () -> {
              if (enabled) {
                now(purpose);
              }
              every(interval, purpose);
            });
  }

  /** One audit, as a schedule's. */
  void now(String purpose) {
    int number = invocations++;
    world.time().start(() -> run(number, purpose));
  }

  private void run(int number, String purpose) {
    String input = "{\"purpose\": \"" + purpose + "\"}";
    world.saw(Sighting.AUDIT);
    for (int tried = 0; ; tried++) {
      Optional<String> report = invoke(number, input);
      if (report.isPresent()) {
        handOver(input, report.get());
        return;
      }
      world.saw(Sighting.AUDIT_FAILED);
      if (tried == WAITS.size()) {
        return;
      }
      world.time().pass(WAITS.get(tried));
    }
  }

  private Optional<String> invoke(int number, String input) {
    Invocation invocation =
        new Invocation(world, FUNCTION, number, TIMEOUT, Optional.empty(), environment);
    SimulatedPorts ports =
        new SimulatedPorts(world, cloudFront, promises, owners, () -> invocation);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    RequestStreamHandler audit =
        VirtualFunctions.audit(
            environment,
            ports,
            new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
            world.time());
    try {
      audit.handleRequest(new ByteArrayInputStream(input.getBytes(UTF_8)), answer, invocation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Invocation.Killed e) {
      promises.died(invocation, e);
      return Optional.empty();
    } catch (TryAgainException e) {
      world.say(() -> invocation.name() + " failed: " + e.getMessage());
      return Optional.empty();
    }
    return Optional.of(answer.toString(UTF_8));
  }

  private void handOver(String input, String report) {
    // Lambda may fail to hand over: an alarm fires, and the next audit finds the same.
    if (world.chance().percent(world.weather().lostEvent())) {
      world.saw(Sighting.REPORT_LOST);
      return;
    }
    world.saw(Sighting.REPORT_HANDED_OVER);
    queue.send(
        """
        {"version":"1.0","timestamp":"%s","requestContext":{"requestId":"1",\
        "functionArn":"arn:aws:lambda:us-east-1:111122223333:function:https-guard-audit:$LATEST",\
        "condition":"Success","approximateInvokeCount":1},"requestPayload":%s,\
        "responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":%s}"""
            .formatted(world.time().instant(), input, report),
        Optional.empty());
  }
}
