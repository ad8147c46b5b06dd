package httpsguard.cloudtrail;

import java.util.Optional;

/**
 * Who made a call: CloudTrail's {@code userIdentity} and {@code userAgent}.
 *
 * @param type CloudTrail's word, such as {@code AssumedRole}
 * @param arn the caller's ARN
 * @param issuerArn the ARN of the role or user that issued the session's credentials: {@code
 *     sessionContext.sessionIssuer.arn}
 * @param invokedBy the AWS service that acted in somebody's name
 * @param userAgent as the caller sent it
 */
public record Actor(
    String type,
    Optional<String> arn,
    Optional<String> issuerArn,
    Optional<String> invokedBy,
    Optional<String> userAgent,
    boolean fromConsole) {

  private static final String CLOUDFORMATION_PRINCIPAL = "cloudformation.amazonaws.com";

  /** The ARN, else the service that acted, else the type of the identity. */
  public String name() {
    return arn.or(() -> invokedBy).orElse(type);
  }

  public Tool tool() {
    String agent = userAgent.orElse("");
    if (invokedBy.equals(Optional.of(CLOUDFORMATION_PRINCIPAL))
        || agent.equals(CLOUDFORMATION_PRINCIPAL)) {
      return Tool.CLOUDFORMATION;
    }
    if (agent.contains("HashiCorp/1.0 Terraform") || agent.contains("terraform-provider-aws")) {
      return Tool.TERRAFORM;
    }
    if (fromConsole) {
      return Tool.CONSOLE;
    }
    if (agent.startsWith("aws-cli/")) {
      return Tool.CLI;
    }
    if (agent.startsWith("aws-sdk-") || agent.startsWith("Boto3/")) {
      return Tool.SDK;
    }
    if (invokedBy.isPresent() || type.equals("AWSService")) {
      return Tool.AWS_SERVICE;
    }
    return Tool.UNKNOWN;
  }
}
