package httpsguard.cloudtrail;

import java.util.List;
import java.util.Optional;

/**
 * Who made a call: CloudTrail's {@code userIdentity} and {@code userAgent}.
 *
 * @param type CloudTrail's word, such as {@code AssumedRole}
 * @param arn the caller's ARN
 * @param issuerArn the ARN of the role or user that issued the session's credentials: {@code
 *     sessionContext.sessionIssuer.arn}
 * @param invokedBy the AWS service that acted in somebody's name
 * @param userAgent as the caller sent it, or CloudTrail's word in its place
 * @param fromConsole whether the credentials are those of a console session, which the CLI in
 *     CloudShell has, too: {@code sessionCredentialFromConsole}
 */
public record Actor(
    String type,
    Optional<String> arn,
    Optional<String> issuerArn,
    Optional<String> invokedBy,
    Optional<String> userAgent,
    boolean fromConsole) {

  /** How a service's name ends, which stands for an agent where a service made the call. */
  private static final String SERVICE = ".amazonaws.com";

  /**
   * Stands for an agent where CloudTrail does not show it: of the console's calls, and of what AWS
   * did itself (CloudTrail guide, record contents).
   */
  private static final String REDACTED_AGENT = "AWS Internal";

  /** Where the CLI and programs have the console's credentials (CloudTrail guide, examples). */
  private static final Product CLOUD_SHELL = new Product("exec-env", "CloudShell");

  /** The ARN, else the service that acted, else the type of the identity. */
  public String name() {
    return arn.or(() -> invokedBy).orElse(type);
  }

  /**
   * Of what the record says: the service that made the call; else the tool that its agent names;
   * then only, that the credentials are the console's, or which kind of program called.
   */
  public Tool tool() {
    List<Product> products = Product.in(userAgent.orElse(""));
    Optional<Tool> named = Tool.of(products);
    return invokedBy
        .flatMap(service -> Tool.of(Product.in(service)))
        .or(() -> named.filter(tool -> tool != Tool.SDK && tool != Tool.AWS_SERVICE))
        .orElseGet(() -> lessSpecific(products, named));
  }

  private Tool lessSpecific(List<Product> products, Optional<Tool> named) {
    if (type.equals("AWSService") || invokedBy.filter(by -> by.endsWith(SERVICE)).isPresent()) {
      return Tool.AWS_SERVICE;
    }
    if (fromConsole && !products.contains(CLOUD_SHELL)) {
      return Tool.CONSOLE;
    }
    return named.orElse(isServices(userAgent.orElse("")) ? Tool.AWS_SERVICE : Tool.UNKNOWN);
  }

  private boolean isServices(String agent) {
    return invokedBy.isPresent() || agent.endsWith(SERVICE) || agent.startsWith(REDACTED_AGENT);
  }
}
