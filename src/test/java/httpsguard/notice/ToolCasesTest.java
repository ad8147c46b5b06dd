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
 * Where people are sent to correct a distribution's config, where more than the agent tells. Which
 * tool is told by which agent: {@code CasesTest} and {@code UserAgentsTest}.
 */
class ToolCasesTest {
  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aStackThatNoTagNamesIsFoundByACommand() {
    tool(by("cloudformation.amazonaws.com"));
    said(
        "aws cloudformation describe-stack-resources --physical-resource-id EDFDVBD632BHDS5"
            + " --region us-east-1");
    said("If it is not, run the command for the other Regions where you deploy stacks.");
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
