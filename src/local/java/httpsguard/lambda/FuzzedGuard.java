package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.aws.AwsPorts;
import httpsguard.local.FunctionSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** The function, whole but for AWS, for a fuzzer: bytes in, answer and log line out. */
public final class FuzzedGuard {
  private final GuardHandler guard;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  public FuzzedGuard(AwsPorts ports) {
    guard =
        new GuardHandler(
            Settings.from(FunctionSettings.ofGuard()),
            ports,
            new PrintStream(log, true, UTF_8),
            Clock.fixed(Lab.NOW, ZoneOffset.UTC),
            _ -> {});
  }

  /** Answers with the outcome as the function does. */
  public String handle(byte[] event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      guard.handleRequest(
          new ByteArrayInputStream(event),
          answer,
          InvocationContext.endingIn(Duration.ofMinutes(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(UTF_8);
  }

  /** What was logged since this was last asked. */
  public String takeLog() {
    String taken = log.toString(UTF_8);
    log.reset();
    return taken;
  }
}
