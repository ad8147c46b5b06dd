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
 * <p>A row has three lines: the {@link Tool} and the product, as a whole token in any letter case;
 * what the example is ({@link Example}), and where the agent is built or was recorded, as
 * repository and file, repository and issue, or guide and page; and one such agent. The first row
 * whose product an agent names decides, so what is more specific stands above: Crossplane above the
 * Terraform provider that it runs, and every tool above the SDK that it calls with.
 *
 * <p>To teach it another agent, add a row: a test plays each row's own example. A new tool needs a
 * line in {@code Tool}, and words in {@code Correction}, for which the compiler asks.
 */
final class UserAgents {
  private static final String TABLE =
      """
      CROSSPLANE crossplane-provider-aws
        RECORDED crossplane-contrib/provider-aws#1243; provider-upjet-aws, cluster/images/provider-aws/Dockerfile
        aws-sdk-go-v2/1.11.2 os/linux lang/go/1.17 md/GOOS/linux md/GOARCH/amd64 api/ecr/1.9.0 crossplane-provider-aws/v0.26.0-rc.0.18.ge6ac32da.dirty
      CROSSPLANE crossplane-provider-aws-upbound
        RECORDED crossplane-contrib/provider-upjet-aws#160
        APN/1.0 HashiCorp/1.0 Terraform/1.1.9 (+https://www.terraform.io) terraform-provider-aws/dev (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.44.15 (go1.17.6; darwin; amd64) crossplane-provider-aws-upbound/v0.0.0
      CROSSPLANE crossplane-provider-jet-aws
        RECORDED crossplane-contrib/provider-jet-aws#180
        APN/1.0 HashiCorp/1.0 Terraform/1.0.5 (+https://www.terraform.io) terraform-provider-aws/3.56.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.40.29 (go1.16; linux; amd64) crossplane-provider-jet-aws/v0.4.0-30.g2f6b907c.dirty
      ACK aws-controllers-k8s
        COMPOSED aws-controllers-k8s/runtime, pkg/runtime/config.go
        aws-controllers-k8s/cloudfront.services.k8s.aws-v1.0.9 (GitCommit/0a1b2c3; BuildDate/2025-05-01T10:00; CRDKind/Distribution; CRDVersion/v1alpha1) aws-sdk-go-v2/1.34.0 ua/2.1 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/cloudfront#1.44.0 m/E,b
      ACK aws-controller-k8s
        RECORDED aws-controllers-k8s/community#1171
        aws-controller-k8s/- (GitCommit/; BuildDate/; CRDKind/; CRDVersion/) aws-sdk-go/1.37.10 (go1.17.5; linux; amd64)
      PULUMI Pulumi
        RECORDED pulumi/pulumi-aws#2190
        APN/1.0 Pulumi/1.0 Pulumi/1.0 Pulumi-Aws/0.11+compatible (+https://www.pulumi.com) aws-sdk-go-v2/1.16.16 os/macos lang/go/1.19.1 md/GOOS/darwin md/GOARCH/amd64 api/sts/1.16.4
      OPENTOFU OpenTofu
        COMPOSED opentofu/opentofu, internal/backend/remote-state/s3/backend.go
        APN/1.0 OpenTofu-S3-Backend/1.0 OpenTofu/1.10.0 aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.4 md/GOOS#linux md/GOARCH#amd64 api/s3#1.79.3
      TERRAFORM terraform-provider-aws
        RECORDED hashicorp/terraform-provider-aws, internal/conns/conns.go
        APN/1.0 HashiCorp/1.0 Terraform/1.7.0 (+https://www.terraform.io) terraform-provider-aws/5.32.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.24.1 os/linux lang/go#1.20.12 md/GOOS#linux md/GOARCH#amd64 api/resourcegroups#1.19.7
      TERRAFORM Terraform
        RECORDED hashicorp/terraform#15770
        aws-sdk-go/1.10.18 (go1.8; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.9.8
      ANSIBLE Ansible
        COMPOSED ansible-collections/amazon.aws, plugins/module_utils/botocore.py and its tests
        APN/1.0 Ansible/2.15.0 community.aws/12.0.0-dev0
      SERVERLESS serverless-framework
        COMPOSED serverless/serverless, packages/util/src/proxy/aws.js and packages/engine/src/lib/aws/cloudfront.js
        aws-sdk-js/3.1103.0 ua/2.1 os/linux#6.8.0 lang/js md/nodejs#22.14.0 api/cloudfront#3.1103.0 m/E,n serverless-framework/4.17.1
      CDK aws-cdk
        RECORDED aws/aws-cdk-cli, packages/@aws-cdk/toolkit-lib/lib/api/aws-auth/user-agent.ts
        aws-sdk-nodejs/2.1586.0 linux/v20.15.1 aws-cdk/2.135.0 promise
      SAM aws-sam-cli
        COMPOSED aws/aws-sam-cli, samcli/lib/utils/boto_utils.py
        Boto3/1.35.0 md/Botocore#1.35.0 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.11.10 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.0 aws-sam-cli/1.131.0
      POWERSHELL AWSPowerShell.Common
        RECORDED aws/aws-tools-for-powershell, modules/AWSPowerShell/Utils/Utils.cs
        AWSPowerShell.Common/4.1.534.0 ua/2.0 .NET_Core#6.0.5 OS/windows#10.0.17763.0 md/ARCH#X64 PowerShellCore/7.-1 cfg/retry-mode#legacy md/ClientAsync
      POWERSHELL AWSPowerShell.NetCore
        COMPOSED aws/aws-tools-for-powershell, modules/AWSPowerShell/Utils/Utils.cs
        AWSPowerShell.NetCore/4.1.390.0 .NET_Core/6.0.5 OS/Microsoft_Windows_10.0.17763 PowerShellCore/7.-1 ClientAsync
      POWERSHELL AWSPowerShell
        COMPOSED aws/aws-tools-for-powershell, modules/AWSPowerShell/Utils/Utils.cs
        AWSPowerShell/4.1.390.0 .NET_Runtime/4.0 .NET_Framework/4.0 OS/Microsoft_Windows_NT_10.0.17134.0 WindowsPowerShell/5.0 ClientSync
      CLI aws-cli
        RECORDED CloudTrail guide, cloudtrail-log-file-examples
        aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255-314-253.539.amzn2.x86_64 exec-env/CloudShell exe/x86_64.amzn.2 prompt/off command/cloudtrail.start-logging
      CLOUDFORMATION cloudformation.amazonaws.com
        DOCUMENTED CloudTrail guide, cloudtrail-event-reference-user-identity
        cloudformation.amazonaws.com
      SSM_AUTOMATION ssm.amazonaws.com
        DOCUMENTED CloudTrail guide, cloudtrail-event-reference-user-identity; Systems Manager guide, automation-action-executeawsapi
        ssm.amazonaws.com
      AWS_CONFIG config.amazonaws.com
        DOCUMENTED CloudTrail guide, cloudtrail-event-reference-user-identity
        config.amazonaws.com
      CONSOLE signin.amazonaws.com
        DOCUMENTED CloudTrail guide, cloudtrail-event-reference-record-contents
        signin.amazonaws.com
      CONSOLE console.amazonaws.com
        DOCUMENTED CloudTrail guide, cloudtrail-event-reference-record-contents
        console.amazonaws.com
      AWS_SERVICE aws-internal
        RECORDED AWS Config guide, cloudtrail-log-files-for-aws-config; Permiso-io-tools/CloudConsoleCartographer
        aws-internal/3 aws-sdk-java/1.12.582 Linux/5.10.199-167.747.amzn2int.aarch64 OpenJDK_64-Bit_Server_VM/17.0.9+9-LTS java/1.8.0_392 vendor/N/A cfg/retry-mode/standard
      SDK aws-sdk-go
        RECORDED capitalone/stack-deployment-tool#8
        sdt/0.0.1-63215750bd4cba950600de8a0f60c4a3b42227d9 aws-sdk-go/1.5.8 (go1.7.3; darwin; amd64)
      SDK aws-sdk-go-v2
        COMPOSED aws/aws-sdk-go-v2, aws/middleware/user_agent.go
        aws-sdk-go-v2/1.36.3 ua/2.1 os/macos lang/go#1.23.8 md/GOOS#darwin md/GOARCH#arm64 api/s3#1.79.3 m/Z,g
      SDK aws-sdk-java
        COMPOSED aws/aws-sdk-java-v2, core/sdk-core/src/main/java/software/amazon/awssdk/core/internal/useragent
        aws-sdk-java/2.42.4 md/io#sync md/http#UrlConnection ua/2.1 api/CloudFront#2.42.x os/Linux#6.8.0 lang/java#25 m/D
      SDK aws-sdk-nodejs
        RECORDED aquasecurity/cloudsploit#484
        aws-sdk-nodejs/2.740.0 win32/v12.18.3 callback
      SDK aws-sdk-js
        RECORDED aws/aws-sdk-js-v3, packages/util-user-agent-node
        aws-sdk-js/3.758.0 ua/2.1 os/darwin#24.5.0 lang/js md/nodejs#22.14.0 api/lambda#3.758.0 m/E,T,i,o
      SDK Boto3
        RECORDED Permiso-io-tools/CloudConsoleCartographer
        Boto3/1.26.95 Python/3.7.16 Linux/5.10.179-166.674.amzn2.x86_64 exec-env/CloudShell Botocore/1.29.95
      SDK Botocore
        COMPOSED boto/botocore, botocore/useragent.py
        CloudCustodian/0.9.30 Python/3.10.12 Linux/5.15.0 Botocore/1.31.49
      SDK Boto
        COMPOSED boto/boto, boto/__init__.py
        Boto/2.49.0 Python/2.7.16 Linux/4.14.138
      SDK aws-sdk-ruby
        RECORDED CloudFront guide, logging_using_cloudtrail
        aws-sdk-ruby/1.39.0 ruby/1.9.3 x86_64-linux
      SDK aws-sdk-ruby2
        COMPOSED aws/aws-sdk-ruby, version-2, aws-sdk-core/lib/aws-sdk-core/plugins/user_agent.rb
        aws-sdk-ruby2/2.11.632 ruby/2.6.3 x86_64-linux
      SDK aws-sdk-ruby3
        RECORDED aws/aws-sdk-ruby, gems/aws-sdk-core/lib/aws-sdk-core/plugins/user_agent.rb
        aws-sdk-ruby3/3.190.0 md/internal ua/2.0 api/xray#1.0.0 os/linux md/x86_64 lang/ruby#2.7.8 md/2.7.8 cfg/retry-mode#legacy
      SDK aws-sdk-php
        RECORDED aws/aws-sdk-php, src/UserAgentMiddleware.php
        aws-sdk-php/3.297.1 OS/Linux#5.10.25-linuxkit lang/php#8.2.15 GuzzleHttp/7
      SDK aws-sdk-dotnet-coreclr
        RECORDED aws/aws-sdk-net, sdk/src/Core/Amazon.Util/Internal
        aws-sdk-dotnet-coreclr/3.7.305.28 ua/2.0 os/windows#10.0.22631.0 md/ARCH#X64 lang/.NET_Core#8.0.2 md/aws-sdk-dotnet-core#3.7.302.12 api/S3#3.7.305.28 cfg/retry-mode#legacy md/ClientAsync
      SDK aws-sdk-dotnet-netstandard
        RECORDED aws/aws-dotnet-deploy#88
        aws-sdk-dotnet-netstandard/3.5.2.27 aws-sdk-dotnet-core/3.5.2.9 .NET_Core/3.1.12 OS/Microsoft_Windows_10.0.18363 exec-env/aws-dotnet-deploy-cli_0.1.1 ClientAsync Paginator
      SDK aws-sdk-dotnet-45
        COMPOSED aws/aws-sdk-net, sdk/src/Core/Amazon.Util/Internal
        aws-sdk-dotnet-45/3.3.104.43 aws-sdk-dotnet-core/3.3.31.7 .NET_Runtime/4.0 .NET_Framework/4.0 OS/Microsoft_Windows_NT_10.0.17134.0
      SDK aws-sdk-dotnet-35
        COMPOSED aws/aws-sdk-net, sdk/src/Core/Amazon.Util/Internal
        aws-sdk-dotnet-35/3.7.1.4 aws-sdk-dotnet-core/3.7.12.1 .NET_Runtime/2.0 OS/Microsoft_Windows_NT_10.0.17134.0
      SDK aws-sdk-cpp
        RECORDED aws/aws-sdk-cpp, src/aws-cpp-sdk-core/source/client/UserAgent.cpp
        aws-sdk-cpp/1.7.176 Linux/3.10.0-957.27.2.el7.x86_64 x86_64 GCC/8.3.1
      SDK aws-sdk-rust
        RECORDED smithy-lang/smithy-rs, aws/rust-runtime/aws-runtime/src/user_agent.rs
        aws-sdk-rust/1.3.14 os/linux lang/rust/1.94.1 aws-secrets-manager-agent/2.0.0
      SDK aws-sdk-kotlin
        COMPOSED awslabs/aws-sdk-kotlin, aws-runtime/aws-http/common/src/aws/sdk/kotlin/runtime/http
        aws-sdk-kotlin/1.3.81 ua/2.1 api/cognito-identity-provider#1.3.81 os/android#14
      SDK aws-sdk-swift
        RECORDED awslabs/aws-sdk-swift, Sources/Core/AWSClientRuntime
        aws-sdk-swift/1.5.86 ua/2.1 api/cognito_identity_provider#1.5.86 os/ios#26.3.1 lang/swift#5.10 m/D,N,Z,b
      """;

