package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import httpsguard.audit.Audit;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.ListedDistribution;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random policies whose rules ask for tags in both directions, to demand HTTPS and to allow plain
 * HTTP; tags that cannot be read; records whose config, or whose tag keys, cannot be read; calls
 * that are delivered again after a notice failed. What is right is known from the tags, which the
 * guard may not see: nothing that is out of policy stays silent, and nothing is written that is
 * exempt.
 */
@Tag("large")
@Execution(ExecutionMode.CONCURRENT)
class UnknownTagsGeneratedTest {
  private static final int CASES = 1_000;
  private static final String TAG = "https-guard-exempt";
  private static final List<String> PATTERNS = List.of("/a/*", "*");

  /** What a record may have for the key of a tag. */
  private static final List<String> KEYS =
      List.of("data", "team", TAG, "another", "HIDDEN_DUE_TO_SECURITY_REASONS");

  /** Seeds a thousand apart. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 2_000, 3_000})
  void nothingOutOfPolicyIsSilentAndNothingExemptIsWritten(long first) {
    for (long seed = first; seed < first + CASES; seed++) {
      Case generated = new Case(new Random(seed * 0x9E37_79B9_7F4A_7C15L));
      try {
        generated.deliver();
        generated.tag();
        generated.audit();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + generated + ": " + e.getMessage(), e);
      }
    }
  }

  /** All that a distribution may be tagged with. */
  private static final List<Map<String, String>> ALL_TAGS =
      IntStream.range(0, 8).mapToObj(UnknownTagsGeneratedTest::tags).toList();

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

  private static final class Case {
    private final Random random;
    private final List<JsonObject> rules = new ArrayList<>();
    private final boolean ownersMayExempt;
    private final Mode mode;
    private final Map<String, String> tags;
    private final Map<String, String> live = new HashMap<>();
    private final boolean byGuard;
    private final boolean isReadable;
    private final boolean isGone;
    private final boolean isPutRight;
    private final boolean isUnreadableRecord;
    private FakePorts cloud;

    Case(Random random) {
      this.random = random;
      for (int rule = random.nextInt(5); rule > 0; rule--) {
        rules.add(rule());
      }
      ownersMayExempt = random.nextBoolean();
      mode = random.nextInt(3) == 0 ? Mode.NOTIFY : Mode.REMEDIATE;
      tags = ALL_TAGS.get(random.nextInt(4) == 0 ? random.nextInt(8) : random.nextInt(4));
      PATTERNS.forEach(
          pattern -> live.put(pattern, random.nextInt(3) == 0 ? "https-only" : "allow-all"));
      byGuard = random.nextInt(4) == 0;
      isReadable = random.nextInt(3) > 0;
      isGone = random.nextInt(8) == 0;
      isPutRight = random.nextInt(4) == 0;
      isUnreadableRecord = random.nextInt(8) == 0;
      cloud = cloud();
    }

    private FakePorts cloud() {
      FakePorts ports = new FakePorts((isPutRight ? secure() : config()).document());
      ports.live = new VersionedConfig(isPutRight ? "E9" : "E2", ports.live.document());
      ports.tags = isReadable ? () -> new Distributions.Tags.Found(tags) : unreadable();
      return ports;
    }

