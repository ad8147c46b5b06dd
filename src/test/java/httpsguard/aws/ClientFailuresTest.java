package httpsguard.aws;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions.Replaced;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.CloudStandIn;
import httpsguard.notice.Message.HttpsFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.stubbing.Answer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** What the SDK's clients throw, or answer, that no answer over HTTP makes them. */
class ClientFailuresTest {
  private static final DistributionId ID = new DistributionId(Events.ID);
  private static final String ACCOUNT = "111122223333";
  private static final TimeLeft PLENTY = () -> Duration.ofMinutes(1);

  static Stream<SdkClientException> failures() {
    return Stream.of(
        SdkClientException.create("Unable to load credentials"),
        AbortedException.create("Thread was interrupted"),
        ApiCallTimeoutException.create("Client execution did not complete in time", null));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void areTriedAgainInTheSdksWords(SdkClientException failure) {
    for (Executable call : calls(throwing(failure), PLENTY)) {
      TryAgainException thrown = assertThrows(TryAgainException.class, call);
      assertTrue(
          String.valueOf(thrown.getMessage()).contains(String.valueOf(failure.getMessage())),
          thrown.getMessage());
    }
  }

  /** A time-out says nothing of whether CloudFront acted. */
  @ParameterizedTest
  @MethodSource("failures")
  void leaveOpenWhetherAWriteArrived(SdkClientException failure) {
    assertInstanceOf(Replaced.Unanswered.class, replace(throwing(failure), PLENTY));
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError", "400, Throttling"})
  void thatDoNotCountTheirTriesLeaveOpenWhetherOneOfThemWrote(int status, String code) {
    assertInstanceOf(Replaced.Unanswered.class, replace(throwing(error(status, code)), PLENTY));
  }

  @Test
  void aLostRaceThatDoesNotCountItsTriesMayBeOurOwnWrite() {
    Replaced.PreconditionFailed failed =
        assertInstanceOf(
            Replaced.PreconditionFailed.class,
            replace(throwing(error(412, "PreconditionFailed")), PLENTY));
    assertTrue(failed.mayBeOurs());
  }

  @Test
  void nothingIsReadWithoutAnETag() {
    Clients answers = answering(_ -> GetDistributionConfigResponse.builder().build());
    TryAgainException thrown =
        assertThrows(TryAgainException.class, () -> distributions(answers).read(ID, PLENTY));
    assertTrue(String.valueOf(thrown.getMessage()).contains("without an ETag"));
  }

  @Test
  void nothingIsPublishedWithoutAMessageId() {
    Clients answers = answering(_ -> PublishResponse.builder().build());
    assertThrows(TryAgainException.class, () -> notices(answers).tellTest(ACCOUNT, PLENTY));
  }

  @Test
  void withoutTimeNoClientIsAsked() {
    Clients clients = answering(_ -> null);
    for (Executable call : calls(clients, () -> Duration.ZERO)) {
      assertThrows(TryAgainException.class, call);
    }
    assertThrows(TryAgainException.class, () -> replace(clients, () -> Duration.ZERO));
    verifyNoInteractions(clients.cloudFront(), clients.sns());
  }

  /** All calls but the write. */
  private static List<Executable> calls(Clients clients, TimeLeft left) {
    return List.of(
        () -> distributions(clients).read(ID, left),
        () -> distributions(clients).tags(ID, ACCOUNT, left),
        () ->
            new CloudFrontListing(clients.cloudFront(), Limits.OF_CLOUDFRONT)
                .page(Optional.empty(), left),
        () -> notices(clients).tellTest(ACCOUNT, left));
  }

  private static Replaced replace(Clients clients, TimeLeft left) {
    return distributions(clients).replace(ID, "E1", config().document(), left);
  }

  private static CloudFrontDistributions distributions(Clients clients) {
    return new CloudFrontDistributions(clients.cloudFront(), Limits.OF_CLOUDFRONT);
  }

  private static SnsNotices notices(Clients clients) {
    Topic topic =
        new Topic(TopicArn.parse(CloudStandIn.TOPIC_ARN), Optional.empty(), HttpsFormat.OUTCOME);
    return new SnsNotices(clients.sns(), Limits.OF_SNS, topic);
  }

  private record Clients(CloudFrontClient cloudFront, SnsClient sns) {}

  private static Clients throwing(RuntimeException failure) {
    return answering(
        _ -> {
          throw failure;
        });
  }

  private static Clients answering(Answer<?> answer) {
    return new Clients(mock(CloudFrontClient.class, answer), mock(SnsClient.class, answer));
  }

  private static AwsServiceException error(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
