package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A toy function, packaged as functions are, under the real runtime interface client. */
class RuntimeApiIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir Path directory;

  @BeforeEach
  void packageToy() throws IOException, URISyntaxException {
    String toy = "httpsguard/local/ToyHandler.class";
    Path target = directory.resolve(toy);
    Files.createDirectories(target.getParent());
    try (InputStream compiled = ToyHandler.class.getResourceAsStream("ToyHandler.class")) {
      Files.write(target, compiled == null ? new byte[0] : compiled.readAllBytes());
    }
    Files.createDirectories(directory.resolve("lib"));
  }

  @Test
  void theFunctionSeesWhatLambdaTellsIt() throws Exception {
    try (var function = toy()) {
      JsonObject seen = answer(function.invoke(Bytes.utf8("{\"do\":\"tell\"}"), TIMEOUT));

      assertEquals("{\"do\":\"tell\"}", seen.getString("event"));
      assertEquals("grüezi", seen.getString("GREETING"));
      assertEquals("us-east-1", seen.getString("AWS_REGION"));
      assertFalse(seen.has("HOME"), "only what Lambda sets is in the environment");
      assertTrue(
          seen.getString("arn").startsWith("arn:aws:lambda:us-east-1:111122223333:function:"));
      long left = seen.getLong("remaining");
      assertTrue(left > 0 && left <= TIMEOUT.toMillis(), "remaining " + left);
    }
  }

  @Test
  void outputIsCollected() throws Exception {
    try (var function = toy()) {
      answer(function.invoke(Bytes.utf8("{\"do\":\"print\"}"), TIMEOUT));
      function.kill();

      assertTrue(function.standardOutput().contains("raw line {\"x\":1}\n"));
      assertTrue(function.standardOutput().contains("\"message\":\"through the logger\""));
      assertTrue(function.standardError().contains("to standard error"));
    }
  }

  @Test
  void anExceptionIsAFailureAndTheProcessGoesOn() throws Exception {
    try (var function = toy()) {
      var failed =
          assertInstanceOf(
              Invocation.Failed.class, function.invoke(Bytes.utf8("{\"do\":\"throw\"}"), TIMEOUT));

      assertEquals("java.lang.IllegalStateException", failed.errorType());
      assertEquals("told to", failed.message());
      answer(function.invoke(Bytes.utf8("{}"), TIMEOUT));
    }
  }

  @Test
  void aProcessThatDiesIsAFailureAndIsReplaced() throws Exception {
    try (var function = toy()) {
      var failed =
          assertInstanceOf(
              Invocation.Failed.class, function.invoke(Bytes.utf8("{\"do\":\"exit\"}"), TIMEOUT));
      assertEquals("Runtime.ExitError", failed.errorType());
      assertTrue(failed.message().endsWith("exit status 7"), failed.message());

      answer(function.invoke(Bytes.utf8("{}"), TIMEOUT));
    }
  }

  @Test
  void anEventThatTakesTooLongKillsTheProcess() throws Exception {
    try (var function = toy()) {
      answer(function.invoke(Bytes.utf8("{}"), TIMEOUT));
      long first = function.handle().pid();
      Instant before = Instant.now();

      var failed =
          assertInstanceOf(
              Invocation.Failed.class,
              function.invoke(Bytes.utf8("{\"do\":\"sleep\"}"), Duration.ofMillis(700)));

      assertEquals("Sandbox.Timedout", failed.errorType());
      assertEquals("Error: Task timed out after 0.70 seconds", failed.message());
      assertTrue(Duration.between(before, Instant.now()).toSeconds() < 10);
      assertFalse(function.isRunning());
      answer(function.invoke(Bytes.utf8("{}"), TIMEOUT));
      assertNotEquals(first, function.handle().pid());
    }
  }

  @Test
  void aFunctionThatCannotStartFailsItsEvent() throws Exception {
    var none =
        new FunctionProcess.Function(
            directory, "no.such.Handler::handleRequest", Map.of(), List.of(), 256);
    try (var function = FunctionProcess.of(none)) {
      var failed =
          assertInstanceOf(Invocation.Failed.class, function.invoke(Bytes.utf8("{}"), TIMEOUT));

      assertTrue(failed.message().contains("no.such.Handler"), failed.message());
    }
  }

  @Test
  void closingLeavesNoProcess() throws Exception {
    ProcessHandle process;
    try (var function = toy()) {
      answer(function.invoke(Bytes.utf8("{}"), TIMEOUT));
      process = function.handle();
      assertTrue(process.isAlive());
    }

    assertFalse(process.isAlive());
  }

  private FunctionProcess toy() {
    return FunctionProcess.of(
        new FunctionProcess.Function(
            directory,
            "httpsguard.local.ToyHandler::handleRequest",
            Map.of("GREETING", "grüezi"),
            List.of(),
            256));
  }

  private static JsonObject answer(Invocation invocation) throws Exception {
    return JsonParser.object().from(assertInstanceOf(Invocation.Answered.class, invocation).json());
  }
}
