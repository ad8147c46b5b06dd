package httpsguard.json;

import com.grack.nanojson.JsonParserException;

/** A text that is no JSON object; the message is the parser's own, and may repeat what it read. */
public final class JsonSyntaxException extends MalformedJsonException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int character;
  private final int offset;

  JsonSyntaxException(JsonParserException e) {
    super(String.valueOf(e.getMessage()), e);
    line = e.getLinePosition();
    character = e.getCharPosition();
    offset = e.getCharOffset();
  }

  /** From 1 on. */
  public int line() {
    return line;
  }

  /** From 1 on. */
  public int character() {
    return character;
  }

  /** How many characters the parser has read. */
  public int offset() {
    return offset;
  }
}
