package httpsguard.policy;

import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Scope.Fit;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What viewers may use to reach S3. Drift is {@code allow-all} and nothing else: a behavior on
 * {@code redirect-to-https} or {@code https-only} is in policy under either.
 *
 * @param policy what findings are repaired to where no rule decides: {@code redirect-to-https} or
 *     {@code https-only}
 * @param rules the first that fits decides, for viewer protocol policies and for the mode apart
 * @param exemptionTag the tag with which owners exempt their own distribution; empty if none counts
 */
public record HttpsPolicy(
    ViewerProtocolPolicy policy, List<Rule> rules, Optional<ExemptionTag> exemptionTag) {

  /** In UTF-8. All environment variables of a function share 4 KB (Lambda quotas). */
  public static final int MAX_BYTES = 3 * 1024;

  /**
   * @throws IllegalArgumentException if the policy is neither {@code redirect-to-https} nor {@code
   *     https-only}
   */
  public HttpsPolicy {
    if (!policy.requiresHttps()) {
      throw new IllegalArgumentException("allowed: redirect-to-https, https-only");
    }
    rules = List.copyOf(rules);
  }

  /**
   * One without rules; owners may use the tag {@code https-guard-exempt}, for 365 days at most.
   *
   * @throws IllegalArgumentException if the policy is neither {@code redirect-to-https} nor {@code
   *     https-only}
   */
  public HttpsPolicy(ViewerProtocolPolicy policy) {
    this(policy, List.of(), Optional.of(ExemptionTag.DEFAULT));
  }

  /**
   * Reads a policy from one word ({@code redirect-to-https}, {@code https-only}) or a JSON document
   * of at most 3 KB; {@code docs/policy.md} describes it.
   *
   * @throws MalformedPolicyException if the text is neither; it names everything that is wrong
   */
  public static HttpsPolicy parse(String text) {
    return PolicyReader.read(text);
  }

  /** Whether a text is a JSON document, and not a word. */
  public static boolean isDocument(String text) {
    return text.stripLeading().startsWith("{");
  }

  /**
   * A document's JSON; what stands in it is not looked at.
   *
   * @throws MalformedPolicyException if the text is not a JSON object, or a name is there twice
   */
  public static Map<String, Object> document(String text) {
    return PolicyReader.json(text);
  }

  /**
   * Judges every cache behavior of a config.
   *
   * @param today the date in UTC
   */
  public Assessment assess(DistributionConfig config, Subject subject, LocalDate today) {
    return new Judge(this, subject, today).assess(config);
  }

  /**
   * What happens to findings on a distribution, as far as is known.
   *
   * @param setting what happens where no rule says; {@link Mode#NOTIFY} is never overruled
   */
  public Mode mode(Subject subject, Mode setting) {
    return anyNotifies(subject, Fit.YES) ? Mode.NOTIFY : setting;
  }

  /** Whether the mode may be {@link Mode#NOTIFY} by a rule that asks for what is not known. */
  public boolean mayNotify(Subject subject) {
    return anyNotifies(subject, Fit.PERHAPS);
  }

  private boolean anyNotifies(Subject subject, Fit fit) {
    return rules.stream().anyMatch(rule -> rule.notifyOnly() && rule.scope().fit(subject) == fit);
  }

  /**
   * Whether the tags must be known before the config is judged: it has something that leads to S3,
   * is on {@code allow-all} and is not exempt whatever the tags are; or something that cannot be
   * judged and that tags may exempt.
   *
   * @param subject without its tags
   * @param today the date in UTC
   */
  public boolean needsTags(DistributionConfig config, Subject subject, LocalDate today) {
    if (!consultsTags()) {
      return false;
    }
    Judge judge = new Judge(this, subject, today);
    Assessment untagged = judge.assess(config);
    return !untagged.drift().isEmpty()
        || untagged.leftOpen().stream().anyMatch(judged -> judge.isUndecided(judged.behavior()));
  }

  /** Whether an exemption depends on tags, and so on everyone who may tag. */
  public boolean dependsOnTags(Exemption exemption) {
    return switch (exemption.source()) {
      case Exemption.Source.ByTag(var _) -> true;
      case Exemption.Source.ByRule(var index) -> !rules.get(index).scope().tags().isEmpty();
    };
  }

  /** Whether tags with these keys can change what is decided. */
  public boolean namesAny(Set<String> tagKeys) {
    return exemptionTag.map(tag -> tagKeys.contains(tag.key())).orElse(false)
        || rules.stream()
            .anyMatch(rule -> rule.scope().tags().keySet().stream().anyMatch(tagKeys::contains));
  }

  /** Whether any tag can change what is decided. */
  public boolean consultsTags() {
    return exemptionTag.isPresent()
        || rules.stream().anyMatch(rule -> !rule.scope().tags().isEmpty());
  }
}
