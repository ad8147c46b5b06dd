package httpsguard.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActorTest {
  private static final String CLI_IN_CLOUDSHELL =
      "aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255-314-253.539.amzn2.x86_64 exec-env/CloudShell"
          + " exe/x86_64.amzn.2 prompt/off command/cloudfront.update-distribution";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "cloudformation.amazonaws.com|cloudformation.amazonaws.com|false|CLOUDFORMATION",
        "cloudformation.amazonaws.com|AWS Internal|false|CLOUDFORMATION",
        "cloudformation.amazonaws.com|cloudformation.amazonaws.com|true|CLOUDFORMATION",
        "-|APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io)|false|TERRAFORM",
        "-|APN/1.0 HashiCorp/1.0 Terraform/1.9.8|true|TERRAFORM",
        "-|Mozilla/5.0 (X11; Linux x86_64)|true|CONSOLE",
        "-|AWS Internal|true|CONSOLE",
        "-|aws-internal/3 aws-sdk-java/1.12.582|true|CONSOLE",
        "signin.amazonaws.com|signin.amazonaws.com|false|CONSOLE",
        "-|Mozilla/5.0 (X11; Linux x86_64)|false|UNKNOWN",
        "-|aws-cli/2.17.0 md/awscrt#0.20.11|false|CLI",
        "-|Boto3/1.35.0 md/Botocore#1.35.0|false|SDK",
        "-|Boto3/1.26.95 Python/3.7.16 exec-env/CloudShell Botocore/1.29.95|true|SDK",
        "-|aws-sdk-java/2.42.4 md/io#sync|false|SDK",
        "ssm.amazonaws.com|ssm.amazonaws.com|false|SSM_AUTOMATION",
        "config.amazonaws.com|config.amazonaws.com|false|AWS_CONFIG",
        "amplify.amazonaws.com|amplify.amazonaws.com|true|AWS_SERVICE",
        "amplify.amazonaws.com|aws-sdk-java/1.12.582|false|AWS_SERVICE",
        "-|lambda.amazonaws.com|false|AWS_SERVICE",
        "-|AWS Internal|false|AWS_SERVICE",
        "AWS Internal|-|false|AWS_SERVICE",
        "cloud9.amazonaws.com|aws-cli/2.13.5|false|CLI",
        "-|curl/8.0|false|UNKNOWN",
        "-|-|false|UNKNOWN",
      })
  void tellsTheToolAsTheRecordDoes(
      @Nullable String invokedBy, @Nullable String userAgent, boolean fromConsole, Tool tool) {
    assertEquals(tool, tool(invokedBy, userAgent, fromConsole));
  }

  @Test
  void theCliInCloudShellIsNotTheConsole() {
    assertEquals(Tool.CLI, tool(null, CLI_IN_CLOUDSHELL, true));
  }

  @Test
  void aServiceInItsOwnNameNeedsNoAgent() {
    assertEquals(
        Tool.AWS_SERVICE,
        new Actor(
                "AWSService",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false)
            .tool());
  }

  static Tool tool(@Nullable String invokedBy, @Nullable String userAgent, boolean fromConsole) {
    return new Actor(
            "AssumedRole",
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(invokedBy),
            Optional.ofNullable(userAgent),
            fromConsole)
        .tool();
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
