package httpsguard.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionId;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Subject;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditorControlsTest {
  private static final String NAMES =
      "Security Hub CloudFront.3 and AWS Config cloudfront-viewer-policy-https";
  private static final String ALONE =
      "because of cache behaviors on allow-all that HTTPS Guard leaves alone: ";

  @Test
  void theRepairSatisfiesThem() {
    AuditorControls controls = judge(Configs.config());
    assertFalse(controls.areSatisfied());
    assertTrue(controls.areSatisfiedByRepair());
    assertEquals(
        "For auditors: now that it is repaired, the distribution satisfies " + NAMES + ".",
        controls.afterRepair());
    assertEquals(
        "For auditors: the distribution fails " + NAMES + ". Once repaired, it will satisfy them.",
        controls.unchanged());
  }

  @Test
  void behaviorsThatAreLeftAloneKeepThemRed() {
    AuditorControls controls =
        judge(
            Configs.config()
                .path("/api/*", "web", "allow-all")
                .path("/old/*", "s3", "allow-all")
                .path("/ok/*", "web", "https-only"));
    assertFalse(controls.areSatisfiedByRepair());
    assertEquals(
        "For auditors: the distribution still fails "
            + NAMES
            + ", "
            + ALONE
            + "\"/api/*\" (not S3), \"/old/*\" (exempt).",
        controls.afterRepair());
    assertEquals(
        "For auditors: the distribution fails "
            + NAMES
            + ". It will still fail once repaired, "
            + ALONE
            + "\"/api/*\" (not S3), \"/old/*\" (exempt).",
        controls.unchanged());
  }

  @Test
  void nothingOnAllowAllSatisfiesThem() {
    AuditorControls controls = judge(Configs.config().defaultTo("s3", "https-only"));
    assertTrue(controls.areSatisfied());
    assertEquals("For auditors: the distribution satisfies " + NAMES + ".", controls.unchanged());
  }

  private static AuditorControls judge(Configs config) {
    HttpsPolicy policy =
        HttpsPolicy.parse(
            """
            {"policy": "redirect-to-https",
             "rules": [{"pathPattern": "/old/*", "policy": "allow-all", "until": "2027-03-31",
                        "reason": "set-top boxes"}]}
            """);
    return new AuditorControls(
        policy.assess(
            config.document().config(),
            new Subject("111122223333", new DistributionId("EDFDVBD632BHDS5")).with(Map.of()),
            LocalDate.of(2026, 11, 24)));
  }
}
