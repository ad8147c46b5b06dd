package httpsguard.aws;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.VersionedConfig;
import httpsguard.lambda.Lab;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.HttpReply;
import httpsguard.notice.Message.HttpsFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Answers of any status, with headers and bodies that no service of AWS gives: each call ends in a
 * way that its port names, or in an error that has the event tried again.
 */
@Execution(ExecutionMode.CONCURRENT)
class OddAnswersTest {
  private static final int CASES = 100;
  private static final int SLOW_CASES = 5;

  /** What a busy machine may take beyond a call's time. */
  private static final Duration LATE = Duration.ofSeconds(5);

  /** Of the waits between tries. */
  private static final int A_THOUSANDTH = 1000;

  private static final DistributionId ID = new DistributionId(Events.ID);
  private static final String ACCOUNT = "111122223333";
  private static final TimeLeft LITTLE = () -> Duration.ofSeconds(20);

  private static final int[] STATUSES = {
    200, 200, 200, 201, 202, 203, 204, 205, 206, 300, 301, 302, 303, 304, 307, 308, 400, 400, 401,
    402, 403, 403, 404, 405, 407, 409, 410, 411, 412, 413, 416, 418, 421, 425, 426, 429, 431, 451,
    500, 501, 502, 503, 504, 505, 511, 520, 599, 600, 999
  };

  private static final Map<String, List<String>> HEADERS =
      Map.ofEntries(
          Map.entry("Retry-After", List.of("0", "-1", "3", "86400", "soon", "")),
          Map.entry("x-amz-retry-after", List.of("-5", "500", "86400000", "1e3")),
          Map.entry("ETag", List.of("", "\"E1\"", "W/\"E1\"", "E".repeat(5_000), "\u00e4")),
          Map.entry(
              "Date",
              List.of("", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "20300101T000000Z", "-1")),
          Map.entry("Content-Type", List.of("", "text/html", "application/json", ";;;", "a/b/c")),
          Map.entry("Content-Encoding", List.of("gzip", "br", "deflate", "nonsense")),
          Map.entry("Content-Language", List.of("de")),
          Map.entry("Location", List.of("http://127.0.0.1:1/", "/elsewhere", "not a URI", "")),
          Map.entry("WWW-Authenticate", List.of("Basic realm=\"x\"", "Negotiate", "?")),
          Map.entry("Proxy-Authenticate", List.of("Basic realm=\"x\"", "NTLM")),
          Map.entry("x-amzn-ErrorType", List.of("AccessDenied", "Throttling", ":")),
          Map.entry("x-amzn-RequestId", List.of("", "\u00fc".repeat(300))),
          Map.entry("Set-Cookie", List.of("a=b; Max-Age=never")),
          Map.entry("x-amz-crc32", List.of("0", "abc", "99999999999")),
          Map.entry("Upgrade", List.of("h2c", "websocket")));

  private static final List<String> BODIES =
      List.of(
          "",
          " ",
          "<",
          "\u0000",
          "null",
          "{}",
          "{\"__type\":\"AccessDenied\"}",
          "<html><body>Log in</body></html>",
          "<?xml version=\"1.0\"?>",
          "<ErrorResponse/>",
          "<ErrorResponse><Error/></ErrorResponse>",
          "<ErrorResponse><Error><Code/></Error></ErrorResponse>",
          error("AccessDenied", ""),
          error("Throttling", "slowly"),
          error("", "without a code"),
          error("NoSuchDistribution", "gone"),
          error("PreconditionFailed", "lost"),
          error("RequestTimeTooSkewed", "late"),
          error("\u2603", "\u2603"),
          "<Errors><Error><Code>AccessDenied</Code></Error></Errors>",
          "<Error><Code>AccessDenied</Code><Code>Throttling</Code></Error>",
          "<DistributionConfig/>",
          "<Distribution/>",
          "<DistributionList/>",
          "<Tags/>",
          "<PublishResponse/>",
          "<PublishResponse><PublishResult><MessageId/></PublishResult></PublishResponse>",
          "<a>".repeat(400),
          "x".repeat(70_000));

  private final CloudStandIn cloud = CloudStandIn.start();
  private final AwsPorts ports =
      Lab.connected(
          cloud,
          () ->
              QuickPorts.waiting(
                  new Topic(
                      TopicArn.parse(CloudStandIn.TOPIC_ARN),
                      Optional.empty(),
                      HttpsFormat.OUTCOME),
                  A_THOUSANDTH));
  private final Listing listing = Lab.connected(cloud, QuickPorts::listing);

