package httpsguard.distribution;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When what cache behaviors lead to is the same, and how much of it there may be. */
class TargetsTest {
  @Test
  void configsOfTheSameTargetsAreEqual() {
    DistributionConfig one = parsed(config().group("both", "s3", "web"));
    assertEquals(one, parsed(config().group("both", "s3", "web")));
    assertEquals(1, Set.of(one).size());
    assertTrue(Set.of(one).contains(parsed(config().group("both", "s3", "web"))));
  }

  @Test
  void configsOfOtherOriginsOrGroupsAreNot() {
    DistributionConfig one = parsed(config().group("both", "s3", "web"));
    assertNotEquals(one, parsed(config().group("both", "web", "s3")));
    assertNotEquals(
        one, parsed(config().group("both", "s3", "web").s3("more", "b.s3.amazonaws.com")));
    assertNotEquals(one.targets(), "both");
  }

  @Test
  void differentTargetsHaveDifferentHashesAndWords() {
    Targets one = parsed(config()).targets();
    Targets other = parsed(config().group("both", "s3", "web")).targets();
    Targets another = parsed(config().s3("more", "b.s3.amazonaws.com")).targets();
    assertEquals(3, Set.of(one.hashCode(), other.hashCode(), another.hashCode()).size());
    assertTrue(other.toString().contains("both"), other.toString());
    assertTrue(other.toString().contains("assets.s3.us-east-1.amazonaws.com"), other.toString());
  }

  @Test
  void aGroupMayHaveAHundredMembers() {
    assertEquals(100, parsed(groupOf(100)).originGroups().getFirst().memberIds().size());
    assertThrows(MalformedConfigException.class, () -> parsed(groupOf(101)));
  }

  private static Configs groupOf(int members) {
    return config().group("many", Collections.nCopies(members, "s3").toArray(String[]::new));
  }

  private static DistributionConfig parsed(Configs config) {
    return config.document().config();
  }
}
