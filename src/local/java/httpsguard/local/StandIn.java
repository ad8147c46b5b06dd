package httpsguard.local;

import httpsguard.cli.Options;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The stand-in by itself, for {@code sam local invoke}, the AWS CLI and curl: it holds the
 * distributions of the sample events, and shows what it is asked.
 */
final class StandIn implements AutoCloseable {
  private static final int SAMPLES_PORT = 4570;
  private static final int LAST_PORT = 65_533;
  private static final Set<String> OPTIONS = Set.of("port", "listen");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Screen screen;
  private final CloudStandIn cloud;
  private final EdgeServer edge;
  private final Optional<InetAddress> alsoAt;

  private StandIn(Screen screen, int port, Optional<InetAddress> alsoAt) {
    this.screen = screen;
    this.alsoAt = alsoAt;
    cloud =
        CloudStandIn.start(
            CloudStandIn.Options.defaults()
                .withPort(port)
                .withAlsoAt(alsoAt)
                .withAccounts(Accounts.of().withSamLocal()));
    edge =
        port == 0
            ? EdgeServer.start(cloud.distributions())
            : EdgeServer.start(cloud.distributions(), port + 1, port + 2);
    SampleEvents.read().distributions().forEach(cloud.distributions()::put);
    cloud.watch(this::show);
    edge.watch(this::show);
  }

  /**
   * Runs until it, or who started it, is ended.
   *
   * @param arguments as {@link Options} reads them: {@code port}, that of CloudFront and SNS,
   *     viewers get the two behind it; {@code listen}, one more address for CloudFront and SNS
   */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = System.out;
    Options given = Options.of(List.of(arguments));
    String port = given.get("port", Integer.toString(SAMPLES_PORT));
    try (var standIn = started(given, port, out)) {
      CountDownLatch ended = new CountDownLatch(1);
      // Whoever ends Maven by its process id ends this too.
      var _ =
          ProcessHandle.current().parent().map(maven -> maven.onExit().thenRun(ended::countDown));
      standIn.introduce();
      ended.await();
    } catch (IllegalArgumentException unusable) {
      out.println(unusable.getMessage());
      System.exit(LocalRun.NOT_PLAYED);
    } catch (UncheckedIOException taken) {
      out.println("The stand-in " + taken.getMessage() + ".");
      out.println("If another one runs, end it; or take other ports, such as -Dport=5000.");
      System.exit(LocalRun.NOT_PLAYED);
    }
  }

  private static StandIn started(Options given, String port, PrintStream out) {
    given.requireNoneBut(OPTIONS);
    return start(port, given.get("listen", ""), out, Ink.isWanted());
  }

  /**
   * @param port zero for free ones
   * @param alsoAt an address of this machine for CloudFront and SNS beside 127.0.0.1, or nothing
   * @throws IllegalArgumentException if the port is none with two more behind it, or the address
   *     none to listen on; the message says what to do
   * @throws UncheckedIOException if one of the three ports is taken
   */
  static StandIn start(String port, String alsoAt, PrintStream out, boolean coloured) {
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IllegalArgumentException(
          "-Dport=" + port + ": not a port from 1 to " + LAST_PORT + ".");
    }
    return new StandIn(
        new Screen(out, coloured), Integer.parseInt(port), LocalAddress.parse(alsoAt));
  }

  /** Where it listens, what it holds and how to use it. */
  synchronized void introduce() {
    screen.title("CloudFront and SNS, played on this machine until you press Ctrl-C");
    screen.blank();
    List<List<Screen.Cell>> rows = new ArrayList<>();
    for (URI endpoint : cloud.endpoints()) {
      rows.add(Screen.plain("AWS", endpoint.toString(), "set it as AWS_ENDPOINT_URL"));
    }
    rows.add(Screen.plain("viewers", address(Protocol.HTTP), "counts as HTTP"));
    rows.add(Screen.plain("viewers", address(Protocol.HTTPS), "counts as HTTPS; no TLS is spoken"));
    screen.table(rows);
    screen.blank();
    screen.table(cloud.distributions().all().stream().map(StandIn::row).toList());
    screen.blank();
    screen.line("sam local invoke Guard --event events/terraform-update.json" + onThisMachine());
    screen.line(
        "AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws --endpoint-url "
            + cloud.endpoint()
            + " \\");
    screen.line("  --region us-east-1 cloudfront list-distributions");
    screen.line(
        "curl -i --connect-to ::"
            + address(Protocol.HTTP).substring("http://".length())
            + " http://www.example.com/");
    if (cloud.endpoint().getPort() != SAMPLES_PORT) {
      screen.blank();
      screen.line(
          "events/env.json names port 4570: copy it, put this one there, and give sam --env-vars"
              + " and the copy.");
    }
    alsoAt
        .filter(LocalAddress::isReachableByOthers)
        .ifPresent(
            address -> {
              screen.blank();
              screen.line(
                  "WARNING: others on the network of "
                      + address.getHostAddress()
                      + " can reach it. Docker's bridge, docker0, is for containers only.");
            });
    LocalAddress.ofDockersBridge()
        .map(InetAddress::getHostAddress)
        .filter(bridge -> cloud.endpoints().stream().noneMatch(at -> at.getHost().equals(bridge)))
        .ifPresent(
            bridge -> {
              screen.blank();
              screen.line(
                  "For sam local invoke, start it with -Dlisten=" + bridge + ", Docker's bridge.");
            });
    screen.blank();
  }

  CloudStandIn cloud() {
    return cloud;
  }

  EdgeServer edge() {
    return edge;
  }

  @Override
  public void close() {
    edge.close();
    cloud.close();
  }

  /** The functions are for arm64 unless SAM is told otherwise. */
  private static String onThisMachine() {
    return System.getProperty("os.arch").equals("aarch64") ? "" : " --config-env x86";
  }

  private String address(Protocol protocol) {
    return edge.uri(protocol).toString();
  }

  private static List<Screen.Cell> row(StoredDistribution distribution) {
    List<String> urls = new ArrayList<>();
    for (String url : Visit.urls(distribution)) {
      EdgeAnswer answer =
          Edge.healthy().answer(distribution.configBytes(), ViewerRequest.of("GET", url));
      if (answer.servedBy().filter(Visit::isS3).isPresent()) {
        urls.add(url);
      }
    }
    return Screen.plain(
        distribution.id(),
        urls.isEmpty() ? "nothing from S3 over HTTP" : "S3 over HTTP: " + String.join(" ", urls));
  }

  private synchronized void show(RecordedCall call) {
    screen.line(
        String.format(
            Locale.ROOT,
            "%s  %-21s  %-15s  %s %s",
            now(),
            call.action(),
            call.distributionId().orElse(""),
            call.status() == 0 ? "cut" : Integer.toString(call.status()),
            call.errorCode().orElse("")));
    if (call.action().equals("Publish") && call.status() == 200) {
      screen.notice(cloud.published().getLast());
    }
  }

  private synchronized void show(ViewerRequest request, EdgeAnswer answer) {
    screen.line(now() + "  " + request.method() + " " + request.url() + "  " + answer.status());
  }

  private static String now() {
    return TIME.format(LocalTime.now(ZoneId.systemDefault()));
  }
}
