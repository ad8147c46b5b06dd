package httpsguard.policy;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the JSON of a policy document, and is stricter than the parser. */
final class PolicyJson {
  /** Deeper than any policy, and far from what a thread's stack can take: the parser recurses. */
  private static final int MAX_DEPTH = 16;

  private final List<PolicyProblem> problems = new ArrayList<>();

  private PolicyJson() {}

  /**
   * @throws MalformedPolicyException if the text is not a JSON object, or one in which a name is
   *     there twice: the parser would take the last one in silence
   */
  static JsonObject parse(String text) {
    PolicyJson json = new PolicyJson();
    json.walk(text);
    if (!json.problems.isEmpty()) {
      throw new MalformedPolicyException(json.problems);
    }
    try {
      return JsonParser.object().from(text);
    } catch (JsonParserException e) {
      throw notJson(e);
    }
  }

  private void walk(String text) {
    try {
      value(JsonReader.from(text), "", 0);
    } catch (JsonParserException e) {
      throw notJson(e);
    }
  }

  private void value(JsonReader reader, String path, int depth) throws JsonParserException {
    if (depth > MAX_DEPTH) {
      throw new MalformedPolicyException(
          List.of(new PolicyProblem("", "is nested more than " + MAX_DEPTH + " deep")));
    }
    switch (reader.current()) {
      case OBJECT -> object(reader, path, depth);
      case ARRAY -> array(reader, path, depth);
      case STRING, NUMBER, BOOLEAN, NULL -> {
        var _ = reader.value();
      }
    }
  }

  private void object(JsonReader reader, String path, int depth) throws JsonParserException {
    Set<String> names = new HashSet<>();
    reader.object();
    while (reader.next()) {
      String field = Fields.path(path, reader.key());
      if (!names.add(reader.key())) {
        problems.add(new PolicyProblem(field, "is there twice (allowed: once)"));
      }
      value(reader, field, depth + 1);
    }
  }

  private void array(JsonReader reader, String path, int depth) throws JsonParserException {
    reader.array();
    for (int index = 0; reader.next(); index++) {
      value(reader, path + "[" + index + "]", depth + 1);
    }
  }

  private static MalformedPolicyException notJson(JsonParserException e) {
    return new MalformedPolicyException(
        List.of(
            new PolicyProblem(
                "",
                "is not a JSON document: line "
                    + e.getLinePosition()
                    + ", character "
                    + e.getCharPosition()
                    + ", the parser says "
                    + Excerpt.of(String.valueOf(e.getMessage())))));
  }
}
