package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.aws.AwsPorts;
import httpsguard.aws.QuickPorts;
import httpsguard.aws.Topic;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.Listing;
import httpsguard.local.Accounts;
import httpsguard.local.CloudStandIn;
import httpsguard.local.FunctionSettings;
import httpsguard.local.Invocation;
import httpsguard.local.PublishedNotice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A guard in this JVM with the real SDK clients, and the stand-in that they speak to. */
public final class Lab implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");

  private static final Object SYSTEM_PROPERTIES = new Object();

  private final CloudStandIn cloud;
  private final Map<String, String> environment = FunctionSettings.ofGuard();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = NOW;
  private Duration timeLeft = Duration.ofMinutes(1);
  private Function<Topic, AwsPorts> connect = QuickPorts::connect;
  private Supplier<Listing> listing = QuickPorts::listing;

  public Lab() {
    this(CloudStandIn.start());
  }

  public Lab(CloudStandIn cloud) {
    this.cloud = cloud;
  }

  public CloudStandIn cloud() {
    return cloud;
  }

  public Lab set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets the function's clock, which stands still. */
  public Lab at(Instant time) {
    now = time;
    return this;
  }

  /** How long the functions waited for tags; no time goes by for the test. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** How long each invocation may run. */
  public Lab withTimeLeft(Duration time) {
    timeLeft = time;
    return this;
  }

  /** By default {@link QuickPorts#connect(Topic)}. */
  public Lab connectedBy(Function<Topic, AwsPorts> ports) {
    connect = ports;
    return this;
  }

  /** By default {@link QuickPorts#listing()}. */
  public Lab listedBy(Supplier<Listing> port) {
    listing = port;
    return this;
  }

  /** Puts the distribution that {@link Events} speak of. */
  public Lab put(Configs config) {
    cloud.distributions().put(Events.ID, config.xml());
    return this;
  }

  public String live() {
    return cloud.distributions().read(Events.ID).configBytes().utf8();
  }

  public String eTag() {
    return cloud.distributions().read(Events.ID).eTag();
  }

  /** A new function of the present settings. */
  public GuardHandler guard() {
    return connected(
        cloud,
        () -> {
          Settings settings = Settings.from(environment);
          return new GuardHandler(
              settings,
              connectAll(settings.topic()),
              new PrintStream(log, true, UTF_8),
              Clock.fixed(now, ZoneOffset.UTC),
              pauses::add);
        });
  }

  /** What is made when a report comes would find another stand-in by then. */
  private AwsPorts connectAll(Topic topic) {
    AwsPorts ports = connect.apply(topic);
    var _ = ports.patientDistributions();
    return ports;
  }

  /** A new audit of the present settings. */
  public AuditHandler audit() {
    return connected(
        cloud,
        () ->
            new AuditHandler(
                AuditSettings.from(environment),
                listing.get(),
                new PrintStream(log, true, UTF_8),
                Clock.fixed(now, ZoneOffset.UTC)));
  }

  /** Invokes a new audit; answers with its report. */
  public JsonObject audit(String input) {
    return json(answer(audit(), input));
  }

  /** Has a new audit's report answered by a new guard, as a schedule does. */
  public JsonObject auditAndHandOver(String purpose) {
    return handle(
        guard(), DestinationRecords.success(purpose, audit(DestinationRecords.input(purpose))));
  }

  /** Makes something whose SDK clients speak to this stand-in. */
  public static <T> T connected(CloudStandIn cloud, Supplier<T> make) {
    synchronized (SYSTEM_PROPERTIES) {
      System.setProperty("aws.accessKeyId", Accounts.DEFAULT_KEY.accessKeyId());
      System.setProperty("aws.secretAccessKey", Accounts.DEFAULT_KEY.secretAccessKey());
      System.setProperty("aws.endpointUrl", cloud.endpoint().toString());
      return make.get();
    }
  }

  /** Invokes a new function; answers with the outcome. */
  public JsonObject handle(Events event) {
    return handle(guard(), event.json());
  }

  public JsonObject handle(GuardHandler guard, String event) {
    return json(answer(guard, event));
  }

  private String answer(RequestStreamHandler function, String event) {
    Context context = InvocationContext.endingIn(timeLeft);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toString(UTF_8);
  }

  /** Invokes a function as Lambda sees it end. */
  public Invocation invoke(RequestStreamHandler function, String event) {
    try {
      return new Invocation.Answered(answer(function, event));
    } catch (RuntimeException e) {
      return new Invocation.Failed(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
  }

  /** What the functions wrote, as a terminal would get it. */
  public String rawLog() {
    return log.toString(UTF_8);
  }

  /** The lines that the functions wrote. */
  public List<JsonObject> log() {
    return log.toString(UTF_8).lines().map(Lab::json).toList();
  }

  /** Terraform wrote {@code allow-all}, and nobody wrote since. */
  public Events drift() {
    Events drift = Events.update("allow-all");
    return cloud.distributions().find(Events.ID).isPresent()
        ? drift.with(Events.E_TAG, eTag())
        : drift;
  }

  /** The text of the only notice, as an e-mail client shows it. */
  public String notice() {
    return onlyNotice().messageFor("email");
  }

  /** The notice's words, wherever its lines end. */
  public String noticeWords() {
    return notice().replaceAll("\\s+", " ");
  }

  /** Requires that the only notice says all of it. */
  public void says(String... words) {
    for (String said : words) {
      assertTrue(noticeWords().contains(said), () -> said + " is missing in:\n" + notice());
    }
  }

  public PublishedNotice onlyNotice() {
    List<PublishedNotice> published = cloud.published();
    assertEquals(1, published.size(), "notices");
    return published.getFirst();
  }

  /** The calls to CloudFront, by name, in order. */
  public List<String> cloudFrontCalls() {
    return cloud.calls().stream()
        .filter(call -> call.service().equals("cloudfront"))
        .map(call -> call.action())
        .toList();
  }

  public static JsonObject json(String text) {
    try {
      return JsonParser.object().from(text);
    } catch (JsonParserException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public void close() {
    cloud.close();
  }
}
