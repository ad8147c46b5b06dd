package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.sns.SnsClient;

/** The stand-in by itself, as a terminal shows it. */
class StandInTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, UTF_8);

  @Test
  void itSaysWhereItListensAndWhatItHolds() {
    try (var standIn = StandIn.start("0", out, false)) {
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
    try (var standIn = StandIn.start("0", out, false);
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
    try (var standIn = StandIn.start("0", out, false)) {
      Viewer.Answer answer = new Viewer(standIn.edge()).get("http://www.example.com/uploads/a?b");

      assertEquals(200, answer.status());
      assertShown("  GET http://www.example.com/uploads/a?b  200\n");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() {
    try (var first = StandIn.start("0", out, false)) {
      String taken = Integer.toString(first.cloud().endpoint().getPort());

      var refused =
          assertThrows(UncheckedIOException.class, () -> StandIn.start(taken, out, false));

      assertTrue(String.valueOf(refused.getMessage()).contains(":" + taken), refused.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "http", "65534", "999999"})
  void whatIsNoPortIsRefused(String port) {
    assertThrows(IllegalArgumentException.class, () -> StandIn.start(port, out, false));
  }

  private void assertShown(String text) {
    String all = shown.toString(UTF_8).replace(System.lineSeparator(), "\n");
    assertTrue(all.contains(text), () -> "\"" + text + "\" is not in:\n" + all);
  }
}
