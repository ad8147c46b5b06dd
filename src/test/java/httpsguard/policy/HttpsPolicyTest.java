package httpsguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsPolicyTest {
  private static final Subject SUBJECT =
      new Subject("123456789012", new DistributionId("EDFDVBD632BHDS5")).with(Map.of());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @Test
  void findsEveryS3BehaviorThatServesHttp() {
    Assessment assessment =
        assess(Configs.config().path("/a/*", "s3", "allow-all").path("/b/*", "s3", "allow-all"));
    assertEquals(
        Map.of(
            0, ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            1, ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            2, ViewerProtocolPolicy.REDIRECT_TO_HTTPS),
        assessment.repairs());
  }

  @Test
  void leavesBehaviorsOfOtherOriginsAlone() {
    Assessment assessment = assess(Configs.config().defaultTo("web", "allow-all"));
    assertTrue(assessment.findings().isEmpty());
    assertEquals(new Verdict.NotS3(), assessment.behaviors().getFirst().verdict());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https-only", "redirect-to-https"})
  void neverFindsWhatDoesNotServeHttp(String policy) {
    Assessment assessment = assess(Configs.config().defaultTo("s3", policy));
    assertTrue(assessment.findings().isEmpty());
    assertEquals(new Verdict.InPolicy(), assessment.behaviors().getFirst().verdict());
  }

  /** They counted as in policy. */
  @ParameterizedTest
  @ValueSource(strings = {"allow_all", "ALLOW_ALL", "Allow-All", "a-policy-of-the-future"})
  void neverTakesAWordThatItDoesNotKnowForInPolicy(String policy) {
    Assessment assessment = assess(Configs.config().defaultTo("s3", policy));
    assertEquals(
        new Verdict.Unjudgeable("ViewerProtocolPolicy", policy),
        assessment.behaviors().getFirst().verdict());
    assertEquals(1, assessment.leftOpen().size());
    assertTrue(assessment.repairs().isEmpty());
    assertTrue(assess(Configs.config().defaultTo("web", policy)).open().isEmpty(), "not S3");
  }

  /** They counted as not S3, in silence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                       | none that is known",
        "<FutureOriginConfig/>                    | FutureOriginConfig",
        "<S3OriginConfig/><FutureOriginConfig/>   | FutureOriginConfig and S3OriginConfig",
        "<FutureOriginConfig/><BetterOriginConfig/> | BetterOriginConfig and FutureOriginConfig",
      })
  void neverTakesAnS3HostUnderASettingThatItDoesNotKnowForNotS3(String settings, String value) {
    for (String host : List.of("b.s3.amazonaws.com", "b.s3-website-us-east-1.amazonaws.com")) {
      Configs config = Configs.config().origin("new", host, settings);
      Assessment assessment = assess(config.defaultTo("new", "allow-all"));
      assertEquals(
          new Verdict.Unjudgeable("OriginConfig", value),
          assessment.behaviors().getFirst().verdict());
      assertEquals(1, assessment.leftOpen().size());
      assertTrue(assessment.repairs().isEmpty());
      assertTrue(assess(config.defaultTo("new", "https-only")).open().isEmpty());
    }
  }

  @Test
  void whatIsCertainlyS3OrCertainlyNotIsJudgedUnderAnySetting() {
    Configs elsewhere = Configs.config().origin("new", "www.example.org", "<FutureOriginConfig/>");
    assertTrue(assess(elsewhere.defaultTo("new", "allow-all")).open().isEmpty());
    Configs setting = Configs.config().s3("new", "b.s3.amazonaws.com").end("<FutureSetting/>");
    assertEquals(1, assess(setting.defaultTo("new", "allow-all")).findings().size());
    Configs group =
        Configs.config()
            .origin("new", "b.s3.amazonaws.com", "<FutureOriginConfig/>")
            .group("both", "s3", "new");
    assertEquals(1, assess(group.defaultTo("both", "allow-all")).findings().size());
  }

  @Test
  void findsS3BehindAnOriginGroup() {
    Configs second = Configs.config().group("both", "web", "s3").defaultTo("both", "allow-all");
    Configs none = Configs.config().group("one", "web", "web").defaultTo("one", "allow-all");
    assertEquals(1, assess(second).findings().size());
    assertEquals(0, assess(none).findings().size());
  }

  @Test
  void hasNoFindingsInForceOnADisabledDistribution() {
    Assessment assessment = assess(Configs.config().disabled());
    assertTrue(assessment.findings().isEmpty());
    assertTrue(assessment.repairs().isEmpty());
    assertTrue(assessment.isOpenOnceEnabled());
    assertFalse(assess(Configs.config()).isOpenOnceEnabled());
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow-all", "https", ""})
  void refusesOtherPolicies(String policy) {
    ViewerProtocolPolicy wrong = new ViewerProtocolPolicy(policy);
    assertThrows(IllegalArgumentException.class, () -> new HttpsPolicy(wrong));
  }

  private static Assessment assess(Configs configs) {
    return new HttpsPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .assess(configs.document().config(), SUBJECT, TODAY);
  }
}
