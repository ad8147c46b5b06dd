package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.Origin;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.time.LocalDate;
import java.util.List;
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

  /**
   * @throws IllegalArgumentException if the policy is neither {@code redirect-to-https} nor {@code
   *     https-only}
   */
  public HttpsPolicy {
    if (!policy.equals(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        && !policy.equals(ViewerProtocolPolicy.HTTPS_ONLY)) {
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

  /**
   * Judges every cache behavior of a config.
   *
   * @param today the date in UTC
   */
  public Assessment assess(DistributionConfig config, Subject subject, LocalDate today) {
    return new Judge(this, subject, today).assess(config);
  }

  /**
   * What happens to findings on a distribution.
   *
   * @param setting what happens where no rule says; {@link Mode#NOTIFY} is never overruled
   */
  public Mode mode(Subject subject, Mode setting) {
    return rules.stream().anyMatch(rule -> rule.notifyOnly() && rule.scope().fits(subject))
        ? Mode.NOTIFY
        : setting;
  }

  /**
   * Whether the tags must be known before the config is judged: it has something on {@code
   * allow-all} that leads to S3 and that no rule exempts whatever the tags are.
   *
   * @param today the date in UTC
   */
  public boolean needsTags(DistributionConfig config, Subject subject, LocalDate today) {
    return config.enabled()
        && consultsTags()
        && config.behaviors().stream()
            .filter(behavior -> behavior.viewerProtocolPolicy().servesHttp())
            .filter(behavior -> config.originsOf(behavior).stream().anyMatch(Origin::isS3))
            .anyMatch(behavior -> !isExemptWithoutTags(behavior, subject, today));
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

  private boolean isExemptWithoutTags(CacheBehavior behavior, Subject subject, LocalDate today) {
    Optional<Rule> first =
        rules.stream()
            .filter(rule -> rule.rulingOn(today).isPresent())
            .filter(rule -> rule.scope().withoutTags().fits(subject, behavior))
            .findFirst();
    return first
        .filter(rule -> rule.scope().tags().isEmpty())
        .flatMap(Rule::ruling)
        .map(
            ruling ->
                switch (ruling) {
                  case Rule.Ruling.Allow(var _, var _) -> true;
                  case Rule.Ruling.Require(var _) -> false;
                })
        .orElse(false);
  }
}
