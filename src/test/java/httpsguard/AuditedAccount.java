package httpsguard;

import static java.util.Objects.requireNonNull;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.audit.Audit;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportReader;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.ListedDistribution;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.json.Field;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An account with its audit and its guard, in memory; nothing is kept from audit to audit. */
final class AuditedAccount implements Distributions, Listing, Notices {
  private static final Duration INVOCATION = Duration.ofMinutes(15);
  private static final HttpsPolicy POLICY = HttpsPolicy.parse("redirect-to-https");
  private static final DistributionDocument SMALL = Configs.config().document();
  private static final DistributionDocument LARGE = large();
  private static final DistributionDocument IN_POLICY =
      Configs.config().defaultTo("s3", "https-only").document();

  private final Random random;
  private final Duration interval;
  private final Map<DistributionId, Live> all =
      new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
  private final int room;
  private final int maxRepairs;
  private Instant now = Instant.parse("2026-11-24T10:17:00Z");
  private Duration timeLeft = INVOCATION;
  private int writes;
  private int repairsBefore;
  private int repairs;
  private int longestWait;

  /** What happens to whoever writes it. */
  enum Kind {
    WRITABLE,
    THROTTLED,
    REFUSED
  }

  private static final class Live {
    private final Kind kind;
    private DistributionDocument document;
    private Instant lastModified;
    private boolean isDrifted = true;
    private int auditsSinceDrift;

    Live(Kind kind, DistributionDocument document, Instant lastModified) {
      this.kind = kind;
      this.document = document;
      this.lastModified = lastModified;
    }
  }

  private AuditedAccount(long seed, Duration interval, int room, boolean isCapped) {
    random = new Random(seed);
    this.interval = interval;
    this.room = room;
    int refused = 11 + random.nextInt(30);
    maxRepairs = isCapped ? 10 : 1000;
    add(Kind.REFUSED, refused, now.minus(Duration.ofDays(90)));
    // An old one that can be repaired waits for whoever runs the guard, where there are too many.
    add(Kind.WRITABLE, isCapped ? 0 : random.nextInt(40), now.minus(Duration.ofDays(30)));
    add(Kind.THROTTLED, isCapped ? 0 : random.nextInt(15), now.minus(Duration.ofDays(30)));
  }

  static AuditedAccount random(long seed, Duration interval) {
    return new AuditedAccount(
        seed, interval, seed % 2 == 0 ? 190_000 : 9_000, /* isCapped= */ seed % 3 == 0);
  }

  /** What AWS always refuses is more than the default cap, and old ones can be repaired. */
  static AuditedAccount overTheCap(long seed) {
    AuditedAccount account = new AuditedAccount(seed, Duration.ofHours(6), 190_000, true);
    Instant old = account.now.minus(Duration.ofDays(30));
    account.add(Kind.WRITABLE, 1 + account.random.nextInt(12), old);
    account.add(Kind.THROTTLED, account.random.nextInt(3), old);
    return account;
  }

  /** Nothing is refused, and all look as if the policy were wrong. */
  AuditedAccount ofNoneRefused() {
    all.values().removeIf(live -> live.kind != Kind.WRITABLE);
    add(Kind.WRITABLE, 30, now.minus(Duration.ofDays(30)));
    return this;
  }

  /** Nothing else, and no cap. */
  AuditedAccount ofRefusedOnly() {
    AuditedAccount only = new AuditedAccount(random.nextLong(), interval, room, false);
    only.all.values().removeIf(live -> live.kind != Kind.REFUSED);
    return only;
  }

  private void add(Kind kind, int count, Instant lastModified) {
    for (int n = 0; n < count; n++) {
      DistributionId id = new DistributionId("E" + (1_000_000 + random.nextInt(9_000_000)));
      all.put(id, new Live(kind, random.nextInt(3) == 0 ? SMALL : LARGE, lastModified));
    }
  }

  private static DistributionDocument large() {
    Configs config = Configs.config();
    for (int n = 0; n < 8; n++) {
      config.path("/" + "x".repeat(240) + n, "s3", "allow-all");
    }
    return config.document();
  }

  Set<String> ids(Kind kind) {
    return all.entrySet().stream()
        .filter(each -> each.getValue().kind == kind)
        .map(each -> each.getKey().value())
        .collect(Collectors.toSet());
  }

  /** One drifts, and its event is lost; or somebody puts one right. */
  void peopleAct() {
    switch (random.nextInt(4)) {
      case 0 -> add(Kind.WRITABLE, 1 + random.nextInt(2), now);
      case 1 ->
          all.values().stream()
              .filter(live -> live.kind != Kind.REFUSED && live.isDrifted)
              .skip(random.nextInt(5))
              .findFirst()
              .ifPresent(live -> replace(live, IN_POLICY));
      default -> {
        // Nobody does anything.
      }
    }
  }

