package httpsguard;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.AuditedDistributions.Kind;
import httpsguard.AuditedDistributions.Live;
import httpsguard.audit.Audit;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportReader;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TimeLeft;
import httpsguard.json.Field;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** An account with its audit and its guard, in memory; nothing is kept from audit to audit. */
final class AuditedAccount implements Notices {
  private static final Duration INVOCATION = Duration.ofMinutes(15);
  private static final HttpsPolicy POLICY = HttpsPolicy.parse("redirect-to-https");

  private final Random random;
  private final Duration interval;
  private final AuditedDistributions cloud;
  private final int room;
  private final int maxRepairs;
  private int repairsBefore;
  private int longestWait;

  private AuditedAccount(long seed, Duration interval, int room, boolean isCapped) {
    random = new Random(seed);
    cloud = new AuditedDistributions(random);
    this.interval = interval;
    this.room = room;
    int refused = 11 + random.nextInt(30);
    maxRepairs = isCapped ? 10 : 1000;
    cloud.add(Kind.REFUSED, refused, cloud.now.minus(Duration.ofDays(90)));
    // An old one that can be repaired waits for whoever runs the guard, where there are too many.
    Instant old = cloud.now.minus(Duration.ofDays(30));
    cloud.add(Kind.WRITABLE, isCapped ? 0 : random.nextInt(40), old);
    cloud.add(Kind.THROTTLED, isCapped ? 0 : random.nextInt(15), old);
  }

  static AuditedAccount random(long seed, Duration interval) {
    return new AuditedAccount(
        seed, interval, seed % 2 == 0 ? 190_000 : 9_000, /* isCapped= */ seed % 3 == 0);
  }

  /** What AWS always refuses is more than the default cap, and old ones can be repaired. */
  static AuditedAccount overTheCap(long seed) {
    AuditedAccount account = new AuditedAccount(seed, Duration.ofHours(6), 190_000, true);
    Instant old = account.cloud.now.minus(Duration.ofDays(30));
    account.cloud.add(Kind.WRITABLE, 1 + account.random.nextInt(12), old);
    account.cloud.add(Kind.THROTTLED, account.random.nextInt(3), old);
    return account;
  }

  /** Nothing is refused, and all look as if the policy were wrong. */
  AuditedAccount ofNoneRefused() {
    cloud.all.values().removeIf(live -> live.kind != Kind.WRITABLE);
    cloud.add(Kind.WRITABLE, 30, cloud.now.minus(Duration.ofDays(30)));
    return this;
  }

  /** Nothing else, and no cap. */
  AuditedAccount ofRefusedOnly() {
    AuditedAccount only = new AuditedAccount(random.nextLong(), interval, room, false);
    only.cloud.all.values().removeIf(live -> live.kind != Kind.REFUSED);
    return only;
  }

  Set<String> ids(Kind kind) {
    return cloud.ids(kind);
  }

  /** One drifts, and its event is lost; or somebody puts one right. */
  void peopleAct() {
    switch (random.nextInt(4)) {
      case 0 -> cloud.add(Kind.WRITABLE, 1 + random.nextInt(2), cloud.now);
      case 1 ->
          cloud.all.values().stream()
              .filter(live -> live.kind != Kind.REFUSED && live.isDrifted)
              .skip(random.nextInt(5))
              .findFirst()
              .ifPresent(cloud::putRight);
      default -> {
        // Nobody does anything.
      }
    }
  }

  /** The next one, and what the guard makes of its report. */
  ReportOutcome audit(Report.Purpose purpose) {
    cloud.writes = 0;
    repairsBefore = cloud.repairs;
    cloud.now = cloud.now.plus(interval);
    Clock clock = Clock.fixed(cloud.now, ZoneOffset.UTC);
    Report found =
        ReportJson.fitted(
            new Audit(POLICY, Mode.REMEDIATE, cloud, clock)
                .run("r", "111122223333", Optional.of(purpose), room, () -> INVOCATION),
            room);
    cloud.timeLeft = INVOCATION;
    var guard =
        new HttpsGuard(POLICY, Mode.REMEDIATE, Events.GUARD_ROLE, cloud, this, clock, _ -> {});
    ReportOutcome outcome =
        new AuditRemediation(guard, maxRepairs, Optional.of(interval))
            .handle(handedOver(found), /* isRepeat= */ false, () -> cloud.timeLeft);
    for (Live live : cloud.all.values()) {
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
    return cloud.all.values().stream()
        .filter(live -> live.kind != Kind.REFUSED && live.isDrifted)
        .count();
  }

  int maxRepairs() {
    return maxRepairs;
  }

  /** Those that were refused or not answered included. */
  int writesOfThisAudit() {
    return cloud.writes;
  }

  int repairs() {
    return cloud.repairs;
  }

  int repairsOfThisAudit() {
    return cloud.repairs - repairsBefore;
  }

  /** In audits, of what can be repaired. */
  int longestWait() {
    return longestWait;
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
