package httpsguard.advice;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.lambda.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  @CsvSource({
    "APN/1.0 HashiCorp/1.0 Terraform/1.9.8, Correct the Terraform configuration",
    "aws-cli/2.31.0 md/awscrt#0.27.6, Correct the script or program that called CloudFront",
    "Boto3/1.40.0, Correct the script or program that called CloudFront",
    "cloudformation.amazonaws.com, Correct the CloudFormation template",
    "some tool, 'If Terraform, CloudFormation or a script manages this distribution'",
  })
  void namesTheToolThatWroteIt(String userAgent, String said) {
    repair(Events.update("allow-all").with("detail.userAgent", userAgent));
    assertTrue(lab.noticeWords().contains(said), lab.notice());
  }

  @Test
  void namesTheAttributeAndItsPlaceInTerraform() {
    repair(Events.update("allow-all"));
    assertTrue(
        lab.noticeWords()
            .contains(
                "in resource aws_cloudfront_distribution, set viewer_protocol_policy to"
                    + " \"redirect-to-https\" in default_cache_behavior and in"
                    + " ordered_cache_behavior for \"/img/*\""),
        lab.notice());
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
                "deployment of stack \"shop\" (arn:aws:cloudformation:eu-west-1:111122223333:stack"),
        lab.notice());
    assertTrue(
        lab.noticeWords()
            .contains("in resource \"Cdn\", set ViewerProtocolPolicy" + DEFAULT_AND_PATH),
        lab.notice());
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
                "Then correct it in the CloudFormation template of stack \"shop\": in resource"
                    + " \"Cdn\", set ViewerProtocolPolicy"),
        lab.notice());
  }

  @Test
  void namesWhatTheCommandLineMustSend() {
    repair(Events.update("allow-all").with("detail.userAgent", "aws-cli/2.31.0"));
    assertTrue(
        lab.noticeWords().contains("set ViewerProtocolPolicy" + DEFAULT_AND_PATH), lab.notice());
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
