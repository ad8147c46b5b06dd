package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sample events mean to the reader that the function uses. */
class SampleEventsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "terraform-update|UpdateDistribution|EDFDVBD632BHDS5|TERRAFORM|/uploads/*, Default (*)",
        "console-create|CreateDistribution|E1WG1ZNPRXT0D4|CONSOLE|Default (*)",
        "cloudformation-update|UpdateDistribution|E3PTZ8XBQK4A1M|CLOUDFORMATION|/print/*, Default (*)",
        "cli-create|CreateDistributionWithTags|E2CJTW7N5HQ0RL|CLI|/legacy/*",
        "staging-copy|CopyDistribution|E35XQZ4GY9VK2B|CONSOLE|/catalog/*",
        "staging-promotion|UpdateDistributionWithStagingConfig|E1MPR8KD3WTN6C|CONSOLE|/catalog/*",
        "in-policy|UpdateDistribution|E2LNV9S7FQ3XJD|TERRAFORM|''",
        "own-update|UpdateDistribution|EDFDVBD632BHDS5|SDK|''",
      })
  void changesSayWhoWroteWhat(
      String name, String operation, String distribution, Tool tool, String drifted) {
    DistributionChange change = assertInstanceOf(DistributionChange.class, read(name));
    assertEquals(operation, change.call().operation());
    assertEquals(distribution, change.call().distribution().value());
    assertEquals(tool, change.call().actor().tool());
    assertEquals("111122223333", change.call().account());
    assertTrue(change.eTag().isPresent());
    assertTrue(change.domainName().orElseThrow().endsWith(".cloudfront.net"));
    assertEquals(drifted, drift(change.written().orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({"tag-exempt, TagResource", "tag-removed, UntagResource"})
  void tagEventsNameTheKey(String name, String operation) {
    TagChange change = assertInstanceOf(TagChange.class, read(name));
    assertEquals(operation, change.call().operation());
    assertEquals("EDFDVBD632BHDS5", change.call().distribution().value());
    assertEquals(Optional.of(Set.of("https-guard-exempt")), change.keys());
  }

  @ParameterizedTest
  @CsvSource({"failed-call, FAILED_CALL", "invalidation, OTHER_CALL"})
  void othersAreNotOurs(String name, CloudTrailEvent.Reason reason) {
    assertEquals(new CloudTrailEvent.NotOurs(reason), read(name));
  }

  @Test
  void theGuardsOwnUpdateIsKnownByTheRoleThatEnvJsonNames() {
    DistributionChange own = assertInstanceOf(DistributionChange.class, read("own-update"));
    assertEquals(
        Optional.of(
            SampleEventFiles.environment().getObject("Parameters").getString("GUARD_ROLE_ARN")),
        own.call().actor().issuerArn());
  }

  @ParameterizedTest
  @MethodSource("httpsguard.template.SampleEventFiles#names")
  void everyEventIsWhole(String name) {
    JsonObject event = SampleEventFiles.event(name);
    assertEquals("aws.cloudfront", event.getString("source"));
    assertEquals("111122223333", event.getString("account"));
    JsonObject detail = event.getObject("detail");
    for (String field :
        List.of(
            "eventVersion",
            "userIdentity",
            "eventTime",
            "eventName",
            "awsRegion",
            "sourceIPAddress",
            "userAgent",
            "requestParameters",
            "responseElements",
            "requestID",
            "eventID",
            "readOnly",
            "eventType",
            "managementEvent",
            "recipientAccountId",
            "eventCategory")) {
      assertTrue(detail.containsKey(field), field);
    }
  }

  @Test
  void everyFileHasItsRowInTheReadme() {
    Set<String> rows =
        Pattern.compile("(?m)^\\| `([a-z/-]+)` \\|")
            .matcher(SampleEventFiles.readme())
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> files = new TreeSet<>(SampleEventFiles.names());
    files.addAll(SampleEventFiles.byHand());
    assertEquals(files, rows);
  }

  private static CloudTrailEvent read(String name) {
    return CloudTrailEvent.of(SampleEventFiles.scheduled(name));
  }

  /** The behaviors that let viewers use HTTP to S3, by path pattern. */
  private static String drift(DistributionConfig config) {
    return config.behaviors().stream()
        .filter(behavior -> behavior.viewerProtocolPolicy().servesHttp())
        .filter(behavior -> config.originsOf(behavior).stream().anyMatch(Origin::isS3))
        .map(CacheBehavior::label)
        .collect(Collectors.joining(", "));
  }
}
