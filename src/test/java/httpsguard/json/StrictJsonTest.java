package httpsguard.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random JSON, and the same with a name twice in one object, of which the parser took the last; or
 * with bytes that are not UTF-8.
 */
class StrictJsonTest {
  /** It said line 2, and an editor line 1. */
  @Test
  void aLineEndsWithALineFeed() {
    MalformedJsonException refused =
        assertThrows(
            MalformedJsonException.class,
            () -> StrictJson.object("{\"a\": 1,\r\"a\": 2,\n\"b\": 1}"));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("in line 1"), refused::toString);
  }

  private static final int CASES = 3_000;
  private static final List<String> NAMES =
      List.of(
          "id",
          "",
          "a b",
          "\"",
          "\\",
          "\\\"",
          "{",
          "}",
          "[,]",
          ":",
          "\u00e9",
          "\ud83d\ude80",
          "\n");

  private static final List<byte[]> NOT_UTF8 =
      Stream.of("C0AF", "E080AF", "F08080AF", "EDA080", "F4908080", "FF", "80", "E9")
          .map(HexFormat.of()::parseHex)
          .toList();

  @Test
  void aNameTwiceInOneObjectIsRefusedHoweverItIsWritten() throws Exception {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      String name = "n" + NAMES.get(random.nextInt(NAMES.size()));
      Map<String, Object> twice = object(random, 3);
      twice.put(name, 1);
      twice.put("other", random.nextBoolean() ? List.of(object(random, 1)) : object(random, 1));
      twice.put("second", 2);
      Object whole = random.nextBoolean() ? List.of(twice, object(random, 2)) : Map.of("a", twice);
      String clear = JsonWriter.string(whole);
      assertEquals(Optional.of(JsonParser.any().from(clear)), StrictJson.value(clear), clear);
      String broken = clear.replace("\"second\"", written(name, random));
      assertThrows(MalformedJsonException.class, () -> StrictJson.value(broken), broken);
    }
  }

  /** A lenient decoder puts a question mark in their place: another text than was sent. */
  @Test
  void bytesThatAreNotUtf8AreRefusedWhereverTheyStand() throws IOException {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      Map<String, Object> object = object(random, 3);
      object.put("n" + NAMES.get(random.nextInt(NAMES.size())), "here");
      byte[] clear = JsonWriter.string(object).getBytes(UTF_8);
      var _ = StrictJson.read(new ByteArrayInputStream(clear));
      byte[] part = NOT_UTF8.get(random.nextInt(NOT_UTF8.size()));
      int at = new String(clear, ISO_8859_1).lastIndexOf("here") + random.nextInt(4);
      ByteArrayOutputStream broken = new ByteArrayOutputStream();
      broken.write(clear, 0, at);
      broken.write(part);
      broken.write(clear, at, clear.length - at);
      assertThrows(
          MalformedJsonException.class,
          () -> StrictJson.read(new ByteArrayInputStream(broken.toByteArray())),
          broken.toString(ISO_8859_1));
    }
  }

  @Test
  void oneNameInDifferentObjectsIsNoSecondOne() {
    for (String json :
        List.of(
            "{\"a\":{\"a\":1},\"b\":{\"a\":[{\"a\":1},{\"a\":2}]}}",
            "[{\"a\":\"a\"},{\"a\":\"\\\"a\\\":\"}]",
            "{\"a\":[\"a\",\"a\"],\"A\":1,\"a \":2}",
            "{\"\\\\u0061\":1,\"a\":2}")) {
      assertEquals(true, StrictJson.value(json).isPresent(), json);
    }
  }

  private static String written(String name, Random random) {
    String plain = JsonWriter.string(name);
    return switch (random.nextInt(3)) {
      case 0 -> plain;
      case 1 -> plain + " \t\r\n ";
      default -> plain.replaceFirst("n", "\\\\u006" + (random.nextBoolean() ? "e" : "E"));
    };
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int member = random.nextInt(4); member > 0; member--) {
      object.put(
          NAMES.get(random.nextInt(NAMES.size())),
          depth > 0 && random.nextBoolean()
              ? random.nextBoolean()
                  ? object(random, depth - 1)
                  : List.of(object(random, depth - 1), NAMES.get(random.nextInt(NAMES.size())))
              : NAMES.get(random.nextInt(NAMES.size())));
    }
    return object;
  }
}
