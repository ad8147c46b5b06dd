package httpsguard.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong, and when. Rates are in percent.
 *
 * @param crash of invocations
 * @param freeze of invocations: they hang until Lambda ends them
 * @param lostAnswer of writes that CloudFront acted upon
 * @param lostEvent of those that CloudTrail hands to EventBridge
 * @param lateEvent of those: it takes hours
 * @param failedNotice of tries to publish
 * @param provoked of the guard's reads: somebody writes right behind it
 * @param updatesAMinute that CloudFront takes, in one account
 * @param sharedRate whether what others write counts towards it
 */
record Weather(
    double crash,
    double freeze,
    double lostAnswer,
    double lostEvent,
    double lateEvent,
    double failedNotice,
    double provoked,
    int updatesAMinute,
    boolean sharedRate,
    List<Spell> outages,
    List<Spell> slownesses,
    List<Spell> silences,
    List<Spell> fights) {

  /** From when to when, in milliseconds since the beginning. */
  record Spell(long from, long to) {
    boolean covers(long now) {
      return from <= now && now < to;
    }
  }

  Weather {
    outages = List.copyOf(outages);
    slownesses = List.copyOf(slownesses);
    silences = List.copyOf(silences);
    fights = List.copyOf(fights);
  }

  /** Nothing goes wrong, but CloudFront has its rate. */
  static Weather calm(int updatesAMinute) {
    return new Weather(
        0, 0, 0, 0, 0, 0, 0, updatesAMinute, true, List.of(), List.of(), List.of(), List.of());
  }

  Weather withOutage(Duration from, Duration to) {
    return new Weather(
        crash,
        freeze,
        lostAnswer,
        lostEvent,
        lateEvent,
        failedNotice,
        provoked,
        updatesAMinute,
        sharedRate,
        List.of(new Spell(from.toMillis(), to.toMillis())),
        slownesses,
        silences,
        fights);
  }

  /**
   * @param within which all spells are
   */
  static Weather drawn(Chance chance, Duration within) {
    return new Weather(
        chance.oneOf(List.of(0, 2, 5, 20)),
        chance.oneOf(List.of(0, 0, 1, 5)),
        chance.oneOf(List.of(0, 5, 30)),
        chance.oneOf(List.of(0, 1, 10)),
        chance.oneOf(List.of(0, 2, 10)),
        chance.oneOf(List.of(0, 2, 30)),
        chance.oneOf(List.of(0, 3, 20)),
        chance.from(2, 3),
        chance.onceIn(2),
        // Minutes to hours; some last longer than the queue tries.
        spells(chance, within, 3, Duration.ofMinutes(5), Duration.ofHours(12)),
        spells(chance, within, 2, Duration.ofHours(1), Duration.ofHours(30)),
        spells(chance, within, 1, Duration.ofMinutes(5), Duration.ofHours(12)),
        spells(chance, within, 3, Duration.ofMinutes(10), Duration.ofMinutes(90)));
  }

  private static List<Spell> spells(
      Chance chance, Duration within, int most, Duration shortest, Duration longest) {
    List<Spell> spells = new ArrayList<>();
    int count = chance.from(0, most);
    for (int i = 0; i < count; i++) {
      long lasts = chance.between(shortest, longest).toMillis();
      long from = chance.between(Duration.ZERO, within.minusMillis(lasts)).toMillis();
      spells.add(new Spell(from, from + lasts));
    }
    return spells;
  }

  /** CloudFront does not answer, or only with errors. */
  boolean isOutage(long now) {
    return covers(outages, now);
  }

  /** CloudFront answers late, or not before a try is given up. */
  boolean isSlow(long now) {
    return covers(slownesses, now);
  }

  /** SNS takes nothing. */
  boolean isSilence(long now) {
    return covers(silences, now);
  }

  /** An automation writes whenever the guard has read. */
  boolean isFight(long now) {
    return covers(fights, now);
  }

  private static boolean covers(List<Spell> spells, long now) {
    return spells.stream().anyMatch(spell -> spell.covers(now));
  }
}