  @AfterEach
  void close() {
    cloud.close();
  }

  /**
   * Whatever an answer's headers ask for, its call ends by an answer or after all its tries, and
   * never because the time of the call went by: nothing here is slow but the waits that it asks
   * for.
   */
  @Test
  void eachCallEndsInAWayThatIsProvidedFor() {
    cloud.distributions().put(Events.ID, config().xml());
    int answered = 0;
    for (int seed = 0; seed < CASES; seed++) {
      HttpReply.Answer odd = odd(new Random(seed));
      cloud.faults().clear();
      cloud.faults().always("*", new Fault.Instead(odd));
      for (Runnable call : calls()) {
        answered += ends(call, () -> "seed of " + odd) ? 1 : 0;
      }
    }
    assertTrue(answered > 0, "some are answers");
    assertTrue(answered < CASES * calls().size(), "not all are");
  }

  /** An answer that comes byte by byte ends with the time of its call, and nobody reads on. */
  @Test
  void anAnswerThatTricklesEndsInTimeAndIsLeftAlone() throws InterruptedException {
    for (int seed = 0; seed < SLOW_CASES; seed++) {
      Random random = new Random(seed);
      endsInTime(
          random.nextBoolean() ? Fault.Spoiled.TRICKLE : Fault.Spoiled.TRICKLE_FROM_THE_HEAD,
          random);
      for (int wait = 0; wait < 50 && cloud.connections() > 0; wait++) {
        Thread.sleep(100);
      }
      assertEquals(0, cloud.connections(), "seed " + seed + ": somebody reads on");
    }
  }

  @Test
  void anAnswerThatFallsSilentEndsInTime() {
    for (int seed = 0; seed < SLOW_CASES; seed++) {
      endsInTime(Fault.Spoiled.SILENT_HALFWAY, new Random(seed));
    }
  }

  private void endsInTime(Fault.Spoiled how, Random random) {
    Configs config = config();
    for (int path = random.nextInt(80); path > 0; path--) {
      config.path("/assets/" + path + "/*", "s3", "https-only");
    }
    cloud.distributions().put(Events.ID, config.xml());
    cloud.faults().clear();
    cloud.faults().always("*", new Fault.Spoil(how));
    Duration left = Duration.ofMillis(1_500 + random.nextInt(400));
    int which = random.nextInt(calls().size());
    long begin = System.nanoTime();
    assertTrue(isOver(calls(() -> left).get(which)), how + " of call " + which);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(left.plus(LATE)) < 0, how + " of call " + which + " took " + took);
  }

  private List<Runnable> calls() {
    return calls(LITTLE);
  }

  private List<Runnable> calls(TimeLeft left) {
    return List.of(
        () -> ports.distributions().read(ID, left),
        () -> ports.distributions().tags(ID, ACCOUNT, left),
        () ->
            ports
                .distributions()
                .replace(ID, "E1", new VersionedConfig("E1", config().document()).document(), left),
        () -> listing.page(Optional.empty(), left),
        () -> ports.notices().tellTest(ACCOUNT, left));
  }

  /** A write, of which it is not known whether it arrived, ends by an answer that says so. */
  private static boolean isOver(Runnable call) {
    try {
      call.run();
    } catch (TryAgainException e) {
      return e.getCause() instanceof SdkException;
    }
    return true;
  }

  private static boolean ends(Runnable call, Supplier<String> what) {
    try {
      call.run();
      return true;
    } catch (TryAgainException e) {
      if (e.getCause() instanceof ApiCallTimeoutException) {
        throw new AssertionError(what.get() + " used up the time of its call", e);
      }
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(what.get(), e);
    }
  }

  private static HttpReply.Answer odd(Random random) {
    Map<String, String> headers = new HashMap<>();
    HEADERS.forEach(
        (name, values) -> {
          if (random.nextInt(3) == 0) {
            headers.put(name, values.get(random.nextInt(values.size())));
          }
        });
    HttpReply.Answer answer =
        HttpReply.Answer.of(
            STATUSES[random.nextInt(STATUSES.length)],
            "text/xml",
            BODIES.get(random.nextInt(BODIES.size())));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static String error(String code, String message) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>"
        + code
        + "</Code><Message>"
        + message
        + "</Message></Error><RequestId>r</RequestId></ErrorResponse>";
  }
}
