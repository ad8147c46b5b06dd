package httpsguard.notice;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.lambda.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Calls whose tool was not recognised, or taken for another one, so that people were sent astray.
 */
class ToolCasesTest {
  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  /** Pulumi's provider is Terraform's under a name of its own (pulumi/pulumi-aws#1604). */
  @Test
  void pulumiIsNotAnUnknownTool() {
    assertEquals(
        "Pulumi",
        tool(
            by(
                "APN/1.0 Pulumi/1.0 Pulumi/1.0 Pulumi-Aws/6.60.0 (+https://www.pulumi.com)"
                    + " aws-sdk-go-v2/1.32.5 ua/2.1 os/linux lang/go#1.22.7 md/GOOS#linux"
                    + " md/GOARCH#amd64 api/cloudfront#1.42.0 m/E")));
    said("Correct the Pulumi program");
  }

  /** It sends Terraform's agent, and its own name at the end (provider-upjet-aws#160). */
  @Test
  void nobodyIsSentToATerraformConfigurationThatCrossplaneDoesNotHave() {
    assertEquals(
        "Crossplane",
        tool(
            by(
                "APN/1.0 HashiCorp/1.0 Terraform/1.1.9 (+https://www.terraform.io)"
                    + " terraform-provider-aws/dev"
                    + " (+https://registry.terraform.io/providers/hashicorp/aws)"
                    + " aws-sdk-go/1.44.15 (go1.17.6; linux; amd64)"
                    + " crossplane-provider-aws-upbound/v1.2.0")));
    said("Correct the Crossplane resource");
    assertFalse(lab.noticeWords().contains("Terraform configuration"), lab.notice());
    assertFalse(lab.noticeWords().contains("aws_cloudfront_distribution"), lab.notice());
  }

  /** The controller's name comes before the SDK's (aws-controllers-k8s/runtime). */
  @Test
  void aControllerForKubernetesIsNotAnUnknownTool() {
    assertEquals(
        "AWS Controllers for Kubernetes",
        tool(
            by(
                "aws-controllers-k8s/cloudfront.services.k8s.aws-v1.0.9 (GitCommit/0a1b2c3;"
                    + " BuildDate/2025-05-01T10:00; CRDKind/Distribution; CRDVersion/v1alpha1)"
                    + " aws-sdk-go-v2/1.34.0 ua/2.1 os/linux lang/go#1.22.5 md/GOOS#linux"
                    + " md/GOARCH#amd64 api/cloudfront#1.44.0 m/E,b")));
    said("Correct the Kubernetes resource of AWS Controllers for Kubernetes");
  }

  /** The CLI there has the console's credentials (CloudTrail guide, the record of StartLogging). */
  @Test
  void theCliInCloudShellIsNotTheConsole() {
    assertEquals(
        "AWS CLI",
        tool(
            by("aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255-314-253.539.amzn2.x86_64"
                    + " exec-env/CloudShell exe/x86_64.amzn.2 prompt/off"
                    + " command/cloudfront.update-distribution")
                .with("detail.sessionCredentialFromConsole", "true")));
    said("Correct the script or program that called CloudFront");
  }

  /** A program may put its name before its SDK's (capitalone/stack-deployment-tool#8). */
  @Test
  void aProgramsOwnNameDoesNotHideItsSdk() {
    assertEquals(
        "AWS SDK", tool(by("acme-deploy/0.0.1 aws-sdk-go/1.5.8 (go1.7.3; darwin; amd64)")));
    said("Correct the script or program that called CloudFront");
  }

  @Test
  void aStackThatNoTagNamesIsFoundByACommand() {
    tool(by("cloudformation.amazonaws.com"));
    said(
        "aws cloudformation describe-stack-resources --physical-resource-id EDFDVBD632BHDS5"
            + " --region us-east-1");
    said("If not, ask each other Region that you deploy stacks to.");
  }

  @Test
  void theCommandIsThereInModeNotifyToo() {
    lab.set("MODE", "notify");
    tool(by("cloudformation.amazonaws.com"));
    said("describe-stack-resources --physical-resource-id EDFDVBD632BHDS5");
  }

  @Test
  void nobodyIsAskedToFindAStackThatTheTagsName() {
    tag("aws:cloudformation:stack-name", "shop");
    tool(by("cloudformation.amazonaws.com"));
    said("Correct the CloudFormation template of stack \"shop\"");
    assertFalse(lab.notice().contains("describe-stack-resources"), lab.notice());
  }

  /** A correction elsewhere would not last: the controller undoes it. */
  @Test
  void whatACrossplaneResourceManagesIsCorrectedThereWhoeverWrote() {
    tag("crossplane-kind", "distribution.cloudfront.aws.upbound.io");
    tag("crossplane-name", "shop-cdn");
    assertEquals("AWS CLI", tool(by("aws-cli/2.31.0")));
    said("Correct the Crossplane resource \"shop-cdn\"");
  }

  @Test
  void whatAControllerForKubernetesManagesIsCorrectedThereWhoeverWrote() {
    tag("services.k8s.aws/controller-version", "cloudfront-v1.0.9");
    tag("services.k8s.aws/namespace", "web");
    tool(by("aws-cli/2.31.0"));
    said("Correct the Kubernetes resource in namespace \"web\" of AWS Controllers for Kubernetes");
  }

  @Test
  void theServiceThatCalledInSomebodysNameIsNamed() {
    assertEquals(
        "AWS service",
        tool(by("AWS Internal").with("detail.userIdentity.invokedBy", "amplify.amazonaws.com")));
    said("AWS service, invoked by \"amplify.amazonaws.com\"");
  }

  private static Events by(String userAgent) {
    return Events.update("allow-all").with("detail.userAgent", userAgent);
  }

  private String tool(Events event) {
    lab.put(config());
    JsonObject outcome = lab.handle(event);
    return outcome.getObject("trigger").getString("tool");
  }

  private void said(String words) {
    assertTrue(lab.noticeWords().contains(words), lab.notice());
  }

  private void tag(String key, String value) {
    lab.put(config());
    lab.cloud().distributions().tag(Events.ID, key, value);
  }
}
