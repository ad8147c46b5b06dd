package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kind of distribution and origin, through the function against the stand-in: what was read
 * is sent back, with the repaired values and nothing more.
 */
@Execution(ExecutionMode.CONCURRENT)
class EveryDistributionTest {
  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({"web, s3", "s3, web", "s3, files"})
  void originGroupWithAnyMemberInS3(String first, String second) {
    repairsOnly(
        config()
            .custom("files", "files.s3.eu-west-1.amazonaws.com", "https-only")
            .group("failover", first, second)
            .defaultTo("failover", "allow-all"));
  }

  @Test
  void originGroupWithoutAMemberInS3IsLeftAlone() {
    leavesAlone(
        config()
            .custom("other", "other.example.com", "http-only")
            .group("failover", "web", "other")
            .defaultTo("failover", "allow-all"));
  }

  @Test
  void stagingDistribution() {
    repairsOnly(
        config()
            .staging()
            .end("<ContinuousDeploymentPolicyId>2a1b-policy</ContinuousDeploymentPolicyId>"));
    assertTrue(lab.noticeWords().contains("staging distribution EDFDVBD632BHDS5"), lab.notice());
    assertTrue(lab.noticeWords().contains("Promoting it copies its config"), lab.notice());
  }

  @Test
  void primaryDistributionWithAContinuousDeploymentPolicy() {
    repairsOnly(
        config().end("<ContinuousDeploymentPolicyId>2a1b-policy</ContinuousDeploymentPolicyId>"));
  }

  @Test
  void multiTenantDistribution() {
    repairsOnly(
        config()
            .s3("tenants", "{{customer}}.s3.us-east-1.amazonaws.com")
            .defaultTo("tenants", "allow-all")
            .multiTenant());
    assertFalse(lab.live().contains("<Aliases>"), lab.live());
    assertTrue(lab.noticeWords().contains("multi-tenant distribution"), lab.notice());
    assertTrue(lab.notice().contains("create-invalidation-for-distribution-tenant"), lab.notice());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets.s3-website-us-east-1.amazonaws.com",
        "assets.s3-website.eu-central-1.amazonaws.com",
        "assets.s3.eu-west-1.amazonaws.com",
        "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com",
        "{{customer}}.s3.us-east-1.amazonaws.com"
      })
  void customOriginWithAHostOfS3(String host) {
    repairsOnly(config().custom("custom", host, "http-only").defaultTo("custom", "allow-all"));
    assertTrue(lab.live().contains("<OriginProtocolPolicy>http-only<"), lab.live());
    assertTrue(
        lab.noticeWords().contains("Still plain HTTP from CloudFront to S3, at origin"),
        lab.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https-only", "match-viewer"})
  void saysNothingOfHttpToS3WhereTheOriginIsAskedOverHttps(String originProtocolPolicy) {
    repairsOnly(
        config()
            .custom("custom", "assets.s3.eu-west-1.amazonaws.com", originProtocolPolicy)
            .defaultTo("custom", "allow-all"));
    assertFalse(lab.noticeWords().contains("Still plain HTTP"), lab.notice());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets.s3.us-east-1.amazonaws.com.attacker.example",
        "my-s3-website.example.com",
        "{{host}}"
      })
  void customOriginElsewhere(String host) {
    leavesAlone(config().custom("custom", host, "http-only").defaultTo("custom", "allow-all"));
  }

  @Test
  void doesNotAdviseHttpsToABucketWhoseNameDoesNotMatchTheCertificate() {
    lab.put(
        Configs.config()
            .custom("dots", "my.files.s3.eu-west-1.amazonaws.com", "http-only")
            .defaultTo("dots", "allow-all"));
    lab.handle(Events.update("allow-all"));
    assertFalse(lab.noticeWords().contains("to https-only for"), lab.notice());
    assertTrue(lab.noticeWords().contains("There, https-only would fail"), lab.notice());
  }

  @Test
  void clearsCachesOnlyOnceTheWayToS3IsCured() {
    lab.put(
        Configs.config()
            .custom("site", "site.s3-website-us-east-1.amazonaws.com", "http-only")
            .defaultTo("site", "redirect-to-https"));
    lab.handle(Events.update("allow-all"));
    String words = lab.noticeWords();
    assertTrue(words.indexOf("Fix the connection to S3") < words.indexOf("Invalidate what"), words);
  }

  @Test
  void vpcOriginIsLeftAlone() {
    leavesAlone(
        config()
            .origin(
                "vpc",
                "internal.example.com",
                "<VpcOriginConfig><VpcOriginId>vo_1a2b3c</VpcOriginId></VpcOriginConfig>")
            .defaultTo("vpc", "allow-all"));
  }

  @Test
  void namesOriginsThatTenantsDecide() {
    repairsOnly(
        config()
            .custom("elsewhere", "{{host}}", "https-only")
            .path("/x/*", "elsewhere", "https-only"));
    assertTrue(lab.noticeWords().contains("Not judged: origin \"elsewhere\""), lab.notice());
  }

  private void repairsOnly(Configs config) {
    lab.put(config);
    String before = lab.live();
    assertEquals(1, count(before, ">allow-all<"), before);

    assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));

    assertEquals(before.replace(">allow-all<", ">redirect-to-https<"), lab.live());
  }

  private void leavesAlone(Configs config) {
    lab.put(config);
    String before = lab.live();

    lab.handle(Events.update("https-only"));

    assertEquals(before, lab.live());
    assertEquals(List.of("GetDistributionConfig"), lab.cloudFrontCalls());
    assertTrue(lab.cloud().published().isEmpty());
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }
}
