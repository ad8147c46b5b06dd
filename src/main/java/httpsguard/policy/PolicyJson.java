package httpsguard.policy;

import httpsguard.json.JsonSyntaxException;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.RepeatedNames;
import httpsguard.json.StrictJson;
import httpsguard.text.Excerpt;
import java.util.List;
import java.util.Map;

/** Reads the JSON of a policy document, and is stricter than the parser. */
final class PolicyJson {
  private PolicyJson() {}

  /**
   * @throws MalformedPolicyException if the text is not a JSON object, or one in which a name is
   *     there twice: the parser would take the last one in silence
   */
  static Map<String, Object> parse(String text) {
    try {
      List<PolicyProblem> problems =
          RepeatedNames.in(text, Fields::path).stream()
              .map(field -> new PolicyProblem(field, "is there twice (allowed: once)"))
              .toList();
      if (!problems.isEmpty()) {
        throw new MalformedPolicyException(problems);
      }
      return StrictJson.object(text);
    } catch (JsonSyntaxException e) {
      throw wrong(
          "is not a JSON document: line "
              + e.line()
              + ", character "
              + e.character()
              + ", the parser says "
              + Excerpt.of(String.valueOf(e.getMessage())));
    } catch (MalformedJsonException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private static MalformedPolicyException wrong(String says) {
    return new MalformedPolicyException(List.of(new PolicyProblem("", says)));
  }
}
