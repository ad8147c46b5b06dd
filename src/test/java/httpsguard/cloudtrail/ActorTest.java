package httpsguard.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cloudformation.amazonaws.com|cloudformation.amazonaws.com|false|CLOUDFORMATION",
        "|APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io)|false|TERRAFORM",
        "|Mozilla/5.0 (X11; Linux x86_64)|true|CONSOLE",
        "|aws-cli/2.17.0 md/awscrt#0.20.11|false|CLI",
        "|Boto3/1.35.0 md/Botocore#1.35.0|false|SDK",
        "|aws-sdk-java/2.42.4 md/io#sync|false|SDK",
        "config.amazonaws.com|config.amazonaws.com|false|AWS_SERVICE",
        "|curl/8.0|false|UNKNOWN",
        "||false|UNKNOWN",
      })
  void tellsTheToolAsTheRecordDoes(
      String invokedBy, String userAgent, boolean fromConsole, Tool tool) {
    Actor actor =
        new Actor(
            "AssumedRole",
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(invokedBy),
            Optional.ofNullable(userAgent),
            fromConsole);
    assertEquals(tool, actor.tool());
  }

  @Test
  void isNamedByWhatIsKnownOfIt() {
    Actor service =
        new Actor(
            "AWSService",
            Optional.empty(),
            Optional.empty(),
            Optional.of("config.amazonaws.com"),
            Optional.empty(),
            false);
    Actor nobody =
        new Actor(
            "Unknown",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    assertEquals("config.amazonaws.com", service.name());
    assertEquals("Unknown", nobody.name());
  }
}
