package httpsguard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DistributionId;
import httpsguard.policy.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a report has room for, to the last character, and what of it a notice repeats. */
class ReportRoomTest {
  private static final int ROOMY = 1_000_000;

  /**
   * What the builder counts for {@code /a} of {@code s3}, and what an alias takes beside itself.
   */
  private static final int ONE = 160 + 160 + 4;

  private static final int AROUND_AN_ALIAS = 3;

  @Test
  void aReportThatIsExactlyFullLeavesNothingOut() {
    assertEquals(0, built(ONE, drifted("s3")).leftOut());
    assertEquals(1, built(ONE - 1, drifted("s3")).leftOut());
    int withAlias = ONE + "www.example.com".length() + AROUND_AN_ALIAS;
    assertEquals(0, built(withAlias, drifted("s3", "www.example.com")).leftOut());
    assertEquals(1, built(withAlias - 1, drifted("s3", "www.example.com")).leftOut());
  }

  /** The guard looks for itself: what is large is named by its id alone. */
  @Test
  void behaviorsOfUpToFiveHundredCharactersAreNamedToTheGuard() {
    String longest = "o".repeat(500 - 160 - "/a".length());
    assertEquals(1, built(ROOMY, drifted(longest)).distributions().getFirst().behaviors().size());
    ReportedDistribution brief = built(ROOMY, drifted(longest + "o")).distributions().getFirst();
    assertEquals(0, brief.behaviors().size());
    assertEquals(1, brief.moreBehaviors());
  }

  @Test
  void whatNeedsMorePermissionsIsCountedWhereItIsOutOfPolicy() {
    ReportBuilder builder = builder(ROOMY);
    builder.add(
        drifted("s3"),
        resources(DependentResources.Kind.LAMBDA_EDGE, DependentResources.Kind.WEB_ACL));
    builder.add(
        of(ReportedDistribution.Standing.NOTIFY_ONLY, "s3"),
        resources(DependentResources.Kind.LAMBDA_EDGE, DependentResources.Kind.VPC_ORIGIN));
    builder.add(
        of(ReportedDistribution.Standing.EXEMPT, "s3"),
        resources(DependentResources.Kind.WEB_ACL, DependentResources.Kind.VPC_ORIGIN));
    assertEquals(new Report.Dependents(2, 1, 1), build(builder).dependents());
  }

  @Test
  void asManyAsThereIsRoomForAreWrittenToTheLastByte() {
    Report report = built(ROOMY, drifted("s3"), drifted("web"));
    // What is fitted counts a comma for each, one more than there are.
    int whole = ReportJson.line(report, Optional.empty()).length() + 1;
    assertEquals(report, ReportJson.fitted(report, whole));
    assertEquals(1, ReportJson.fitted(report, whole - 1).leftOut());
  }

  @Test
  void aNoticeRepeatsWhatTheAuditFound() {
    ReportedDistribution reported = drifted("s3", "www.example.com");
    Map<String, Object> json = ReportJson.distribution(reported, ROOMY);
    assertEquals("EDFDVBD632BHDS5", json.get("distributionId"));
    assertEquals("d111111abcdef8.cloudfront.net", json.get("domainName"));
    assertEquals(List.of("www.example.com"), json.get("aliases"));
    assertEquals("drifted", json.get("standing"));
    assertEquals("2026-11-24T10:00:00Z", json.get("lastModified"));
    assertEquals(1, ((List<?>) json.getOrDefault("behaviors", List.of())).size());
  }

  @Test
  void theTextForPeopleStandsBesideTheReport() {
    Report report = built(ROOMY, drifted("s3"));
    assertTrue(ReportJson.line(report, Optional.of("in words")).contains("\"text\":\"in words\""));
    assertFalse(ReportJson.line(report, Optional.empty()).contains("\"text\""));
  }

  private static DependentResources resources(DependentResources.Kind... kinds) {
    return new DependentResources(Set.of(kinds), Optional.empty());
  }

  private static Report built(int room, ReportedDistribution... found) {
    ReportBuilder builder = builder(room);
    for (ReportedDistribution each : found) {
      builder.add(each);
    }
    return build(builder);
  }

  private static ReportBuilder builder(int room) {
    return new ReportBuilder(
        Optional.of(Report.Purpose.REPAIR),
        LocalDate.of(2026, 11, 24),
        Turns.at(Instant.EPOCH),
        room);
  }

  private static Report build(ReportBuilder builder) {
    return builder.build(
        "495b12a8", Instant.EPOCH, "111122223333", Mode.REMEDIATE, /* complete= */ true);
  }

  private static ReportedDistribution drifted(String origin, String... aliases) {
    return of(ReportedDistribution.Standing.DRIFTED, origin, aliases);
  }

  private static ReportedDistribution of(
      ReportedDistribution.Standing standing, String origin, String... aliases) {
    return new ReportedDistribution(
        new DistributionId("EDFDVBD632BHDS5"),
        standing,
        Optional.of("d111111abcdef8.cloudfront.net"),
        List.of(aliases),
        Optional.of(Instant.parse("2026-11-24T10:00:00Z")),
        List.of(
            new ReportedDistribution.Behavior(
                "/a", origin, new ReportedVerdict.Finding("redirect-to-https"))),
        Optional.empty());
  }
}
