package httpsguard.local;

import httpsguard.cli.Options;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * The stand-in by itself, for {@code sam local invoke}, the AWS CLI and curl: it holds the
 * distributions of the sample events, and shows what it is asked.
 */
final class StandIn implements AutoCloseable {
  private static final int SAMPLES_PORT = 4570;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Screen screen;
  private final CloudStandIn cloud;
  private final EdgeServer edge;

  private StandIn(Screen screen, int port) {
    this.screen = screen;
    cloud = CloudStandIn.start(CloudStandIn.Options.defaults().withPort(port));
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
   * @param arguments the option {@code port}, as {@link Options} reads it: that of CloudFront and
   *     SNS; viewers get the two behind it
   */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = System.out;
    String port = Options.of(List.of(arguments)).get("port", Integer.toString(SAMPLES_PORT));
    try (var standIn = start(port, out, Ink.isWanted())) {
      CountDownLatch ended = new CountDownLatch(1);
      // Whoever ends Maven by its process id ends this too.
      var _ =
          ProcessHandle.current().parent().map(maven -> maven.onExit().thenRun(ended::countDown));
      standIn.introduce();
      ended.await();
    } catch (IllegalArgumentException | UncheckedIOException unusable) {
      out.println("-Dport=" + port + ": " + unusable.getMessage());
      System.exit(LocalRun.NOT_PLAYED);
    }
  }

  /**
   * @param port zero for free ones
   * @throws IllegalArgumentException if it is not a port with two more behind it
   * @throws UncheckedIOException if one of the three is taken
   */
  static StandIn start(String port, PrintStream out, boolean coloured) {
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_533) {
      throw new IllegalArgumentException("not a port from 1 to 65533");
    }
    return new StandIn(new Screen(out, coloured), Integer.parseInt(port));
  }

  /** Where it listens, what it holds and how to use it. */
  synchronized void introduce() {
    screen.title("CloudFront and SNS, played on this machine until you press Ctrl-C");
    screen.blank();
    screen.table(
        List.of(
            Screen.plain("AWS", cloud.endpoint().toString(), "set it as AWS_ENDPOINT_URL"),
            Screen.plain("viewers", address(Protocol.HTTP), "counts as HTTP"),
            Screen.plain("viewers", address(Protocol.HTTPS), "counts as HTTPS; no TLS is spoken")));
    screen.blank();
    screen.table(cloud.distributions().all().stream().map(StandIn::row).toList());
    screen.blank();
    screen.line("sam local invoke Guard --event events/terraform-update.json \\");
    screen.line("  --env-vars events/env.json --docker-network host");
    screen.line("aws --endpoint-url " + cloud.endpoint() + " cloudfront list-distributions");
    screen.line(
        "curl -i --connect-to ::"
            + address(Protocol.HTTP).substring("http://".length())
            + " http://www.example.com/");
    if (cloud.endpoint().getPort() != SAMPLES_PORT) {
      screen.blank();
      screen.line("events/env.json names port 4570: put this one there first.");
    }
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
