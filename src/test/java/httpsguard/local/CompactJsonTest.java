package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.grack.nanojson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactJsonTest {
  private static final String JSON =
      """
      {"a":1,"b":"two","list":[{"name":"first","value":null},{"name":"second","value":[true,1.5]}],
       "last":{"c":"\\u00e4\\"x"}}
      """;

  @Test
  void whatFitsIsOneLine() {
    assertEquals(List.of("{\"a\": 1, \"b\": [1, 2]}"), lines("{\"a\":1,\"b\":[1,2]}", 40));
  }

  @Test
  void anObjectFillsItsLinesAndAListHasOneForEachItem() {
    assertEquals(
        List.of(
            "{\"a\": 1, \"b\": \"two\",",
            " \"list\": [",
            "  {\"name\": \"first\", \"value\": null},",
            "  {\"name\": \"second\",",
            "   \"value\": [true, 1.5]}],",
            " \"last\": {\"c\": \"ä\\\"x\"}}"),
        lines(JSON, 36));
  }

  @Test
  void nothingIsLost() throws Exception {
    for (int width = 1; width < 150; width++) {
      assertEquals(
          JsonParser.any().from(JSON),
          JsonParser.any().from(String.join("\n", lines(JSON, width))),
          "width " + width);
    }
  }

  @Test
  void whatIsNotJsonIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> lines("{", 80));
  }

  private static List<String> lines(String json, int width) {
    return CompactJson.lines(json, width);
  }
}