  private static final int LINES_OF_A_ROW = 3;

  /** From the first to the last. */
  static final List<Row> ROWS = rows();

  private static final Map<String, Integer> PLACES = places();

  /** What a row's example is. */
  enum Example {
    /** It stands so in a public record, log or thread; not always in the row's source. */
    RECORDED,
    /** It is put together, or cut out, as the source does it; it was not seen as a whole. */
    COMPOSED,
    /** CloudTrail's own word, which AWS's guide names. */
    DOCUMENTED
  }

  /**
   * @param product of the agent, without its version
   * @param source where the agent is built or was recorded
   * @param example such an agent
   */
  record Row(Tool tool, String product, Example kind, String source, String example) {}

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
    String[] lines = TABLE.split("\n", -1);
    List<Row> rows = new ArrayList<>();
    for (int at = 0; at + LINES_OF_A_ROW <= lines.length; at += LINES_OF_A_ROW) {
      List<String> row = split(lines[at]);
      List<String> source = split(lines[at + 1]);
      rows.add(
          new Row(
              Tool.valueOf(row.getFirst()),
              row.getLast(),
              Example.valueOf(source.getFirst()),
              source.getLast(),
              lines[at + 2].strip()));
    }
    return List.copyOf(rows);
  }

  /** The first word, and the rest. */
  private static List<String> split(String line) {
    String text = line.strip();
    int space = text.indexOf(' ');
    return List.of(text.substring(0, space), text.substring(space + 1));
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
