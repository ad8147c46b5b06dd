package httpsguard.cloudtrail;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a call was made with, as far as the record tells; a user agent is the caller's own word.
 *
 * <p>Each tool has the products by which an agent names it, as whole tokens in any letter case. The
 * first tool with a product in the agent is the one, so what is more specific stands above:
 * Crossplane above the Terraform provider that it runs, and every tool above the SDK that it calls
 * with.
 *
 * <p>To teach it another agent, add a product, and to {@code user-agents.txt} of its tests where
 * such an agent is built or was recorded, and an example: a test plays each. A new tool needs words
 * in {@code Source}, too, for which the compiler asks.
 */
public enum Tool {
  CROSSPLANE(
      "Crossplane",
      "crossplane-provider-aws",
      "crossplane-provider-aws-upbound",
      "crossplane-provider-jet-aws"),
  ACK("AWS Controllers for Kubernetes", "aws-controllers-k8s", "aws-controller-k8s"),
  PULUMI("Pulumi", "Pulumi"),
  OPENTOFU("OpenTofu", "OpenTofu"),
  /** Or OpenTofu: it runs the same AWS provider, which sends Terraform's name. */
  TERRAFORM("Terraform", "terraform-provider-aws", "Terraform"),
  ANSIBLE("Ansible", "Ansible"),
  /** A call of the framework's own, without CloudFormation. */
  SERVERLESS("Serverless Framework", "serverless-framework"),
  /** A call of CDK's own, without CloudFormation. */
  CDK("AWS CDK", "aws-cdk"),
  /** A call of SAM's own, without CloudFormation. */
  SAM("AWS SAM", "aws-sam-cli"),
  POWERSHELL(
      "AWS Tools for PowerShell", "AWSPowerShell.Common", "AWSPowerShell.NetCore", "AWSPowerShell"),
  CLI("AWS CLI", "aws-cli"),
  /** Also what CDK, SAM and the Serverless Framework deploy by it. */
  CLOUDFORMATION("AWS CloudFormation", "cloudformation.amazonaws.com"),
  SSM_AUTOMATION("AWS Systems Manager Automation", "ssm.amazonaws.com"),
  AWS_CONFIG("AWS Config", "config.amazonaws.com"),
  CONSOLE("AWS Management Console", "signin.amazonaws.com", "console.amazonaws.com"),
  /** Any other service, in its own name or in somebody's. */
  AWS_SERVICE("AWS service", "aws-internal"),
  SDK(
      "AWS SDK",
      "aws-sdk-go",
      "aws-sdk-go-v2",
      "aws-sdk-java",
      "aws-sdk-nodejs",
      "aws-sdk-js",
      "Boto3",
      "Botocore",
      "Boto",
      "aws-sdk-ruby",
      "aws-sdk-ruby2",
      "aws-sdk-ruby3",
      "aws-sdk-php",
      "aws-sdk-dotnet-coreclr",
      "aws-sdk-dotnet-netstandard",
      "aws-sdk-dotnet-45",
      "aws-sdk-dotnet-35",
      "aws-sdk-cpp",
      "aws-sdk-rust",
      "aws-sdk-kotlin",
      "aws-sdk-swift"),
  UNKNOWN("unknown tool");

  private static final Map<String, Tool> BY_PRODUCT = new HashMap<>();

  static {
    for (Tool tool : values()) {
      tool.products.forEach(product -> BY_PRODUCT.put(product.toLowerCase(Locale.ROOT), tool));
    }
  }

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // What List.of makes is immutable.
  private final List<String> products;

  Tool(String label, String... products) {
    this.label = label;
    this.products = List.of(products);
  }

  /** Its name, as notices and the outcome's JSON have it. */
  public String label() {
    return label;
  }

  List<String> products() {
    return products;
  }

  /** The one that decides of those whose products an agent names. */
  static Optional<Tool> of(List<Product> agent) {
    return agent.stream()
        .flatMap(
            product -> Stream.ofNullable(BY_PRODUCT.get(product.name().toLowerCase(Locale.ROOT))))
        .min(Comparator.naturalOrder());
  }
}
