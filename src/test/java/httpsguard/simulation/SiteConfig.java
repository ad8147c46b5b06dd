package httpsguard.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.distribution.Configs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A config as its owner means it, judged here by other code than the product's.
 *
 * @param revision stands in the comment
 * @param behaviors the default one first
 */
record SiteConfig(int revision, boolean enabled, List<Behavior> behaviors) {
  static final String ALLOW_ALL = "allow-all";
  static final String REDIRECT = "redirect-to-https";

  /** The policy of the simulated guard. */
  static final String POLICY = REDIRECT;

  private static final Pattern POLICY_ELEMENT =
      Pattern.compile("<ViewerProtocolPolicy>([a-z-]+)</ViewerProtocolPolicy>");

  /** Where a behavior leads. */
  enum Target {
    S3,
    /** No S3: what viewers may use is nobody's business here. */
    WEB,
    /** A website endpoint that answers HTTP only, asked as viewers ask: not to be repaired. */
    SITE;

    String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  record Behavior(String path, Target target, String policy) {
    boolean isDrift() {
      return target == Target.S3 && policy.equals(ALLOW_ALL);
    }

    Behavior on(String other) {
      return new Behavior(path, target, other);
    }
  }

  SiteConfig {
    behaviors = List.copyOf(behaviors);
  }

  static SiteConfig drawn(Chance chance) {
    List<Behavior> behaviors = new ArrayList<>();
    int count = chance.from(1, 3);
    for (int i = 0; i < count; i++) {
      Target target =
          chance.percent(70) ? Target.S3 : chance.percent(80) ? Target.WEB : Target.SITE;
      behaviors.add(
          new Behavior(
              i == 0 ? "" : "/p" + i + "/*",
              target,
              target == Target.S3 || chance.percent(50) ? REDIRECT : ALLOW_ALL));
    }
    return new SiteConfig(0, true, behaviors);
  }

  /** Whether the guard is to repair it, if nothing exempts it. */
  boolean isDrifted() {
    return enabled && behaviors.stream().anyMatch(Behavior::isDrift);
  }

  /** Whether it serves a website endpoint over plain HTTP, which only its owner can end. */
  boolean isLeftOpen() {
    return enabled
        && behaviors.stream()
            .anyMatch(each -> each.target() == Target.SITE && each.policy().equals(ALLOW_ALL));
  }

  boolean leadsToS3() {
    return behaviors.stream().anyMatch(each -> each.target() == Target.S3);
  }

  SiteConfig with(UnaryOperator<Behavior> change) {
    return new SiteConfig(revision, enabled, behaviors.stream().map(change).toList());
  }

  SiteConfig edited(int another) {
    return new SiteConfig(another, enabled, behaviors);
  }

  SiteConfig enabled(boolean is) {
    return new SiteConfig(revision, is, behaviors);
  }

  /** The same with the viewer protocol policies that stand in a document, in its order. */
  SiteConfig withPoliciesOf(byte[] document) {
    List<String> policies =
        POLICY_ELEMENT
            .matcher(new String(document, UTF_8))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    if (policies.size() != behaviors.size()) {
      throw new AssertionError("another number of viewer protocol policies: " + policies);
    }
    List<Behavior> written = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      written.add(behaviors.get(i).on(policies.get(i)));
    }
    return new SiteConfig(revision, enabled, written);
  }

  byte[] bytes() {
    Configs config =
        Configs.config().custom("site", "site.s3-website-us-east-1.amazonaws.com", "match-viewer");
    for (Behavior behavior : behaviors) {
      config =
          behavior.path().isEmpty()
              ? config.defaultTo(behavior.target().id(), behavior.policy())
              : config.path(behavior.path(), behavior.target().id(), behavior.policy());
    }
    return (enabled ? config : config.disabled())
        .xml()
        .replace("vu &amp;", "revision " + revision + " &amp;")
        .getBytes(UTF_8);
  }

  /** As CloudTrail has it. */
  String json() {
    return """
        {"callerReference":"made-for-a-test","enabled":%s,\
        "comment":"HIDDEN_DUE_TO_SECURITY_REASONS",\
        "aliases":{"quantity":1,"items":["www.example.com"]},\
        "origins":{"quantity":3,"items":[{"id":"s3","domainName":"assets.s3.us-east-1.amazonaws.com",\
        "s3OriginConfig":{"originAccessIdentity":""}},\
        {"id":"web","domainName":"www.example.com","customOriginConfig":{"hTTPPort":80,\
        "hTTPSPort":443,"originProtocolPolicy":"https-only"}},\
        {"id":"site","domainName":"site.s3-website-us-east-1.amazonaws.com",\
        "customOriginConfig":{"hTTPPort":80,"hTTPSPort":443,"originProtocolPolicy":"match-viewer"}}]},\
        "originGroups":{"quantity":0},"defaultCacheBehavior":%s,"cacheBehaviors":{"quantity":%d%s}}"""
        .formatted(
            enabled,
            json(behaviors.getFirst()),
            behaviors.size() - 1,
            behaviors.size() == 1
                ? ""
                : behaviors.stream()
                    .skip(1)
                    .map(SiteConfig::json)
                    .collect(Collectors.joining(",", ",\"items\":[", "]")));
  }

  private static String json(Behavior behavior) {
    return "{"
        + (behavior.path().isEmpty() ? "" : "\"pathPattern\":\"" + behavior.path() + "\",")
        + "\"targetOriginId\":\""
        + behavior.target().id()
        + "\",\"viewerProtocolPolicy\":\""
        + behavior.policy()
        + "\",\"allowedMethods\":{\"quantity\":2,\"items\":[\"HEAD\",\"GET\"]}}";
  }
}
