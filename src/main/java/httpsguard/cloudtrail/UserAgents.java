package httpsguard.cloudtrail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of user agents: which product of an agent stands for which tool.
 *
 * <p>A row has the {@link Tool} and the product, as a whole token in any letter case. The first row
 * whose product an agent names decides, so what is more specific stands above: Crossplane above the
 * Terraform provider that it runs, and every tool above the SDK that it calls with.
 *
 * <p>To teach it another agent, add a row, and to {@code user-agents.txt} of its tests where such
 * an agent is built or was recorded, and an example: a test plays each. A new tool needs a line in
 * {@code Tool}, and words in {@code Source}, for which the compiler asks.
 */
final class UserAgents {
  private static final String TABLE =
      """
      CROSSPLANE crossplane-provider-aws
      CROSSPLANE crossplane-provider-aws-upbound
      CROSSPLANE crossplane-provider-jet-aws
      ACK aws-controllers-k8s
      ACK aws-controller-k8s
      PULUMI Pulumi
      OPENTOFU OpenTofu
      TERRAFORM terraform-provider-aws
      TERRAFORM Terraform
      ANSIBLE Ansible
      SERVERLESS serverless-framework
      CDK aws-cdk
      SAM aws-sam-cli
      POWERSHELL AWSPowerShell.Common
      POWERSHELL AWSPowerShell.NetCore
      POWERSHELL AWSPowerShell
      CLI aws-cli
      CLOUDFORMATION cloudformation.amazonaws.com
      SSM_AUTOMATION ssm.amazonaws.com
      AWS_CONFIG config.amazonaws.com
      CONSOLE signin.amazonaws.com
      CONSOLE console.amazonaws.com
      AWS_SERVICE aws-internal
      SDK aws-sdk-go
      SDK aws-sdk-go-v2
      SDK aws-sdk-java
      SDK aws-sdk-nodejs
      SDK aws-sdk-js
      SDK Boto3
      SDK Botocore
      SDK Boto
      SDK aws-sdk-ruby
      SDK aws-sdk-ruby2
      SDK aws-sdk-ruby3
      SDK aws-sdk-php
      SDK aws-sdk-dotnet-coreclr
      SDK aws-sdk-dotnet-netstandard
      SDK aws-sdk-dotnet-45
      SDK aws-sdk-dotnet-35
      SDK aws-sdk-cpp
      SDK aws-sdk-rust
      SDK aws-sdk-kotlin
      SDK aws-sdk-swift
      """;

  static final List<Row> ROWS = rows();

  private static final Map<String, Integer> PLACES = places();

  /**
   * @param product of the agent, without its version
   */
  record Row(Tool tool, String product) {}

  private UserAgents() {}

  /** The tool of an agent; also the service of a service principal, which is a token, too. */
  static Optional<Tool> tool(String agent) {
    return row(Product.in(agent)).map(Row::tool);
  }

  /** The row that decides. */
  static Optional<Row> row(List<Product> products) {
    int first = ROWS.size();
    for (Product product : products) {
      first = Math.min(first, PLACES.getOrDefault(key(product.name()), first));
    }
    return first < ROWS.size() ? Optional.of(ROWS.get(first)) : Optional.empty();
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String line : TABLE.strip().split("\n", -1)) {
      int space = line.indexOf(' ');
      rows.add(new Row(Tool.valueOf(line.substring(0, space)), line.substring(space + 1)));
    }
    return List.copyOf(rows);
  }

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < ROWS.size(); place++) {
      places.put(key(ROWS.get(place).product()), place);
    }
    return places;
  }

  private static String key(String product) {
    return product.toLowerCase(Locale.ROOT);
  }
}
