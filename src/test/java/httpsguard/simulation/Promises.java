package httpsguard.simulation;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the product promises, asserted at every write, every notice and every invocation's end, and
 * of all that is left in the end. What is true here is known from the simulation, not from the
 * product.
 */
final class Promises {
  private static final int MOST_WRITES = 5;

  private static final Pattern TO_REPAIR =
      Pattern.compile("\"drifted\":(\\d+),\"undecided\":(\\d+)");
  private static final Pattern HELD_BACK = Pattern.compile("\"HeldBack\":[1-9]");
  private static final Pattern HELD_BACK_FIRES = Pattern.compile("\"AuditHeldBack\":[1-9]");

  /** No audit is as near behind another one. */
  private static final Duration FRESH = Duration.ofMinutes(30);

  private final World world;
  private final Claims claims;
  private final CloudFront cloudFront;
  private final TreeMap<String, CloudTrail> owed = new TreeMap<>();
  private final Set<String> told = new HashSet<>();

  Promises(World world, CloudFront cloudFront) {
    this.world = world;
    this.cloudFront = cloudFront;
    claims = new Claims(world);
  }

  /** EventBridge has it: it is not to be lost any more. */
  void isOnItsWay(CloudTrail record) {
    if (record.owesNotice()) {
      owed.put(record.eventId(), record);
    }
  }

  void asksToWrite(Invocation invocation, DistributionId distribution) {
    int writes = invocation.writes.merge(distribution, 1, Integer::sum);
    if (writes == MOST_WRITES) {
      world.saw(Sighting.RACES_GIVEN_UP);
    }
    require(writes <= MOST_WRITES, invocation, "wrote to " + distribution + " again and again");
  }

  /**
   * The guard's write replaces the live config.
   *
   * @return what it wrote
   */
  SiteConfig writes(Invocation invocation, Site site, DistributionDocument document) {
    SiteConfig before = site.live.config();
    SiteConfig written = before.withPoliciesOf(document.bytes());
    String what = "wrote to " + site.id + ", " + before + " as " + written;
    require(
        Arrays.equals(written.bytes(), document.bytes()),
        invocation,
        what + ", and changed more than viewer protocol policies");
    for (int i = 0; i < before.behaviors().size(); i++) {
      SiteConfig.Behavior was = before.behaviors().get(i);
      SiteConfig.Behavior is = written.behaviors().get(i);
      require(
          was.equals(is) || (was.isDrift() && is.policy().equals(SiteConfig.POLICY)),
          invocation,
          what + ", and that is no repair");
    }
    require(before.isDrifted() && !written.isDrifted(), invocation, what + " without need");
    require(invocation.repairs(), invocation, what + " in mode notify");
    require(
        invocation.tags.containsKey(site.id) && !claims.isExempt(invocation, site.id),
        invocation,
        what + ", which is exempt or may be");
    world.saw(Sighting.GUARD_WRITE, () -> invocation.name() + " " + site.id);
    if (invocation.trigger.isEmpty()) {
      world.saw(Sighting.REPAIRED_BY_AUDIT);
    }
    return written;
  }

  /** A notice about a call was published. */
  void told(Invocation invocation, CallOutcome.Told notice) {
    CloudTrail record = invocation.trigger.orElseThrow();
    world.say(
        () -> invocation.name() + " tells " + notice.outcome().name() + " " + record.eventId());
    require(
        notice.trigger().call().eventId().equals(record.eventId()),
        invocation,
        "told of another call");
    claims.check(invocation, record.site(), notice.outcome());
    claims.checkOwn(invocation, record, notice);
    told.add(record.eventId());
    name(invocation, record.site(), tells(notice.outcome()) || notice.trigger().isRepeat());
  }

  /** A report's notice was published. */
  void told(Invocation invocation, ReportOutcome notice) {
    invocation.toldReport = true;
    for (ReportOutcome.Handled handled : notice.handled()) {
      Site site =
          cloudFront.all().stream()
              .filter(each -> each.id.equals(handled.found().id()))
              .findFirst()
              .orElseThrow();
      world.say(() -> invocation.name() + " reports " + handled.outcome().name() + " " + site.id);
      claims.check(invocation, site, handled.outcome());
      name(invocation, site, tells(handled.outcome()) || handled.isPartlyPutRight());
      if (notice.isRepeat() && handled.outcome() instanceof Outcome.Failed) {
        site.untold.clear();
      }
    }
  }

  private static boolean tells(Outcome outcome) {
    return outcome instanceof Outcome.Repaired
        || outcome instanceof Outcome.AlreadyBack
        || outcome instanceof Outcome.Gone;
  }

