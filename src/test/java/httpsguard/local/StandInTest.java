package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.InvalidArgumentException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;

/** The stand-in by itself, as a terminal shows it. */
class StandInTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, UTF_8);

  @Test
  void itSaysWhereItListensAndWhatItHolds() {
    try (var standIn = standIn(0, "")) {
      standIn.introduce();

      assertShown(standIn.cloud().endpoint().toString());
      assertShown("sam local invoke Guard --event events/terraform-update.json");
      assertShown("   export AWS_ENDPOINT_URL=" + standIn.cloud().endpoint() + "\n");
      assertShown(
          "EDFDVBD632BHDS5  S3 over HTTP: http://www.example.com/"
              + " http://www.example.com/uploads/sample\n");
      assertShown("E2LNV9S7FQ3XJD   nothing from S3 over HTTP\n");
    }
  }

  @Test
  void everyCallIsALineAndANoticeIsShownInFull() {
    try (var standIn = standIn(0, "");
        CloudFrontClient cloudFront = SdkClients.cloudFront(standIn.cloud().endpoint());
        SnsClient sns = SdkClients.sns(standIn.cloud().endpoint(), Region.US_EAST_1)) {
      cloudFront.getDistributionConfig(r -> r.id("EDFDVBD632BHDS5"));
      assertThrows(
          NoSuchDistributionException.class,
          () -> cloudFront.getDistributionConfig(r -> r.id("E0NOTHERE")));
      sns.publish(
          r -> r.topicArn(CloudStandIn.TOPIC_ARN).subject("It is done").message("One.\nTwo."));

      assertShown("GetDistributionConfig  EDFDVBD632BHDS5  200\n");
      assertShown("GetDistributionConfig  E0NOTHERE        404 NoSuchDistribution\n");
      assertShown("Publish" + " ".repeat(33) + "200\n");
      assertShown("   | Subject: It is done\n   |\n   | One.\n   | Two.\n");
    }
  }

  @Test
  void viewersAreShownToo() throws Exception {
    try (var standIn = standIn(0, "")) {
      Viewer.Answer answer = new Viewer(standIn.edge()).get("http://www.example.com/uploads/a?b");

      assertEquals(200, answer.status());
      assertShown("  GET http://www.example.com/uploads/a?b  200\n");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() {
    try (var first = standIn(0, "")) {
      int taken = first.cloud().endpoint().getPort();

      var refused = assertThrows(UncheckedIOException.class, () -> standIn(taken, ""));

      assertTrue(String.valueOf(refused.getMessage()).contains(":" + taken), refused.getMessage());
    }
  }

  @Test
  void aStandInThatCannotListenEndsInWords() throws Exception {
    try (var first = standIn(0, "")) {
      String taken = Integer.toString(first.cloud().endpoint().getPort());

      Process second = program("port=" + taken);
      String words = new String(second.getInputStream().readAllBytes(), UTF_8);

      assertTrue(second.waitFor(60, SECONDS));
      assertEquals(2, second.exitValue(), words);
      assertEquals(
          List.of(
              "The stand-in cannot listen on 127.0.0.1:" + taken + ": Address already in use.",
              "If another one runs, end it; or take other ports, such as -Dport=5000."),
          words.lines().toList());
    }
  }

  private StandIn standIn(int port, String listen) {
    return StandIn.start(
        port,
        LocalAddress.parse(listen),
        Optional.empty(),
        new Launch("mvn -q -Pstand-in", name -> "-D" + name, /* isCheckout= */ true),
        new Screen(out, /* coloured= */ false));
  }

  private static Process program(String... options) throws IOException {
    return new ProcessBuilder(command(options)).redirectErrorStream(true).start();
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-classpath");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("httpsguard.cli.FromMaven");
    command.add("command=stand-in");
    command.addAll(List.of(options));
    return command;
  }

  /** Who ended Maven by its process id had the ports taken for half a minute. */
  @Test
  void itEndsWithWhateverStartedIt() throws Exception {
    assumeTrue(Path.of("/bin/sh").toFile().canExecute(), "no POSIX shell");
    List<String> started = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" & wait", "sh"));
    started.addAll(command("port=0"));
    Process shell = new ProcessBuilder(started).start();
    try (var words = shell.inputReader(UTF_8)) {
      assertTrue(words.readLine().startsWith("CloudFront and SNS, played"));
      ProcessHandle standIn = shell.children().findFirst().orElseThrow();
      try {
        shell.destroyForcibly();
        assertFalse(standIn.onExit().get(30, SECONDS).isAlive());
      } finally {
        standIn.destroyForcibly();
      }
    }
  }

  @Test
  void itListensOnOneMoreAddressIfTold() throws Exception {
    assumeTrue(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null, "no IPv6");
    try (var standIn = standIn(0, "::1")) {
      int port = standIn.cloud().endpoint().getPort();
      URI more = URI.create("http://[0:0:0:0:0:0:0:1]:" + port);
      standIn.introduce();

      assertShown(more.toString());
      for (URI endpoint : List.of(standIn.cloud().endpoint(), more)) {
        try (CloudFrontClient cloudFront = SdkClients.cloudFront(endpoint)) {
          assertEquals(
              "EDFDVBD632BHDS5",
              cloudFront.getDistribution(r -> r.id("EDFDVBD632BHDS5")).distribution().id());
        }
      }
    }
  }

  /** It was said to be no address of this machine: Linux lists one of all that are loopback's. */
  @Test
  void everyLoopbackAddressIsOneOfThisMachine() {
    assertEquals(Optional.of(InetAddress.ofLiteral("127.0.0.2")), LocalAddress.parse("127.0.0.2"));
    assertFalse(LocalAddress.isReachableByOthers(InetAddress.ofLiteral("127.0.0.2")));
  }

  /** An address of IPv6 was taken, which Java names first and with the interface behind it. */
  @Test
  void theHintNamesTheAddressThatContainersReach() throws Exception {
    InetAddress bridge = InetAddress.ofLiteral("172.17.0.1");
    assertEquals(
        Optional.of(bridge),
        LocalAddress.ofBridge(
            Stream.of(InetAddress.ofLiteral("fe80::1"), InetAddress.ofLiteral("fd00::1"), bridge)));
    assertEquals(
        Optional.empty(), LocalAddress.ofBridge(Stream.of(InetAddress.ofLiteral("fd00::1"))));
  }

  /** A stand-in in everybody's reach said nothing of it. */
  @ParameterizedTest
  @CsvSource({
    "172.17.0.1, docker0, false",
    "172.18.0.1, br-0a1b2c3d4e5f, false",
    "127.0.0.2, lo, false",
    "192.168.1.7, eth0, true",
    "172.17.0.1, eth0, true",
    "10.0.0.1, br-lan, true",
  })
  void onlyLoopbackAndBridgesToContainersAreOutOfOthersReach(
      String address, String network, boolean reachable) {
    assertEquals(
        reachable, LocalAddress.isReachableByOthers(InetAddress.ofLiteral(address), network));
  }

  @Test
  void anAddressInOthersReachIsWarnedOf() throws Exception {
    InetAddress address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .filter(LocalAddress::isReachableByOthers)
            .findFirst()
            .orElse(null);
    assumeTrue(address != null, "no network");
    try (var standIn = standIn(0, address.getHostAddress())) {
      standIn.introduce();
      assertShown("WARNING: others on the network of " + address.getHostAddress());
    }
  }

  /** It was passed over, and containers got no answer. */
  @Test
  void anOptionThatItDoesNotHaveEndsInWords() throws Exception {
    Process standIn = program("port=0", "all.given={listn=172.17.0.1}");
    String words = new String(standIn.getInputStream().readAllBytes(), UTF_8);
    assertTrue(standIn.waitFor(60, SECONDS));
    assertEquals(2, standIn.exitValue(), words);
    assertEquals("There is no option -Dlistn. Closest: -Dlisten", words.strip());
  }

  @Test
  void loopbackIsNoSecondAddress() {
    try (var standIn = standIn(0, "127.0.0.1")) {
      assertEquals(1, standIn.cloud().endpoints().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 'is every address, and would let others'",
    "::, 'is every address, and would let others'",
    "198.51.100.7, is no address of this machine",
    "docker0, is no IP address",
    "localhost, is no IP address",
  })
  void itListensOnNoAddressButOneOfThisMachine(String address, String why) {
    var refused = assertThrows(IllegalArgumentException.class, () -> LocalAddress.parse(address));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith(address + " " + why), message);
    assertTrue(message.contains("127.0.0.1 (lo"), "what there is: " + message);
    assertTrue(message.endsWith("name that of Docker's bridge, docker0."), message);
  }

  @Test
  void theAccountOfSamLocalStandsForThatOfTheDistributions() {
    try (var standIn = standIn(0, "");
        CloudFrontClient cloudFront = SdkClients.cloudFront(standIn.cloud().endpoint())) {
      assertEquals(List.of(), tags(cloudFront, Accounts.OF_SAM_LOCAL));
      assertEquals(List.of(), tags(cloudFront, Accounts.DEFAULT_ID));
      assertThrows(InvalidArgumentException.class, () -> tags(cloudFront, "444455556666"));
    }
  }

  private static List<Tag> tags(CloudFrontClient cloudFront, String account) {
    return cloudFront
        .listTagsForResource(
            r -> r.resource("arn:aws:cloudfront::" + account + ":distribution/EDFDVBD632BHDS5"))
        .tags()
        .items();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "http", "65534", "999999"})
  void whatIsNoPortIsRefused(String port) {
    assertThrows(IllegalArgumentException.class, () -> StandIn.port(port));
  }

  private void assertShown(String text) {
    String all = shown.toString(UTF_8).replace(System.lineSeparator(), "\n");
    assertTrue(all.contains(text), () -> "\"" + text + "\" is not in:\n" + all);
  }
}
