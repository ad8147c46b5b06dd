package httpsguard.advice;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.lambda.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How it is made permanent, told in the words of the tool that would undo it. */
class RemedyTest {
  private static final String DEFAULT_AND_PATH =
      " to \"redirect-to-https\" in DefaultCacheBehavior and in CacheBehaviors for \"/img/*\"";

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APN/1.0 HashiCorp/1.0 Terraform/1.9.8|Correct the Terraform (or OpenTofu) configuration,"
            + " or the next apply can bring plain HTTP back: in resource"
            + " aws_cloudfront_distribution, set viewer_protocol_policy",
        "APN/1.0 HashiCorp/1.0 Terraform/1.9.8|in resource aws_cloudfront_distribution, set"
            + " viewer_protocol_policy to \"redirect-to-https\" in default_cache_behavior and in"
            + " ordered_cache_behavior for \"/img/*\"",
        "APN/1.0 OpenTofu/1.10.0|Correct the OpenTofu configuration, or the next apply can bring",
        "APN/1.0 Pulumi/1.0 Pulumi-Aws/6.60.0|Correct the Pulumi program, or a later update can bring"
            + " plain HTTP back: set viewerProtocolPolicy to \"redirect-to-https\" in"
            + " defaultCacheBehavior and in orderedCacheBehaviors for \"/img/*\"",
        "aws-sdk-go-v2/1.11.2 crossplane-provider-aws/v0.26.0|Correct the Crossplane resource (or the"
            + " composition that makes it), or its controller can at any time bring plain HTTP back",
        "aws-controllers-k8s/cloudfront-v1 aws-sdk-go-v2/1.34.0|Correct the Kubernetes resource of AWS"
            + " Controllers for Kubernetes, or its controller can at any time bring plain HTTP back:"
            + " in spec.distributionConfig of the resource of kind Distribution, set"
            + " viewerProtocolPolicy",
        "APN/1.0 Ansible/2.15.0 community.aws/9.0.0|Correct the Ansible playbook, or its next run can"
            + " bring plain HTTP back: in module cloudfront_distribution, set viewer_protocol_policy",
        "aws-sdk-js/3.1103.0 serverless-framework/4.17.1|The Serverless Framework manages this"
            + " distribution, but where it is defined is not known here.",
        "aws-sdk-nodejs/2.1586.0 aws-cdk/2.135.0 promise|Correct the CDK app, or a later deployment"
            + " can bring plain HTTP back: set viewerProtocolPolicy to \"redirect-to-https\" in"
            + " defaultBehavior and in additionalBehaviors for \"/img/*\"",
        "Botocore/1.35.0 aws-sam-cli/1.131.0|Correct the SAM template",
        "aws-cli/2.31.0 md/awscrt#0.27.6|Correct the script or program that called CloudFront",
        "aws-cli/2.31.0|set ViewerProtocolPolicy" + DEFAULT_AND_PATH,
        "Boto3/1.40.0|Correct the script or program that called CloudFront",
        "AWSPowerShell.Common/4.1.534.0|Correct the PowerShell script that called CloudFront",
        "cloudformation.amazonaws.com|Correct the CloudFormation template",
        "ssm.amazonaws.com|Correct the Systems Manager runbook that called CloudFront",
        "config.amazonaws.com|Correct the remediation of the AWS Config rule",
        "amplify.amazonaws.com|An AWS service made the call. If it, Terraform, CloudFormation or a"
            + " script manages this distribution",
        "some tool|If Terraform, CloudFormation or a script manages this distribution",
      })
  void namesTheToolThatWroteIt(String userAgent, String said) {
    repair(Events.update("allow-all").with("detail.userAgent", userAgent));
    assertTrue(lab.noticeWords().contains(said), lab.notice());
  }

  @Test
  void namesStackAndResourceOfATemplateWhateverToolWrote() {
    lab.put(config());
    tag("stack-name", "shop");
    tag("stack-id", "arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1a2b");
    tag("logical-id", "Cdn");
    repair(Events.update("allow-all"));
    assertTrue(
        lab.noticeWords()
            .contains(
                "template of stack \"shop\" (arn:aws:cloudformation:eu-west-1:111122223333:stack"),
        lab.notice());
    assertTrue(
        lab.noticeWords()
            .contains("in resource \"Cdn\", set ViewerProtocolPolicy" + DEFAULT_AND_PATH),
        lab.notice());
  }

  /** A stack was named, and the step went on that it is not known. */
  @Test
  void aStackThatOnlyItsIdNamesIsKnown() {
    lab.put(config());
    tag("stack-id", "arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1a2b");
    repair(Events.update("allow-all").with("detail.userAgent", "cloudformation.amazonaws.com"));
    assertTrue(lab.noticeWords().contains("stack/shop/1a2b"), lab.notice());
    assertFalse(lab.noticeWords().contains("Its stack is not known"), lab.notice());
  }

  @Test
  void namesTheStackInModeNotifyToo() {
    lab.set("MODE", "notify").put(config());
    tag("stack-name", "shop");
    tag("logical-id", "Cdn");
    lab.handle(Events.update("allow-all"));
    assertTrue(
        lab.noticeWords()
            .contains(
                "Correct it in the CloudFormation template of stack \"shop\": in resource"
                    + " \"Cdn\", set ViewerProtocolPolicy"),
        lab.notice());
  }

  @Test
  void doesNotBlameAToolThatWroteNoHttp() {
    repair(Events.update("https-only"));
    assertFalse(lab.noticeWords().contains("Correct the Terraform"), lab.notice());
    assertTrue(lab.noticeWords().contains("If Terraform, CloudFormation or a script"));
  }

  @Test
  void doesNotPromiseThatAModeAloneRepairs() {
    lab.set("MODE", "notify");
    repair(Events.update("allow-all"));
    assertTrue(
        lab.noticeWords().contains("Its next audit of all distributions then repairs this one"),
        lab.notice());
    assertFalse(lab.noticeWords().contains("back to allow-all"), lab.notice());
  }

  @Test
  void tellsOwnersHowToExempt() {
    repair(Events.update("allow-all"));
    assertTrue(lab.noticeWords().contains("set the tag \"https-guard-exempt\""), lab.notice());
  }

  /** Set by the command, the next apply would have removed it. */
  @Test
  void exemptsWhereTheToolThatWritesTheTagsKeepsThem() {
    repair(Events.update("allow-all"));
    assertTrue(lab.noticeWords().contains("to the resource's tags in the conf"), lab.notice());
    assertFalse(lab.noticeWords().contains("tag-resource"), lab.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws-cli/2.31.0", "Boto3/1.40.0", "some tool"})
  void exemptsByTheCommandOrWhereTheTagsMayBeKept(String userAgent) {
    repair(Events.update("allow-all").with("detail.userAgent", userAgent));
    assertTrue(lab.noticeWords().contains("Use the command. But if Terraform"), lab.notice());
    assertTrue(lab.noticeWords().contains("aws cloudfront tag-resource"), lab.notice());
  }

  /** Caches would fill over plain HTTP again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void invalidatesWhatComesFromAnHttpOriginOnlyAfterItsFix(boolean isAll) {
    lab.put(
        config()
            .custom("site", "a.s3-website-us-east-1.amazonaws.com", "http-only")
            .path("/img/*", "site", "allow-all")
            .defaultTo(isAll ? "site" : "s3", "allow-all"));
    lab.handle(Events.update("allow-all"));
    assertEquals(isAll, lab.noticeWords().contains("only after the origin's fix"), lab.notice());
    assertEquals(!isAll, lab.noticeWords().contains("do the same again once"), lab.notice());
  }

  /** The number would be that of another step. */
  @Test
  void namesTheStepThatExempts() {
    repair(Events.update("allow-all"));
    assertTrue(lab.noticeWords().contains("For them, go to step 4."), lab.notice());
    assertTrue(lab.noticeWords().contains(" 4. Only if viewers must have plain"), lab.notice());
  }

  @Test
  void keepsQuietAboutATagThatDoesNotCount() {
    lab.set("HTTPS_POLICY", "{\"policy\": \"redirect-to-https\", \"exemptionTag\": null}");
    repair(Events.update("allow-all"));
    assertFalse(lab.noticeWords().contains("Only if viewers must"), lab.notice());
  }

  private void repair(Events event) {
    lab.put(config().path("/img/*", "s3", "allow-all"));
    lab.handle(event);
  }

  private void tag(String name, String value) {
    lab.cloud().distributions().tag(Events.ID, "aws:cloudformation:" + name, value);
  }
}
