package httpsguard.local;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The stand-in by itself, for {@code sam local invoke}, the AWS CLI and curl: it holds the
 * distributions of the sample events, and shows what it is asked.
 */
public final class StandIn implements AutoCloseable {
  private static final int SAMPLES_PORT = 4570;
  private static final int LAST_PORT = 65_533;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /**
   * The guard behind it, as the function's environment has it.
   *
   * @param mode {@code remediate} or {@code notify}
   */
  public record Guard(String mode, String policy) {}

  /** The message begins with the port and says what to do. */
  public static final class WrongPort extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private WrongPort(String message) {
      super(message);
    }
  }

  private final Launch launch;
  private final Screen screen;
  private final CloudStandIn cloud;
  private final EdgeServer edge;
  private final Optional<InetAddress> alsoAt;
  private final Optional<Guard> guard;
  private final Optional<GuardBehind> behind;

  private StandIn(
      int port, Optional<InetAddress> alsoAt, Optional<Guard> guard, Launch launch, Screen screen) {
    this.screen = screen;
    this.launch = launch;
    this.alsoAt = alsoAt;
    this.guard = guard;
    cloud =
        CloudStandIn.start(
            CloudStandIn.Options.defaults()
                .withPort(port)
                .withAlsoAt(alsoAt)
                .withAccounts(Accounts.of(GuardBehind.KEY).withSamLocal()));
    edge =
        port == 0
            ? EdgeServer.start(cloud.distributions())
            : EdgeServer.start(cloud.distributions(), port + 1, port + 2);
    SampleEvents.read().distributions().forEach(cloud.distributions()::put);
    cloud.watch(this::show);
    edge.watch(this::show);
    behind = guard.map(how -> GuardBehind.start(cloud, how, new OnScreen(screen)));
  }

  /**
   * Runs until it, or whatever started it from the checkout, is ended.
   *
   * @throws UncheckedIOException if one of the three ports is taken
   */
  public static void run(
      int port,
      Optional<InetAddress> alsoAt,
      Optional<Guard> guard,
      Launch launch,
      PrintStream out,
      boolean coloured)
      throws InterruptedException {
    Optional<Long> maven = parent();
    try (var standIn = start(port, alsoAt, guard, launch, new Screen(out, coloured))) {
      standIn.introduce();
      if (launch.isCheckout()) {
        awaitEndOf(maven);
      } else {
        new CountDownLatch(1).await();
      }
    }
  }

  static StandIn start(
      int port, Optional<InetAddress> alsoAt, Optional<Guard> guard, Launch launch, Screen screen) {
    return new StandIn(port, alsoAt, guard, launch, screen);
  }

  /**
   * The first of three ports.
   *
   * @throws WrongPort if it is none with two more behind it
   */
  public static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
      throw new WrongPort(text + ": not a port from 1 to " + LAST_PORT + ".");
    }
    return Integer.parseInt(text);
  }

  /**
   * Whoever ends Maven by its process id ends this too. An orphan has another parent at once; the
   * end itself would be seen late, and not at all where nobody asks for Maven's exit status.
   */
  private static void awaitEndOf(Optional<Long> maven) throws InterruptedException {
    while (parent().equals(maven)) {
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private static Optional<Long> parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid);
  }

  /** Where it listens, what it holds and how to use it. */
  void introduce() {
    screen.title("CloudFront and SNS, played on this machine until you press Ctrl-C");
    guard.ifPresent(
        how ->
            screen.line(
                "HTTPS Guard stands behind it: mode " + how.mode() + ", policy " + how.policy()));
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
    List<String> commands =
        new Invitation(cloud.endpoint(), address(Protocol.HTTP), launch, guard.isPresent()).lines();
    commands.forEach(screen::line);
    if (launch.isCheckout() && cloud.endpoint().getPort() != SAMPLES_PORT) {
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
        .filter(_ -> launch.isCheckout())
        .map(InetAddress::getHostAddress)
        .filter(bridge -> cloud.endpoints().stream().noneMatch(at -> at.getHost().equals(bridge)))
        .ifPresent(
            bridge -> {
              screen.blank();
              screen.line(
                  "For sam local invoke, start it with "
                      + launch.with("listen", bridge)
                      + ", Docker's bridge.");
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
    behind.ifPresent(GuardBehind::close);
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

  private void show(RecordedCall call) {
    screen.together(
        () -> {
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
        });
  }

  private void show(ViewerRequest request, EdgeAnswer answer) {
    screen.line(now() + "  " + request.method() + " " + request.url() + "  " + answer.status());
  }

  static String now() {
    return TIME.format(LocalTime.now(ZoneId.systemDefault()));
  }
}
