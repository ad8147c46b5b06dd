package httpsguard;

import static httpsguard.UnknownTagsTruth.PATTERNS;
import static httpsguard.UnknownTagsTruth.TAG;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A random policy, a distribution of random tags, and a call that wrote it: neither its tags nor
 * the record of the call need be readable.
 */
final class UnknownTagsCase {
  /** What a record may have for the key of a tag. */
  private static final List<String> KEYS =
      List.of("data", "team", TAG, "another", "HIDDEN_DUE_TO_SECURITY_REASONS");

  /** All that a distribution may be tagged with. */
  private static final List<Map<String, String>> ALL_TAGS =
      IntStream.range(0, 8).mapToObj(UnknownTagsCase::tags).toList();

  private final Random random;
  final UnknownTagsTruth truth;
  final Mode mode;
  final boolean byGuard;
  final boolean isReadable;
  final boolean isGone;
  final boolean isPutRight;
  final boolean isUnreadableRecord;

  UnknownTagsCase(Random random) {
    this.random = random;
    List<JsonObject> rules = new ArrayList<>();
    for (int rule = random.nextInt(5); rule > 0; rule--) {
      rules.add(rule());
    }
    boolean ownersMayExempt = random.nextBoolean();
    mode = random.nextInt(3) == 0 ? Mode.NOTIFY : Mode.REMEDIATE;
    Map<String, String> tags =
        ALL_TAGS.get(random.nextInt(4) == 0 ? random.nextInt(8) : random.nextInt(4));
    Map<String, String> live = new HashMap<>();
    PATTERNS.forEach(
        pattern -> live.put(pattern, random.nextInt(3) == 0 ? "https-only" : "allow-all"));
    truth = new UnknownTagsTruth(rules, ownersMayExempt, tags, live);
    byGuard = random.nextInt(4) == 0;
    isReadable = random.nextInt(3) > 0;
    isGone = random.nextInt(8) == 0;
    isPutRight = random.nextInt(4) == 0;
    isUnreadableRecord = random.nextInt(8) == 0;
  }

  private static Map<String, String> tags(int bits) {
    Map<String, String> tags = new HashMap<>();
    if ((bits & 1) > 0) {
      tags.put("data", "personal");
    }
    if ((bits & 2) > 0) {
      tags.put("team", "tv");
    }
    if ((bits & 4) > 0) {
      tags.put(TAG, "2027-03-31 boxes");
    }
    return tags;
  }

  FakePorts cloud() {
    FakePorts ports = new FakePorts((isPutRight ? secure() : config()).document());
    ports.live = new VersionedConfig(isPutRight ? "E9" : "E2", ports.live.document());
    ports.tags = isReadable ? () -> new Distributions.Tags.Found(truth.tags()) : unreadable();
    return ports;
  }

  private JsonObject rule() {
    JsonObject rule = new JsonObject();
    if (random.nextInt(3) > 0) {
      rule.put(
          "tags",
          new JsonObject(random.nextBoolean() ? Map.of("data", "personal") : Map.of("team", "tv")));
    } else {
      rule.put("account", random.nextBoolean() ? "111122223333" : "999999999999");
    }
    switch (random.nextInt(4)) {
      case 0 -> rule.put("policy", "https-only");
      case 1 -> rule.put("policy", "redirect-to-https");
      case 2 -> rule.put("mode", "notify");
      default -> {
        rule.put("policy", "allow-all");
        rule.put("until", random.nextInt(4) == 0 ? "2026-11-23" : "2027-03-31");
        rule.put("reason", "boxes");
      }
    }
    if (!rule.has("mode") && random.nextInt(3) == 0) {
      rule.put("pathPattern", PATTERNS.get(random.nextInt(2)));
    }
    return rule;
  }

  private Supplier<Distributions.Tags> unreadable() {
    return random.nextBoolean()
        ? () ->
            new Distributions.Tags.Refused(
                new Distributions.Refusal("ListTagsForResource", "AccessDenied", "no", "r"))
        : () -> {
          throw new TryAgainException("no answer");
        };
  }

  HttpsPolicy policy() {
    JsonObject document = new JsonObject();
    document.put("policy", "redirect-to-https");
    document.put("rules", new JsonArray(truth.rules()));
    if (!truth.ownersMayExempt()) {
      document.put("exemptionTag", null);
    }
    return HttpsPolicy.parse(JsonWriter.string(document));
  }

  Configs config() {
    return Configs.config()
        .path("/a/*", "s3", truth.live().getOrDefault("/a/*", ""))
        .defaultTo("s3", truth.live().getOrDefault("*", ""));
  }

  private static Configs secure() {
    return Configs.config().path("/a/*", "s3", "https-only").defaultTo("s3", "https-only");
  }

  Events event() {
    JsonObject written = new JsonObject(Written.of(truth.live()));
    Events event =
        Events.update("allow-all")
            .with("detail.requestParameters.distributionConfig", written)
            .with("detail.responseElements.distribution.distributionConfig", written);
    if (isUnreadableRecord) {
      unreadable(written);
    }
    return byGuard ? event.byTheGuard() : event;
  }

  private void unreadable(JsonObject written) {
    switch (random.nextInt(4)) {
      case 0 -> written.put("enabled", 3);
      case 1 -> written.put("origins", List.of("s3"));
      case 2 -> written.put("defaultCacheBehavior", Map.of("targetOriginId", "elsewhere"));
      default -> written.put("cacheBehaviors", Map.of("quantity", 7));
    }
  }

  /** Those that somebody sets or removes. */
  List<String> keys() {
    return List.of(oneOf(KEYS), oneOf(KEYS));
  }

  Events tagging(List<String> keys) {
    String[] named = keys.toArray(String[]::new);
    return random.nextBoolean() ? Events.tagging(named) : Events.untagging(named);
  }

  private String oneOf(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  @Override
  public String toString() {
    return JsonWriter.string(new JsonArray(truth.rules()))
        + (truth.ownersMayExempt() ? " with owners' tags, " : ", ")
        + mode
        + ", tags "
        + truth.tags()
        + (isReadable ? ", " : " that cannot be read, ")
        + truth.live()
        + (byGuard ? " by the guard" : "")
        + (isGone ? ", gone" : "")
        + (isPutRight ? ", put right" : "")
        + (isUnreadableRecord ? ", in a record that cannot be read" : "");
  }

  /** A config as CloudTrail records it. */
  private static final class Written {
    private Written() {}

    static Map<String, Object> of(Map<String, String> policies) {
      Map<String, Object> json = new HashMap<>();
      json.put("enabled", true);
      json.put(
          "origins",
          Map.of(
              "quantity",
              1,
              "items",
              List.of(
                  Map.of(
                      "id",
                      "s3",
                      "domainName",
                      "assets.s3.us-east-1.amazonaws.com",
                      "s3OriginConfig",
                      Map.of()))));
      json.put("defaultCacheBehavior", behavior(policies.getOrDefault("*", "")));
      Map<String, Object> path = behavior(policies.getOrDefault("/a/*", ""));
      path.put("pathPattern", "/a/*");
      json.put("cacheBehaviors", Map.of("quantity", 1, "items", List.of(path)));
      return json;
    }

    private static Map<String, Object> behavior(String policy) {
      return new HashMap<>(Map.of("targetOriginId", "s3", "viewerProtocolPolicy", policy));
    }
  }
}
