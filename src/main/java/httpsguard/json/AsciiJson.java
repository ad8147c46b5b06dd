package httpsguard.json;

import com.grack.nanojson.JsonWriter;
import java.util.HexFormat;

/**
 * JSON in printable ASCII. The writer by itself leaves some characters that a terminal or a log
 * viewer acts upon, or does not show.
 */
public final class AsciiJson {
  private static final HexFormat HEX = HexFormat.of();

  private AsciiJson() {}

  /**
   * On one line.
   *
   * @param value a map, a list, a text, a number, a boolean or null
   */
  public static String of(Object value) {
    String json = JsonWriter.string(value);
    StringBuilder ascii = new StringBuilder(json.length());
    for (int at = 0; at < json.length(); at++) {
      char character = json.charAt(at);
      // Outside of texts JSON has no other characters than these.
      if (character >= ' ' && character <= '~') {
        ascii.append(character);
      } else {
        ascii.append("\\u").append(HEX.toHexDigits(character));
      }
    }
    return ascii.toString();
  }
}