    private JsonObject rule() {
      JsonObject rule = new JsonObject();
      if (random.nextInt(3) > 0) {
        rule.put(
            "tags",
            new JsonObject(
                random.nextBoolean() ? Map.of("data", "personal") : Map.of("team", "tv")));
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

    private HttpsPolicy policy() {
      JsonObject document = new JsonObject();
      document.put("policy", "redirect-to-https");
      document.put("rules", new JsonArray(rules));
      if (!ownersMayExempt) {
        document.put("exemptionTag", null);
      }
      return HttpsPolicy.parse(JsonWriter.string(document));
    }

    private Configs config() {
      return Configs.config()
          .path("/a/*", "s3", live.getOrDefault("/a/*", ""))
          .defaultTo("s3", live.getOrDefault("*", ""));
    }

    private static Configs secure() {
      return Configs.config().path("/a/*", "s3", "https-only").defaultTo("s3", "https-only");
    }

    private Events event() {
      JsonObject written = new JsonObject(Written.of(live));
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

    /** The first rule that fits, the owner's tag, the document: as docs/policy.md says. */
    private boolean isExempt(String pattern, Map<String, String> tagged) {
      for (JsonObject rule : rules) {
        boolean fits =
            (!rule.has("tags")
                    || rule.getObject("tags").entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(tagged.get(wanted.getKey()))))
                && (!rule.has("account") || rule.getString("account").equals("111122223333"))
                && (!rule.has("pathPattern") || rule.getString("pathPattern").equals(pattern));
        boolean decides =
            rule.has("policy")
                && !(rule.has("until") && rule.getString("until").equals("2026-11-23"));
        if (fits && decides) {
          return rule.getString("policy").equals("allow-all");
        }
      }
      return ownersMayExempt && tagged.containsKey(TAG);
    }

    private boolean isExempt(String pattern) {
      return isExempt(pattern, tags);
    }

    private boolean isOpen(String pattern) {
      return live.getOrDefault(pattern, "").equals("allow-all");
    }

    private boolean wroteFinding() {
      return PATTERNS.stream().anyMatch(pattern -> isOpen(pattern) && !isExempt(pattern));
    }

    /** Without its tags it would not be exempt. */
    private boolean wroteWhatTagsExempt() {
      return PATTERNS.stream()
          .filter(this::isOpen)
          .anyMatch(pattern -> isExempt(pattern) && !isExempt(pattern, Map.of()));
    }

    /** A notice fails; the event comes again. */
    void deliver() {
      cloud.failingNotices = 1;
      boolean isGoneFirst = isGone;
      Optional<CallOutcome> came = Optional.empty();
      boolean isKept = false;
      for (int tries = 0; tries < 3 && came.isEmpty(); tries++) {
        if (isGoneFirst) {
          cloud.reads.add(Distributions.Read.Missing::new);
        }
        try {
          came = Optional.of(handle());
        } catch (TryAgainException e) {
          isKept = tries == 2;
        }
      }
      boolean isTold = !cloud.told.isEmpty();
      if (wroteFinding()) {
        assertTrue(isTold || isKept, "it was out of policy, and nobody hears of it: " + came);
      }
      if (cloud.writesSeen() > 0) {
        assertTrue(isTold || isKept, "a write that nobody hears of");
        assertEquals(Mode.REMEDIATE, mode);
      }
      for (String pattern : PATTERNS) {
        if (isOpen(pattern) && isExempt(pattern) && !isPutRight) {
          assertEquals("allow-all", liveNow(pattern), "it is exempt, and was written");
        }
      }
      boolean isLeftOpen =
          PATTERNS.stream()
              .anyMatch(pattern -> liveNow(pattern).equals("allow-all") && !isExempt(pattern));
      if (isLeftOpen && !isGone) {
        came.ifPresent(outcome -> assertFalse(saysThatAllIsWell(outcome.outcome()), "it is not"));
      }
      boolean isLeftExempt = !isPutRight && !isGone && !wroteFinding();
      if (isUnreadableRecord && !isLeftExempt) {
        assertTrue(isTold || isKept, "what it wrote is not known, and nobody hears of it: " + came);
      }
      if (isReadable && isLeftExempt && wroteWhatTagsExempt() && !byGuard) {
        assertTrue(isTold, "whoever may tag decided, and nobody hears of it");
      }
    }

    private static boolean saysThatAllIsWell(Outcome outcome) {
      return outcome instanceof Outcome.InPolicy
          || outcome instanceof Outcome.AlreadyBack
          || outcome instanceof Outcome.Exempt;
    }

    /** Somebody sets or removes tags of a distribution that is out of policy. */
    void tag() {
      cloud = cloud();
      List<String> keys = List.of(oneOf(KEYS), oneOf(KEYS));
      String[] named = keys.toArray(String[]::new);
      Events event = random.nextBoolean() ? Events.tagging(named) : Events.untagging(named);
      boolean isKept = false;
      try {
        var _ = handle(new Trigger.Called(tagged(event), /* isRepeat= */ false));
      } catch (TryAgainException e) {
        isKept = true;
      }
      if (!isPutRight && wroteFinding() && keys.stream().anyMatch(this::mayDecide)) {
        assertTrue(isKept || !cloud.told.isEmpty(), "nobody hears of the drift: " + keys);
      }
    }

    private static TagChange tagged(Events event) {
      return (TagChange) CloudTrailEvent.of(event.scheduledEvent());
    }

    private String oneOf(List<String> all) {
      return all.get(random.nextInt(all.size()));
    }

    /** A key that is hidden may be any. */
    private boolean mayDecide(String key) {
      Set<String> named = new HashSet<>(ownersMayExempt ? Set.of(TAG) : Set.of());
      rules.stream()
          .filter(rule -> rule.has("tags"))
          .forEach(rule -> named.addAll(rule.getObject("tags").keySet()));
      return named.contains(key) || (key.startsWith("HIDDEN") && !named.isEmpty());
    }

    private CallOutcome handle() {
      return handle(
          new Trigger.Called(
              (DistributionChange) CloudTrailEvent.of(event().scheduledEvent()),
              /* isRepeat= */ false));
    }

    private CallOutcome handle(Trigger.Called called) {
      return new HttpsGuard(
              policy(),
              mode,
              Events.GUARD_ROLE,
              cloud,
              cloud,
              Clock.fixed(GuardFixture.NOW, ZoneOffset.UTC),
              _ -> {})
          .handle(called, () -> Duration.ofMinutes(1));
    }

    private String liveNow(String pattern) {
      return cloud.live.document().config().behaviors().stream()
          .filter(
              behavior ->
                  behavior.isDefault() ? pattern.equals("*") : behavior.label().equals(pattern))
          .map(CacheBehavior::viewerProtocolPolicy)
          .findFirst()
          .orElseThrow()
          .value();
    }

    /** What an audit says of it, who may not see the tags either. */
    void audit() {
      DistributionConfig config = config().document().config();
      Report report =
          new Audit(policy(), mode, listing(config), Clock.fixed(GuardFixture.NOW, ZoneOffset.UTC))
              .run(
                  "495b12a8",
                  "111122223333",
                  Optional.empty(),
                  1_000_000,
                  () -> Duration.ofMinutes(1));
      Report.Totals totals = report.totals();
      int told =
          totals.of(Standing.DRIFTED)
              + totals.of(Standing.UNDECIDED)
              + totals.of(Standing.NOTIFY_ONLY);
      if (wroteFinding()) {
        assertEquals(1, told, "an audit does not see it: " + totals);
      } else {
        assertEquals(
            0,
            totals.of(Standing.DRIFTED),
            "an audit has it repaired, and it is exempt: " + totals);
      }
    }

    private Listing listing(DistributionConfig config) {
      return new Listing() {
        @Override
        public DistributionPage page(Optional<String> marker, TimeLeft timeLeft) {
          return new DistributionPage(
              List.of(
                  new DistributionPage.Entry.Judgeable(
                      new ListedDistribution(
                          new DistributionId(Events.ID),
                          Optional.empty(),
                          Optional.empty(),
                          config,
                          DependentResources.NONE))),
              Optional.empty());
        }

        @Override
        public Distributions.Tags tags(
            DistributionId distribution, String account, TimeLeft timeLeft) {
          return cloud.tags.get();
        }
      };
    }

    @Override
    public String toString() {
      return JsonWriter.string(new JsonArray(rules))
          + (ownersMayExempt ? " with owners' tags, " : ", ")
          + mode
          + ", tags "
          + tags
          + (isReadable ? ", " : " that cannot be read, ")
          + live
          + (byGuard ? " by the guard" : "")
          + (isGone ? ", gone" : "")
          + (isPutRight ? ", put right" : "")
          + (isUnreadableRecord ? ", in a record that cannot be read" : "");
    }
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
