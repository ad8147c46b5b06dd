package httpsguard.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import httpsguard.cli.Options;
import httpsguard.distribution.Configs;
import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.Faults;
import httpsguard.local.FunctionProcess;
import httpsguard.local.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lends an emulator of AWS what it lacks to run Java functions: those that {@code sam build} made,
 * under Lambda's own runtime client, with a stand-in of CloudFront that holds one drifted
 * distribution. {@code .ci/run} starts it, on loopback; it ends when told to, and after a quarter
 * of an hour.
 */
final class BuiltFunctions {
  private static final int MOST_MINUTES = 15;
  private static final String DISTRIBUTION = "EDFDVBD632BHDS5";

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CloudStandIn cloud;
  private final FunctionProcess guard;
  private final FunctionProcess audit;

  private BuiltFunctions(CloudStandIn cloud, FunctionProcess guard, FunctionProcess audit) {
    this.cloud = cloud;
    this.guard = guard;
    this.audit = audit;
  }

  /**
   * @param arguments as {@link Options} reads them: {@code built.directory}, into which the
   *     functions were built, each into one that has its logical id for a name; {@code
   *     built.environment}, a JSON file with their environments by their logical ids; {@code
   *     built.address}, the file to write this server's address into
   */
  public static void main(String[] arguments) throws Exception {
    Options given = Options.of(List.of(arguments));
    Path directory = Path.of(given.required("built.directory", "DIRECTORY"));
    Path environment = Path.of(given.required("built.environment", "FILE"));
    JsonObject environments = JsonParser.object().from(Files.readString(environment));
    try (CloudStandIn cloud = CloudStandIn.start();
        FunctionProcess guard = function("Guard", directory, environments, cloud);
        FunctionProcess audit = function("Audit", directory, environments, cloud)) {
      cloud.addTopic(environments.getObject("Guard").getString("TOPIC_ARN"));
      cloud.distributions().put(DISTRIBUTION, Configs.config().xml());
      new BuiltFunctions(cloud, guard, audit)
          .serve(Path.of(given.required("built.address", "FILE")));
    }
  }

  private static FunctionProcess function(
      String logicalId, Path directory, JsonObject environments, CloudStandIn cloud) {
    Map<String, String> environment = new HashMap<>();
    environments
        .getObject(logicalId)
        .forEach((name, value) -> environment.put(name, value.toString()));
    environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
    Part properties = GuardTemplate.part("Resources", logicalId, "Properties");
    return FunctionProcess.of(
        new FunctionProcess.Function(
            directory.resolve(logicalId),
            properties.at("Handler").text(),
            environment,
            List.of(),
            properties.at("MemorySize").number()));
  }

  private void serve(Path addressFile) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Path fresh = addressFile.resolveSibling(addressFile.getFileName() + ".new");
    Files.writeString(fresh, "http://127.0.0.1:" + server.getAddress().getPort());
    var _ = Files.move(fresh, addressFile);
    var _ = stopped.await(MOST_MINUTES, TimeUnit.MINUTES);
    server.stop(1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/invoke/Guard" -> invoke(guard, exchange);
      case "/invoke/Audit" -> invoke(audit, exchange);
      case "/drift" -> {
        cloud.distributions().put(DISTRIBUTION, Configs.config().xml());
        reply(exchange, 200, "{}");
      }
      case "/break" -> {
        cloud.faults().always(Faults.ANY, new Fault.Reset(Fault.Moment.BEFORE_ACTING));
        reply(exchange, 200, "{}");
      }
      case "/mend" -> {
        cloud.faults().clear();
        reply(exchange, 200, "{}");
      }
      case "/state" -> reply(exchange, 200, JsonWriter.string(state()));
      case "/stop" -> {
        reply(exchange, 200, "{}");
        stopped.countDown();
      }
      default -> reply(exchange, 404, "{}");
    }
  }

  private static void invoke(FunctionProcess function, HttpExchange exchange) throws IOException {
    Duration timeout =
        Duration.ofSeconds(
            GuardTemplate.part("Resources", "Guard", "Properties", "Timeout").number());
    try {
      Bytes event = Bytes.of(exchange.getRequestBody().readAllBytes());
      switch (function.invoke(event, timeout)) {
        case Invocation.Answered(var json) -> reply(exchange, 200, json);
        case Invocation.Failed failed -> reply(exchange, 500, failed.message());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply(exchange, 500, "interrupted");
    }
  }

  private JsonObject state() {
    String live = cloud.distributions().read(DISTRIBUTION).configBytes().utf8();
    return new JsonObject(
        Map.of(
            "inPolicy", !live.contains("allow-all"),
            "notices", cloud.published().size(),
            "log", guard.standardOutput()));
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
