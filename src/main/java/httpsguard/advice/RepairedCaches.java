package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.advice.CachedCopies.OverHttp;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.Assessment;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** How to invalidate what CloudFront has cached for all that an audit had repaired. */
final class RepairedCaches {
  /** If there are more, one command for all of them invalidates everything. */
  private static final int MOST_EXACT = 3;

  /** A longer command is of no use to a reader. */
  private static final int MOST_IN_LOOP = 60;

  private RepairedCaches() {}

  static List<Step> clear(List<Outcome.Repaired> repaired) {
    List<Step> steps = new ArrayList<>();
    boolean areFew = repaired.size() <= MOST_EXACT;
    repaired.stream()
        .filter(each -> areFew || isMultiTenant(each))
        .limit(MOST_EXACT)
        .forEach(each -> steps.add(clearOne(each)));
    List<Outcome.Repaired> rest =
        repaired.stream().filter(each -> !areFew && !isMultiTenant(each)).toList();
    steps.addAll(inLoop(rest, each -> overHttp(each) != OverHttp.ALL, CachedCopies::clearAll));
    steps.addAll(
        inLoop(
            rest, each -> overHttp(each) != OverHttp.NONE, CachedCopies::clearAllAfterTheOrigins));
    return steps;
  }

  private static List<Step> inLoop(
      List<Outcome.Repaired> repaired,
      Predicate<Outcome.Repaired> wanted,
      Function<List<String>, Step> clear) {
    List<Step> steps = new ArrayList<>();
    List<String> ids =
        repaired.stream().filter(wanted).map(each -> each.about().distribution().value()).toList();
    if (!ids.isEmpty()) {
      steps.add(clear.apply(ids.stream().limit(MOST_IN_LOOP).toList()));
    }
    if (ids.size() > MOST_IN_LOOP) {
      steps.add(
          Step.of(
              "Do the same for the other %d repaired distributions, which are listed below."
                  .formatted(ids.size() - MOST_IN_LOOP)));
    }
    return steps;
  }

  private static Step clearOne(Outcome.Repaired repaired) {
    Assessment found = repaired.found();
    return CachedCopies.clear(repaired.about(), found.findings(), found.behaviors());
  }

  private static OverHttp overHttp(Outcome.Repaired repaired) {
    Assessment found = repaired.found();
    return CachedCopies.overHttp(found.findings(), found.behaviors());
  }

  private static boolean isMultiTenant(Outcome.Repaired repaired) {
    return repaired.about().kind().equals(Optional.of(DistributionKind.MULTI_TENANT));
  }
}
