package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigDifferenceTest {
  private static final String CONFIG =
      """
      <Config>
        <DefaultCacheBehavior>
          <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>
          <Compress>true</Compress>
        </DefaultCacheBehavior>
        <CacheBehavior>
          <PathPattern>/a</PathPattern>
          <Compress>true</Compress>
          <ViewerProtocolPolicy>https-only</ViewerProtocolPolicy>
        </CacheBehavior>
        <CacheBehavior>
          <PathPattern>/b</PathPattern>
          <Compress>true</Compress>
          <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>
        </CacheBehavior>
        <Comment>für allow-all</Comment>
      </Config>
      """;

  @Test
  void ofTheSameConfigIsNothing() {
    ConfigDifference difference = to(CONFIG);

    assertEquals(0, difference.values());
    assertEquals(0, difference.otherBytes());
    assertEquals(List.of(), difference.hunks());
  }

  @Test
  void changedPoliciesAreCountedAndShownWhereTheyStand() {
    ConfigDifference difference =
        to(CONFIG.replace("Policy>allow-all<", "Policy>redirect-to-https<"));

    assertEquals(2, difference.values());
    assertEquals(0, difference.otherBytes());
    assertEquals(
        List.of(
            new ConfigDifference.Hunk(
                2,
                "<DefaultCacheBehavior>",
                List.of(
                    "   <DefaultCacheBehavior>",
                    "-    <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>",
                    "+    <ViewerProtocolPolicy>redirect-to-https</ViewerProtocolPolicy>",
                    "     <Compress>true</Compress>")),
            new ConfigDifference.Hunk(
                13,
                "<PathPattern>/b</PathPattern>",
                List.of(
                    "     <Compress>true</Compress>",
                    "-    <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>",
                    "+    <ViewerProtocolPolicy>redirect-to-https</ViewerProtocolPolicy>",
                    "   </CacheBehavior>"))),
        difference.hunks());
  }

  @Test
  void anythingElseCountsInBytes() {
    assertEquals(
        1,
        to(CONFIG.replace("Compress>true</Compress>\n  </Def", "Compress>trUe</Compress>\n  </Def"))
            .otherBytes());
    assertEquals(2, to(CONFIG.replace("ü", "")).otherBytes());
    assertEquals(1, to(CONFIG.replace("/a<", "/aa<")).otherBytes());
    assertEquals(1, to(CONFIG + " ").otherBytes());
    assertEquals(9, to(CONFIG.replace("für allow-all", "für ")).otherBytes());
    assertEquals(0, to(CONFIG.replace("für allow-all", "für ")).values());
  }

  @Test
  void whatIsNearIsShownTogether() {
    ConfigDifference difference =
        to(CONFIG.replace("/b<", "/c<").replace("<Comment>für allow-all</Comment>\n", ""));

    assertEquals(
        List.of(
            new ConfigDifference.Hunk(
                11,
                "<PathPattern>/a</PathPattern>",
                List.of(
                    "   <CacheBehavior>",
                    "-    <PathPattern>/b</PathPattern>",
                    "+    <PathPattern>/c</PathPattern>",
                    "     <Compress>true</Compress>")),
            new ConfigDifference.Hunk(
                15,
                "<PathPattern>/b</PathPattern>",
                List.of(
                    "   </CacheBehavior>",
                    "-  <Comment>für allow-all</Comment>",
                    "-</Config>",
                    "+  </Config>",
                    " "))),
        difference.hunks());
  }

  private static ConfigDifference to(String after) {
    return ConfigDifference.of(Bytes.utf8(CONFIG), Bytes.utf8(after));
  }
}
