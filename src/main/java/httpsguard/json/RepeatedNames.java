package httpsguard.json;

import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Finds names that an object has twice: the parser would take the last one in silence. */
public final class RepeatedNames {
  /** Deeper than any policy, and far from what a thread's stack can take: the parser recurses. */
  private static final int MAX_DEPTH = 16;

  private final BinaryOperator<String> pathTo;
  private final List<String> found = new ArrayList<>();

  private RepeatedNames(BinaryOperator<String> pathTo) {
    this.pathTo = pathTo;
  }

  /**
   * The paths of such names.
   *
   * @param pathTo makes a path of that of an object, which is empty for the whole, and a name in it
   * @throws JsonSyntaxException if the text is not JSON
   * @throws MalformedJsonException if it is nested more than 16 deep
   */
  public static List<String> in(String text, BinaryOperator<String> pathTo) {
    RepeatedNames names = new RepeatedNames(pathTo);
    try {
      names.value(JsonReader.from(text), "", 0);
    } catch (JsonParserException e) {
      throw new JsonSyntaxException(e);
    }
    return names.found;
  }

  private void value(JsonReader reader, String path, int depth) throws JsonParserException {
    if (depth > MAX_DEPTH) {
      throw new MalformedJsonException("is nested more than " + MAX_DEPTH + " deep");
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
      String field = pathTo.apply(path, reader.key());
      if (!names.add(reader.key())) {
        found.add(field);
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
}