  /**
   * @param tellsOfWrites whether the notice says that the guard wrote, or may have
   */
  private void name(Invocation invocation, Site site, boolean tellsOfWrites) {
    site.named = world.time().now();
    invocation.told.add(site.id);
    if (tellsOfWrites) {
      site.untold.removeIf(wrote -> invocation.hasLookedSince(site.id, wrote));
    }
  }

  /** An invocation of the guard ended without an error. */
  void answered(Invocation invocation, WorkQueue.Message message, String log) {
    message.record.ifPresentOrElse(
        record -> requireTold(invocation, record), () -> requireTold(invocation, message, log));
  }

  private void requireTold(Invocation invocation, CloudTrail record) {
    Optional<Site.Version> read = Optional.ofNullable(invocation.read.get(record.site().id));
    boolean sawDrift =
        read.filter(version -> version.config().isDrifted()).isPresent()
            && !claims.isExempt(invocation, record.site().id);
    require(
        !sawDrift || record.byGuard() || invocation.told.contains(record.site().id),
        invocation,
        "saw drift of " + record.site().id + " and told nobody");
    require(
        !record.owesNotice() || told.contains(record.eventId()),
        invocation,
        "told nobody of " + record.eventId());
  }

  private void requireTold(Invocation invocation, WorkQueue.Message message, String log) {
    if (log.contains("a report that waited until a later audit was due")) {
      // QueuedWorkTest shows when it may be: what it found, the later audit finds.
      return;
    }
    Matcher totals = TO_REPAIR.matcher(message.body);
    require(totals.find(), invocation, "a report without totals: " + message.body);
    int toRepair = Integer.parseInt(totals.group(1)) + Integer.parseInt(totals.group(2));
    require(
        invocation.wrote.size() <= invocation.maxRepairs(), invocation, "wrote more than the cap");
    boolean isFresh = world.time().now() - message.made < FRESH.toMillis();
    if (HELD_BACK.matcher(log).find()) {
      world.saw(Sighting.HELD_BACK);
      require(
          HELD_BACK_FIRES.matcher(log).find() || !isFresh,
          invocation,
          "held back, and no metric says so: " + log);
      if (!invocation.wrote.isEmpty()) {
        world.saw(Sighting.REPAIRED_THOUGH_TOO_MANY);
      }
    }
    boolean isDaily = message.body.contains("\"purpose\":\"report\"");
    require(
        toRepair == 0 || !isDaily || invocation.toldReport,
        invocation,
        "the daily report was not told");
  }

  /** An invocation did not come to an end of its own. */
  void died(Invocation invocation, Invocation.Killed how) {
    require(
        !how.isTimeOut() || invocation.isFrozen(),
        invocation,
        "did not end before its time was over");
    boolean isUntold = invocation.isBetweenWriteAndNotice();
    world.saw(
        how.isTimeOut() ? Sighting.TIME_OUT : Sighting.CRASH,
        () -> invocation.name() + (isUntold ? " between write and notice" : ""));
    if (isUntold) {
      world.saw(
          how.isTimeOut()
              ? Sighting.TIME_OUT_BETWEEN_WRITE_AND_NOTICE
              : Sighting.CRASH_BETWEEN_WRITE_AND_NOTICE);
    }
  }

  void gaveUp(WorkQueue.Message message) {
    // What SQS hands out twice at once counts as received, too.
    Duration tried =
        Duration.ofMillis(message.lastReceived - message.firstReceived)
            .plus(QueueSettings.deployed().visibility().multipliedBy(message.duplicates));
    if (tried.compareTo(QueueSettings.BORNE_OUTAGE) < 0) {
      throw new AssertionError("message " + message.number + " was given up after " + tried);
    }
  }

  /**
   * After the operator put back what was given up, and quiet days.
   *
   * @param reported when the last day began: what stays has to stand in a report since, and what
   *     was exempt then may still be open
   */
  void requireNothingLeft(WorkQueue queue, long reported) {
    require(queue.waiting() == 0 && queue.failed() == 0, "messages are left");
    for (CloudTrail record : owed.values()) {
      require(
          told.contains(record.eventId()),
          "nobody was told of " + record.eventId() + " about " + record.site().id);
    }
    for (Site site : cloudFront.all()) {
      require(
          site.untold.isEmpty(),
          "writes to "
              + site.id
              + " were told to nobody: "
              + site.untold.stream().map(wrote -> world.time().at(wrote)).toList());
      require(
          !site.isToRepair(world.time().at(reported)) || (site.refuses && site.named >= reported),
          site.id + " is out of policy in the end: " + site.live.config());
    }
  }

  private static void require(boolean kept, Invocation invocation, String otherwise) {
    require(kept, invocation.name() + " " + otherwise);
  }

  static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new AssertionError(otherwise);
    }
  }
}
