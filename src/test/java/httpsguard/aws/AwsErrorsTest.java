package httpsguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.distribution.Distributions.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Which errors pass, and which are refusals. */
class AwsErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "400, Throttling",
    "400, ThrottlingException",
    "429, TooManyRequestsException",
    "429, AnyOther",
    "408, AnyOther",
    "400, RequestTimeout",
    "403, ExpiredToken",
    "403, InvalidClientTokenId",
    "403, RequestTimeTooSkewed",
    "403, SignatureDoesNotMatch",
    "500, InternalError",
    "503, ServiceUnavailable",
    "302, Found",
    "403, ''",
    "400, ''",
  })
  void mayPass(int status, String code) {
    assertEquals(Optional.empty(), AwsErrors.refusal("UpdateDistribution", error(status, code)));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied",
    "400, IllegalUpdate",
    "400, InvalidArgument",
    "409, CNAMEAlreadyExists",
    "400, AnErrorOfTomorrow",
  })
  void isRefused(int status, String code) {
    assertEquals(
        Optional.of(new Refusal("UpdateDistribution", code, "in AWS's words", "a-request")),
        AwsErrors.refusal("UpdateDistribution", error(status, code)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | Unable to verify read permissions on Web ACL. Please retry the request",
        "true | Only one viewer certificate change may be in progress at a time.",
        "true | CloudFront encountered something. Please try again.",
        "false | Update the IAM policy to add permission: lambda:GetFunction and try again.",
        "false | The function execution role must be assumable. Update the IAM role and try again.",
        "false | Progress is not made.",
      })
  void someWordsSayThatTheErrorPasses(boolean passes, String words) {
    AwsServiceException error =
        AwsServiceException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("IllegalUpdate").errorMessage(words).build())
            .build();
    assertEquals(passes, AwsErrors.refusal("UpdateDistribution", error).isEmpty());
  }

  @Test
  void anErrorWithoutDetailsIsNotAwsOwn() {
    AwsServiceException error = AwsServiceException.builder().statusCode(403).build();
    assertEquals(Optional.empty(), AwsErrors.refusal("UpdateDistribution", error));
    assertEquals("HTTP 403", AwsErrors.code(error));
  }

  static AwsServiceException throttling() {
    return error(400, "Throttling");
  }

  private static AwsServiceException error(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .requestId("a-request")
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).errorMessage("in AWS's words").build())
        .build();
  }
}
