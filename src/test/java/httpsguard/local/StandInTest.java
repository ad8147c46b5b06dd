package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
    try (var standIn = StandIn.start("0", "", out, false)) {
      standIn.introduce();

      assertShown(standIn.cloud().endpoint().toString());
      assertShown("sam local invoke Guard --event events/terraform-update.json");
      assertShown(
          "   AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws --endpoint-url "
              + standIn.cloud().endpoint()
              + " \\\n     --region us-east-1 cloudfront list-distributions\n");
      assertShown(
          "EDFDVBD632BHDS5  S3 over HTTP: http://www.example.com/"
              + " http://www.example.com/uploads/sample\n");
      assertShown("E2LNV9S7FQ3XJD   nothing from S3 over HTTP\n");
    }
  }

  @Test
  void everyCallIsALineAndANoticeIsShownInFull() {
    try (var standIn = StandIn.start("0", "", out, false);
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
    try (var standIn = StandIn.start("0", "", out, false)) {
      Viewer.Answer answer = new Viewer(standIn.edge()).get("http://www.example.com/uploads/a?b");

      assertEquals(200, answer.status());
      assertShown("  GET http://www.example.com/uploads/a?b  200\n");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() {
    try (var first = StandIn.start("0", "", out, false)) {
      String taken = Integer.toString(first.cloud().endpoint().getPort());

      var refused =
          assertThrows(UncheckedIOException.class, () -> StandIn.start(taken, "", out, false));

      assertTrue(String.valueOf(refused.getMessage()).contains(":" + taken), refused.getMessage());
    }
  }

  @Test
  void aStandInThatCannotListenEndsInWords() throws Exception {
    try (var first = StandIn.start("0", "", out, false)) {
      String taken = Integer.toString(first.cloud().endpoint().getPort());

      Process second =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-classpath",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  StandIn.class.getName(),
                  "port=" + taken)
              .redirectErrorStream(true)
              .start();
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

  @Test
  void itListensOnOneMoreAddressIfTold() throws Exception {
    assumeTrue(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null, "no IPv6");
    try (var standIn = StandIn.start("0", "::1", out, false)) {
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

  @Test
  void loopbackIsNoSecondAddress() {
    try (var standIn = StandIn.start("0", "127.0.0.1", out, false)) {
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
    var refused =
        assertThrows(IllegalArgumentException.class, () -> StandIn.start("0", address, out, false));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("-Dlisten=" + address + " " + why), message);
    assertTrue(message.contains("127.0.0.1 (lo"), "what there is: " + message);
    assertTrue(message.endsWith("name that of Docker's bridge, docker0."), message);
  }

  @Test
  void theAccountOfSamLocalStandsForThatOfTheDistributions() {
    try (var standIn = StandIn.start("0", "", out, false);
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
    assertThrows(IllegalArgumentException.class, () -> StandIn.start(port, "", out, false));
  }

  private void assertShown(String text) {
    String all = shown.toString(UTF_8).replace(System.lineSeparator(), "\n");
    assertTrue(all.contains(text), () -> "\"" + text + "\" is not in:\n" + all);
  }
}
