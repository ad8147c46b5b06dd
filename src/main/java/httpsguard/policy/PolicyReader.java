package httpsguard.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a policy, and finds everything that is wrong with it at once. */
final class PolicyReader {
  private static final int MAX_DAYS = 3650;
  private static final String WORDS = "redirect-to-https, https-only";

  private final List<PolicyProblem> problems = new ArrayList<>();

  private PolicyReader() {}

  static HttpsPolicy read(String text) {
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > PolicyText.MAX_BYTES) {
      throw wrong("is " + bytes + " bytes long (allowed: " + PolicyText.MAX_BYTES + ")");
    }
    return PolicyText.isDocument(text)
        ? new PolicyReader().document(PolicyJson.parse(text))
        : word(text.strip());
  }

  private static HttpsPolicy word(String word) {
    return policy(word)
        .map(HttpsPolicy::new)
        .orElseThrow(
            () ->
                wrong("is " + Excerpt.of(word) + " (allowed: " + WORDS + ", or a JSON document)"));
  }

  private HttpsPolicy document(Map<?, ?> json) {
    Fields fields = new Fields("", json, problems);
    fields.allowOnly(List.of("policy", "rules", "exemptionTag"));
    Optional<ViewerProtocolPolicy> policy =
        fields.requireText("policy", WORDS, PolicyReader::policy);
    List<Rule> rules = rules(fields);
    Optional<ExemptionTag> exemptionTag = exemptionTag(fields);
    if (!problems.isEmpty()) {
      throw new MalformedPolicyException(problems);
    }
    return new HttpsPolicy(policy.orElseThrow(), rules, exemptionTag);
  }

  private List<Rule> rules(Fields document) {
    List<Rule> rules = new ArrayList<>();
    List<?> list =
        document
            .read(
                "rules",
                "a list of rules",
                value -> value instanceof List<?> array ? Optional.of(array) : Optional.empty())
            .orElse(List.of());
    for (int index = 0; index < list.size(); index++) {
      String path = "rules[" + index + "]";
      if (list.get(index) instanceof Map<?, ?> rule) {
        new RuleReader(new Fields(path, rule, problems)).read().ifPresent(rules::add);
      } else {
        problems.add(
            new PolicyProblem(
                path, "is " + Fields.show(list.get(index)) + " (allowed: an object)"));
      }
    }
    return rules;
  }

  /** Without the field, owners may use the default tag; with null, none. */
  private Optional<ExemptionTag> exemptionTag(Fields document) {
    if (!document.has("exemptionTag")) {
      return Optional.of(ExemptionTag.DEFAULT);
    }
    if (document.json().get("exemptionTag") == null) {
      return Optional.empty();
    }
    return document
        .read(
            "exemptionTag",
            "an object with key, maxDays or both; null for no exemptions by tag",
            value -> value instanceof Map<?, ?> object ? Optional.of(object) : Optional.empty())
        .map(object -> exemptionTagOf(new Fields("exemptionTag", object, problems)));
  }

  private static ExemptionTag exemptionTagOf(Fields fields) {
    fields.allowOnly(List.of("key", "maxDays"));
    Optional<String> key = fields.readText("key", Tags.KEYS, Tags::key);
    Optional<Integer> maxDays =
        fields.read(
            "maxDays",
            "a whole number from 1 to " + MAX_DAYS,
            value ->
                value instanceof Integer days && days >= 1 && days <= MAX_DAYS
                    ? Optional.of(days)
                    : Optional.empty());
    return new ExemptionTag(
        key.orElse(ExemptionTag.DEFAULT.key()), maxDays.orElse(ExemptionTag.DEFAULT.maxDays()));
  }

  private static Optional<ViewerProtocolPolicy> policy(String word) {
    ViewerProtocolPolicy policy = new ViewerProtocolPolicy(word);
    return policy.equals(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
            || policy.equals(ViewerProtocolPolicy.HTTPS_ONLY)
        ? Optional.of(policy)
        : Optional.empty();
  }

  private static MalformedPolicyException wrong(String says) {
    return new MalformedPolicyException(List.of(new PolicyProblem("", says)));
  }
}
