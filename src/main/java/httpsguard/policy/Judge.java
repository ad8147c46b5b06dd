package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one config of one distribution on one day. */
final class Judge {
  private final HttpsPolicy policy;
  private final Subject subject;
  private final LocalDate today;
  private final TagClaim tagClaim;
  private final Set<Exemption> ended = new LinkedHashSet<>();

  Judge(HttpsPolicy policy, Subject subject, LocalDate today) {
    this.policy = policy;
    this.subject = subject;
    this.today = today;
    tagClaim =
        policy
            .exemptionTag()
            .map(
                tag ->
                    subject
                        .tags()
                        .map(tags -> tag.read(tags, today))
                        .orElseGet(TagClaim.Unknown::new))
            .orElseGet(TagClaim.Off::new);
  }

  Assessment assess(DistributionConfig config) {
    List<JudgedBehavior> judged = new ArrayList<>();
    for (CacheBehavior behavior : config.behaviors()) {
      List<Origin> origins = config.originsOf(behavior);
      judged.add(new JudgedBehavior(behavior, origins, verdict(behavior, origins)));
    }
    return new Assessment(config.enabled(), judged, tagClaim, List.copyOf(ended));
  }

  private Verdict verdict(CacheBehavior behavior, List<Origin> origins) {
    if (origins.stream().noneMatch(Origin::isS3)) {
      return new Verdict.NotS3();
    }
    if (!behavior.viewerProtocolPolicy().servesHttp()) {
      return new Verdict.InPolicy();
    }
    Optional<Verdict> byRule = byRule(behavior);
    Verdict verdict = byRule.orElseGet(this::byTag);
    switch (verdict) {
      case Verdict.Finding(var _) -> ended.addAll(endedFor(behavior));
      case Verdict.NotS3(), Verdict.InPolicy(), Verdict.Exempt(var _) -> {
        // Nothing is missing.
      }
    }
    return verdict;
  }

  private Optional<Verdict> byRule(CacheBehavior behavior) {
    for (int index = 0; index < policy.rules().size(); index++) {
      Rule rule = policy.rules().get(index);
      Optional<Rule.Ruling> ruling = rule.rulingOn(today);
      if (ruling.isPresent() && rule.scope().fits(subject, behavior)) {
        return Optional.of(verdict(ruling.get(), index));
      }
    }
    return Optional.empty();
  }

  private static Verdict verdict(Rule.Ruling ruling, int index) {
    return switch (ruling) {
      case Rule.Ruling.Require(var policy) -> new Verdict.Finding(policy);
      case Rule.Ruling.Allow(var until, var reason) ->
          new Verdict.Exempt(new Exemption(until, reason, new Exemption.Source.ByRule(index)));
    };
  }

  private Verdict byTag() {
    return switch (tagClaim) {
      case TagClaim.Granted(var exemption) -> new Verdict.Exempt(exemption);
      case TagClaim.Off(),
          TagClaim.Unknown(),
          TagClaim.Absent(var _),
          TagClaim.Refused(var _, var _, var _) ->
          new Verdict.Finding(policy.policy());
    };
  }

  private List<Exemption> endedFor(CacheBehavior behavior) {
    List<Exemption> exemptions = new ArrayList<>();
    for (int index = 0; index < policy.rules().size(); index++) {
      Rule rule = policy.rules().get(index);
      if (rule.ruling().orElse(null) instanceof Rule.Ruling.Allow(var until, var reason)
          && today.isAfter(until)
          && rule.scope().fits(subject, behavior)) {
        exemptions.add(new Exemption(until, reason, new Exemption.Source.ByRule(index)));
      }
    }
    return exemptions;
  }
}