  /** The next one, and what the guard makes of its report. */
  ReportOutcome audit(Report.Purpose purpose) {
    writes = 0;
    repairsBefore = repairs;
    now = now.plus(interval);
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Report found =
        ReportJson.fitted(
            new Audit(POLICY, Mode.REMEDIATE, this, clock)
                .run("r", "111122223333", Optional.of(purpose), room, () -> INVOCATION),
            room);
    timeLeft = INVOCATION;
    var guard =
        new HttpsGuard(POLICY, Mode.REMEDIATE, Events.GUARD_ROLE, this, this, clock, _ -> {});
    ReportOutcome outcome =
        new AuditRemediation(guard, maxRepairs, Optional.of(interval))
            .handle(handedOver(found), /* isRepeat= */ false, () -> timeLeft);
    for (Live live : all.values()) {
      live.auditsSinceDrift = live.isDrifted ? live.auditsSinceDrift + 1 : 0;
      if (live.kind != Kind.REFUSED) {
        longestWait = Math.max(longestWait, live.auditsSinceDrift);
      }
    }
    return outcome;
  }

  /** On its way somebody may have lessened its totals. */
  private Report handedOver(Report report) {
    try {
      JsonObject json = JsonParser.object().from(ReportJson.line(report, Optional.empty()));
      if (random.nextInt(4) == 0) {
        json.getObject("totals").put("drifted", random.nextInt(3));
      }
      return ReportReader.read(Field.of("report", json));
    } catch (JsonParserException e) {
      throw new AssertionError(e);
    }
  }

  /** How many are out of policy that can be repaired. */
  long left() {
    return all.values().stream()
        .filter(live -> live.kind != Kind.REFUSED && live.isDrifted)
        .count();
  }

  int maxRepairs() {
    return maxRepairs;
  }

  /** Those that were refused or not answered included. */
  int writesOfThisAudit() {
    return writes;
  }

  int repairs() {
    return repairs;
  }

  int repairsOfThisAudit() {
    return repairs - repairsBefore;
  }

  /** In audits, of what can be repaired. */
  int longestWait() {
    return longestWait;
  }

  @Override
  public DistributionPage page(Optional<String> marker, TimeLeft within) {
    return new DistributionPage(
        all.entrySet().stream()
            .<DistributionPage.Entry>map(
                each ->
                    new DistributionPage.Entry.Judgeable(
                        new ListedDistribution(
                            each.getKey(),
                            Optional.empty(),
                            Optional.of(each.getValue().lastModified),
                            each.getValue().document.config(),
                            DependentResources.NONE)))
            .toList(),
        Optional.empty());
  }

  @Override
  public Distributions.Read read(DistributionId distribution, TimeLeft within) {
    timeLeft = timeLeft.minusMillis(300);
    return new Read.Found(new VersionedConfig("E1", live(distribution).document));
  }

  @Override
  public Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft within) {
    Live live = live(distribution);
    writes++;
    return switch (live.kind) {
      case REFUSED -> {
        timeLeft = timeLeft.minusSeconds(40);
        yield new Replaced.Refused(
            new Refusal("UpdateDistribution", "AccessDenied", "not authorized", "r"));
      }
      case THROTTLED ->
          random.nextInt(3) > 0 ? throttled() : accepted(distribution, live, document);
      case WRITABLE -> accepted(distribution, live, document);
    };
  }

  private Replaced throttled() {
    timeLeft = timeLeft.minusSeconds(80);
    return new Replaced.Unanswered(new TryAgainException("UpdateDistribution was throttled"));
  }

  private Replaced accepted(DistributionId distribution, Live live, DistributionDocument document) {
    timeLeft = timeLeft.minusSeconds(20);
    replace(live, document);
    repairs++;
    return new Replaced.Accepted(
        new UpdatedDistribution(
            distribution.value(), "d111111abcdef8.cloudfront.net", document.config()));
  }

  /** By one that is in policy. */
  private void replace(Live live, DistributionDocument document) {
    live.document = document;
    live.lastModified = now;
    live.isDrifted = false;
  }

  private Live live(DistributionId distribution) {
    return requireNonNull(all.get(distribution));
  }

  @Override
  public Distributions.Tags tags(DistributionId distribution, String account, TimeLeft within) {
    return new Distributions.Tags.Found(Map.of());
  }

  @Override
  public Duration longest() {
    return Duration.ofSeconds(15);
  }

  @Override
  public void tell(CallOutcome.Told told, TimeLeft within) {
    throw new AssertionError("nobody called CloudFront");
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft within) {}

  @Override
  public void tellTest(String account, TimeLeft within) {
    throw new AssertionError("nobody asked for a test");
  }
}
