package httpsguard.cloudtrail;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailEventTest {
  @Test
  void readsAnUpdate() {
    DistributionChange change = change(Events.update("allow-all"));

    assertEquals("UpdateDistribution", change.call().operation());
    assertEquals(Events.ID, change.call().distribution().value());
    assertEquals("111122223333", change.call().account());
    assertEquals(Instant.parse("2026-11-24T09:59:30Z"), change.call().time());
    assertEquals(Optional.of("E2"), change.eTag());
    assertEquals(Optional.of("d111111abcdef8.cloudfront.net"), change.domainName());
    assertEquals("0a1b2c3d-1111-2222-3333-444455556666", change.call().eventId());
    assertEquals("s3", change.written().orElseThrow().origins().getFirst().id());
    assertEquals(Tool.TERRAFORM, change.call().actor().tool());
  }

  @ParameterizedTest
  @CsvSource({
    "CreateDistribution, CreateDistribution",
    "CreateDistribution2016_01_28, CreateDistribution",
    "CreateDistributionWithTags, CreateDistributionWithTags",
    "CreateDistributionWithTags2020_05_31, CreateDistributionWithTags",
    "UpdateDistribution, UpdateDistribution",
    "UpdateDistribution2016_01_28, UpdateDistribution",
    "UpdateDistributionWithStagingConfig, UpdateDistributionWithStagingConfig",
    "CopyDistribution, CopyDistribution",
    "CopyDistribution2020_05_31, CopyDistribution",
  })
  void takesEveryCallThatCanSetAPolicy(String eventName, String call) {
    assertEquals(
        call,
        change(Events.update("allow-all").with("detail.eventName", eventName)).call().operation());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateInvalidation",
        "UpdateDistributionTenant",
        "AssociateAlias",
        "AssociateDistributionWebACL",
        "DeleteDistribution",
        "GetDistributionConfig",
        "updatedistribution",
        "UpdateDistribution2016",
        ""
      })
  void ignoresOtherCalls(String eventName) {
    assertEquals(
        new CloudTrailEvent.NotOurs(CloudTrailEvent.Reason.OTHER_CALL),
        read(Events.update("allow-all").with("detail.eventName", eventName)));
  }

  @ParameterizedTest
  @CsvSource({
    "source, aws.s3",
    "source,",
    "detail-type, AWS Service Event via CloudTrail",
    "detail.eventSource, s3.amazonaws.com"
  })
  void ignoresOtherSources(String path, String value) {
    assertEquals(
        new CloudTrailEvent.NotOurs(CloudTrailEvent.Reason.OTHER_SOURCE),
        read(Events.update("allow-all").with(path, value)));
  }

  @Test
  void readsWhichTagsWereSetOrRemoved() {
    assertEquals(Optional.of(Set.of("team", "exempt")), tagKeys(tags("TagResource", "tags")));
    assertEquals(Optional.of(Set.of("team")), tagKeys(tags("UntagResource", "tagKeys")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagSet", "Tags"})
  void doesNotGuessTagKeysThatItCannotRead(String name) {
    assertEquals(Optional.empty(), tagKeys(tags("TagResource", name)));
  }

  /** It was taken for a key that no rule names: the change of an exemption went unseen. */
  @Test
  void aKeyThatCloudTrailHidesIsNotKnown() {
    String hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
    assertEquals(Optional.empty(), tagKeys(Events.tagging(hidden)));
    assertEquals(Optional.empty(), tagKeys(Events.tagging("team", hidden)));
    assertEquals(Optional.empty(), tagKeys(Events.untagging(hidden, "team")));
  }

  @Test
  void aListOfKeysThatCannotBeReadMakesTheOthersNoAnswer() {
    for (Object unreadable : List.of("HIDDEN_DUE_TO_SECURITY_REASONS", List.of("team"), Map.of())) {
      assertEquals(
          Optional.empty(),
          tagKeys(Events.tagging("team").with("detail.requestParameters.tagKeys", unreadable)));
    }
  }

  @Test
  void ignoresTagsOfOtherResources() {
    Events tenant =
        tags("TagResource", "tags")
            .with(
                "detail.requestParameters.resource",
                "arn:aws:cloudfront::111122223333:distribution-tenant/dt_1");
    assertEquals(new CloudTrailEvent.NotOurs(CloudTrailEvent.Reason.OTHER_RESOURCE), read(tenant));
  }

  @Test
  void ignoresFailedCalls() {
    Events failed =
        Events.update("allow-all")
            .with("detail.errorCode", "AccessDenied")
            .with("detail.requestParameters", null)
            .with("detail.responseElements", null);
    assertEquals(new CloudTrailEvent.NotOurs(CloudTrailEvent.Reason.FAILED_CALL), read(failed));
  }

  @Test
  void takesTheIdOfACopyFromItsAnswer() {
    Events copy =
        Events.update("allow-all")
            .with("detail.eventName", "CopyDistribution")
            .with(
                "detail.requestParameters",
                JsonObject.builder().value("primaryDistributionId", "EPRIMARY00001").done());
    assertEquals(Events.ID, change(copy).call().distribution().value());
  }

  @Test
  void knowsNoConfigWhereCloudTrailLeftItOut() {
    Map<String, Object> omitted = Map.of("omitted", true, "reason", "too large");
    Events event =
        Events.update("allow-all")
            .with("detail.responseElements", new JsonObject(omitted))
            .with("detail.requestParameters.distributionConfig", null);
    DistributionChange change = change(event);
    assertEquals(Events.ID, change.call().distribution().value());
    assertEquals(Optional.empty(), change.written());
    assertEquals(Optional.empty(), change.eTag());
  }

  @Test
  void takesTheConfigOfTheRequestWhereTheAnswerIsLeftOut() {
    Events event = Events.update("allow-all").with("detail.responseElements", null);
    assertTrue(change(event).written().isPresent());
  }

  @Test
  void saysWhenTheDistributionCannotBeTold() {
    Events event =
        Events.update("allow-all")
            .with("detail.requestParameters", null)
            .with("detail.responseElements", null);
    MalformedEventException thrown = assertThrows(MalformedEventException.class, () -> read(event));
    assertTrue(requireNonNull(thrown.getMessage()).contains("100 KB"), thrown.getMessage());
  }

  @Test
  void refusesAnEventThatNamesTwoDistributions() {
    Events event =
        Events.update("allow-all").with("detail.responseElements.distribution.id", "EOTHER0000001");
    assertThrows(MalformedEventException.class, () -> read(event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "detail",
        "detail.eventSource",
        "detail.eventName",
        "detail.eventID",
        "detail.eventTime"
      })
  void refusesAnEventThatLacksWhatIsNeeded(String path) {
    Events event = Events.update("allow-all").with(path, null);
    MalformedEventException thrown = assertThrows(MalformedEventException.class, () -> read(event));
    assertTrue(
        requireNonNull(thrown.getMessage()).contains(path.substring(path.lastIndexOf('.') + 1)),
        thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "detail.requestParameters.id, not-an-id",
    "detail.requestParameters.id, ../../EDFDVBD632BHDS5",
    "detail.eventTime, yesterday",
    "detail.recipientAccountId, 12",
    "detail.userIdentity, somebody",
    "detail.responseElements.distribution, a text",
  })
  void refusesWrongParts(String path, String value) {
    Events event = Events.update("allow-all").with(path, value);
    assertThrows(MalformedEventException.class, () -> read(event));
  }

  @Test
  void refusesHugeTexts() {
    Events huge = Events.update("allow-all").with("detail.eventID", "x".repeat(100_000));
    assertThrows(MalformedEventException.class, () -> read(huge));
  }

  @Test
  void aConfigThatCannotBeReadIsNotKnown() {
    String config = "detail.responseElements.distribution.distributionConfig";
    assertTrue(change(Events.update("allow-all")).written().isPresent());
    for (String path : List.of(config, config + ".origins", config + ".enabled")) {
      assertTrue(change(Events.update("allow-all").with(path, "a text")).written().isEmpty(), path);
    }
    Object listOfLists = new JsonObject(Map.of("items", List.of(List.of())));
    Events odd = Events.update("allow-all").with(config + ".aliases", listOfLists);
    assertTrue(change(odd).written().isEmpty());
  }

  @Test
  void aLongUserAgentKeepsNoDistributionFromBeingRepaired() {
    Events wordy = Events.update("allow-all").with("detail.userAgent", "x".repeat(100_000));
    assertEquals(2048, change(wordy).call().actor().userAgent().orElseThrow().length());
  }

  @Test
  void aTruthThatIsNoTextKeptADistributionFromBeingRepaired() {
    Events console =
        Events.update("allow-all")
            .with("detail.userAgent", "Mozilla/5.0")
            .with("detail.sessionCredentialFromConsole", true);
    assertEquals(Tool.CONSOLE, change(console).call().actor().tool());
  }

  private static Events tags(String eventName, String list) {
    List<Object> items =
        eventName.equals("UntagResource")
            ? List.of("team")
            : List.of(Map.of("key", "team", "value", "web"), Map.of("key", "exempt"));
    return Events.update("allow-all")
        .with("detail.eventName", eventName)
        .with("detail.responseElements", null)
        .with(
            "detail.requestParameters",
            new JsonObject(
                Map.of(
                    "resource",
                    "arn:aws:cloudfront::111122223333:distribution/" + Events.ID,
                    list,
                    Map.of("items", items))));
  }

  private static Optional<Set<String>> tagKeys(Events events) {
    return assertInstanceOf(TagChange.class, read(events)).keys();
  }

  private static CloudTrailEvent read(Events events) {
    return CloudTrailEvent.of(events.scheduledEvent());
  }

  private static DistributionChange change(Events events) {
    return assertInstanceOf(DistributionChange.class, read(events));
  }
}
