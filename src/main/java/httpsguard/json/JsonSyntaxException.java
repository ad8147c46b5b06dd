package httpsguard.json;

import com.grack.nanojson.JsonParserException;

/** A text that is no JSON object; the message is the parser's own, and may repeat what it read. */
public final class JsonSyntaxException extends MalformedJsonException {
  private static final long serialVersionUID = 1L;

  private final JsonParserException fault;

  JsonSyntaxException(JsonParserException fault) {
    super(String.valueOf(fault.getMessage()), fault);
    this.fault = fault;
  }

  /** From 1 on. */
  public int line() {
    return fault.getLinePosition();
  }

  /** From 1 on. */
  public int character() {
    return fault.getCharPosition();
  }

  /** How many characters the parser has read. */
  public int offset() {
    return fault.getCharOffset();
  }
}
