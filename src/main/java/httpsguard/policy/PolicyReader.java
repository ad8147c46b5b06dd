package httpsguard.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.json.JsonSyntaxException;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.StrictJson;
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
    if (bytes > HttpsPolicy.MAX_BYTES) {
      throw wrong("is " + bytes + " bytes long (allowed: " + HttpsPolicy.MAX_BYTES + ")");
    }
    return HttpsPolicy.isDocument(text)
        ? new PolicyReader().document(json(text))
        : word(text.strip());
  }

  /**
   * @throws MalformedPolicyException if the text is not a JSON object, or one in which a name is
   *     there twice: the parser would take the last one in silence
   */
  static Map<String, Object> json(String text) {
    try {
      List<PolicyProblem> problems =
          StrictJson.repeatedNames(text, Fields::path).stream()
              .map(field -> new PolicyProblem(field, "is there twice (allowed: once)"))
              .toList();
      if (!problems.isEmpty()) {
        throw new MalformedPolicyException(problems);
      }
      return StrictJson.object(text);
    } catch (JsonSyntaxException e) {
      JsonSyntaxException first = StrictJson.firstFault(text).orElse(e);
      throw wrong(
          "is not a JSON document: line "
              + first.line()
              + ", character "
              + first.character()
              + ", the parser says "
              + Excerpt.of(String.valueOf(first.getMessage())));
    } catch (MalformedJsonException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private static HttpsPolicy word(String word) {
    if (!isPolicy(word)) {
      throw wrong("is " + Excerpt.of(word) + " (allowed: " + WORDS + ", or a JSON document)");
    }
    return new HttpsPolicy(new ViewerProtocolPolicy(word));
  }

  private HttpsPolicy document(Map<?, ?> json) {
    Fields fields = new Fields("", json, problems);
    fields.allowOnly(List.of("policy", "rules", "exemptionTag"));
    Optional<String> policy = fields.requireText("policy", WORDS, PolicyReader::isPolicy);
    List<Rule> rules = rules(fields);
    Optional<ExemptionTag> exemptionTag = exemptionTag(fields);
    if (!problems.isEmpty()) {
      throw new MalformedPolicyException(problems);
    }
    return new HttpsPolicy(new ViewerProtocolPolicy(policy.orElseThrow()), rules, exemptionTag);
  }

  private List<Rule> rules(Fields document) {
    List<Rule> rules = new ArrayList<>();
    List<?> list =
        document
            .read("rules", List.class, "a list of rules", _ -> true)
            .<List<?>>map(there -> there)
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
            Map.class,
            "an object with key, maxDays or both; null for no exemptions by tag",
            _ -> true)
        .map(object -> exemptionTagOf(new Fields("exemptionTag", object, problems)));
  }

  private static ExemptionTag exemptionTagOf(Fields fields) {
    fields.allowOnly(List.of("key", "maxDays"));
    return new ExemptionTag(
        fields.readText("key", Tags.KEYS, Tags::isKey).orElse(ExemptionTag.DEFAULT.key()),
        fields
            .read(
                "maxDays",
                Integer.class,
                "a whole number from 1 to " + MAX_DAYS,
                days -> days >= 1 && days <= MAX_DAYS)
            .orElse(ExemptionTag.DEFAULT.maxDays()));
  }

  private static boolean isPolicy(String word) {
    return new ViewerProtocolPolicy(word).requiresHttps();
  }

  private static MalformedPolicyException wrong(String says) {
    return new MalformedPolicyException(List.of(new PolicyProblem("", says)));
  }
}
