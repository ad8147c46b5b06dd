package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.Origin;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Rule.Ruling;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
            .<TagClaim>map(tag -> tag.read(subject.tags(), today))
            .orElseGet(TagClaim.Off::new);
  }

  Assessment assess(DistributionConfig config) {
    List<JudgedBehavior> judged = new ArrayList<>();
    for (CacheBehavior behavior : config.behaviors()) {
      List<Origin> origins = config.originsOf(behavior);
      judged.add(new JudgedBehavior(behavior, origins, verdict(config, behavior, origins)));
    }
    return new Assessment(config.enabled(), judged, tagClaim, List.copyOf(ended));
  }

  private Verdict verdict(DistributionConfig config, CacheBehavior behavior, List<Origin> origins) {
    boolean isS3 = origins.stream().anyMatch(Origin::isS3);
    if (!isS3 && origins.stream().noneMatch(Origin::isPerhapsS3)) {
      return new Verdict.NotS3();
    }
    ViewerProtocolPolicy now = behavior.viewerProtocolPolicy();
    if (now.requiresHttps()) {
      return new Verdict.InPolicy();
    }
    Verdict.Decided decided = decided(behavior, 0);
    if (decided instanceof Verdict.Exempt) {
      return decided;
    }
    if (decided instanceof Verdict.Finding) {
      ended.addAll(endedFor(behavior));
    }
    if (!now.isKnown()) {
      return new Verdict.Unjudgeable("ViewerProtocolPolicy", now.value());
    }
    return switch (config.overHttps(behavior)) {
      case SERVED -> isS3 ? decided : unjudgeable(origins);
      case FAILS -> new Verdict.Unservable();
      case UNKNOWN -> unjudgeable(origins);
    };
  }

  /** Whether something that is not known may exempt it, or demand more of it. */
  boolean isUndecided(CacheBehavior behavior) {
    return decided(behavior, 0) instanceof Verdict.Undecided;
  }

  private static Verdict.Unjudgeable unjudgeable(List<Origin> origins) {
    String settings = joined(origins, Origin::unknownSetting);
    return settings.isEmpty()
        ? new Verdict.Unjudgeable("OriginProtocolPolicy", joined(origins, Origin::unknownProtocol))
        : new Verdict.Unjudgeable("OriginConfig", settings);
  }

  private static String joined(List<Origin> origins, Function<Origin, Optional<String>> of) {
    return origins.stream().map(of).flatMap(Optional::stream).collect(Collectors.joining(", "));
  }

  /**
   * What the first rule decides that fits, or the tag.
   *
   * @param from the first rule that may decide
   */
  private Verdict.Decided decided(CacheBehavior behavior, int from) {
    if (from == policy.rules().size()) {
      return byTag();
    }
    Rule rule = policy.rules().get(from);
    Optional<Ruling> ruling = rule.rulingOn(today);
    if (ruling.isEmpty()) {
      return decided(behavior, from + 1);
    }
    return switch (rule.scope().fit(subject, behavior)) {
      case YES -> verdict(ruling.get(), from);
      case PERHAPS -> either(ruling.get(), decided(behavior, from + 1));
      case NO -> decided(behavior, from + 1);
    };
  }

  private static Verdict.Decided verdict(Ruling ruling, int index) {
    return switch (ruling) {
      case Ruling.Require(var policy) -> new Verdict.Finding(policy);
      case Ruling.Allow allow -> new Verdict.Exempt(allow.exemption(index));
    };
  }

  /** Where it is not known whether a rule decides, or what comes behind it. */
  private static Verdict.Decided either(Ruling ruling, Verdict.Decided otherwise) {
    return switch (otherwise) {
      case Verdict.Exempt(var exemption) ->
          ruling instanceof Ruling.Require(var policy)
              ? new Verdict.Undecided(policy, Optional.of(exemption))
              : otherwise;
      case Verdict.Finding(var to) ->
          ruling.equals(new Ruling.Require(to))
              ? otherwise
              : new Verdict.Undecided(to, Optional.empty());
      case Verdict.Undecided _ -> otherwise;
    };
  }

  private Verdict.Decided byTag() {
    return switch (tagClaim) {
      case TagClaim.Granted(var exemption) -> new Verdict.Exempt(exemption);
      case TagClaim.Unknown() -> new Verdict.Undecided(policy.policy(), Optional.empty());
      case TagClaim.Off _, TagClaim.Absent _, TagClaim.Refused _ ->
          new Verdict.Finding(policy.policy());
    };
  }

  private List<Exemption> endedFor(CacheBehavior behavior) {
    List<Exemption> exemptions = new ArrayList<>();
    for (int index = 0; index < policy.rules().size(); index++) {
      Rule rule = policy.rules().get(index);
      if (rule.ruling().orElse(null) instanceof Ruling.Allow allow
          && today.isAfter(allow.until())
          && rule.scope().fit(subject, behavior) == Scope.Fit.YES) {
        exemptions.add(allow.exemption(index));
      }
    }
    return exemptions;
  }
}
