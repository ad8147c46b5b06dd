package httpsguard.xml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Goes through a document once, from its first byte to its last. Where it takes the bytes for
 * something else than a parser would, the document is no XML, and the parser stops at that place.
 */
public final class SafeXml {
  /** CloudFront's own elements have one, the namespace. Parsers compare each with all others. */
  private static final int MAX_ATTRIBUTES = 100;

  /** The parser looks for each prefix among all that the document has declared. */
  private static final int MAX_NAMESPACES = 1_000;

  /** The longest of the API's names has less than a hundred. */
  private static final int MAX_NAME = 1_000;

  /**
   * The API has a few hundred. The parser's table of names fills up with those that it has seen.
   */
  private static final int MAX_NAMES = 5_000;

  private static final String IN_NO_NAME = "<>\"'=/ \t\r\n";

  private static final int DECODED_AT_ONCE = 4_096;
  private static final int MAX_CHARACTER = 0x10FFFF;

  private static final byte[] COMMENT = ascii("<!--");
  private static final byte[] COMMENT_END = ascii("-->");
  private static final byte[] CDATA = ascii("<![CDATA[");
  private static final byte[] CDATA_END = ascii("]]>");
  private static final byte[] INSTRUCTION = ascii("<?");
  private static final byte[] INSTRUCTION_END = ascii("?>");
  private static final byte[] DECLARATION = ascii("<!");
  private static final byte[] NAMESPACE = ascii("xmlns");

  private final byte[] bytes;
  private int at;
  private int namespaces;
  private final Set<String> names = new HashSet<>();

  private SafeXml(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws UnsafeXmlException if the bytes are not UTF-8; hold a DTD, a control character or a
   *     reference to what is no character of XML; an element has more than 100 attributes, the
   *     document more than 1,000 namespace declarations or 5,000 different names, or a name more
   *     than 1,000 bytes; or a tag, a comment or the like has no end
   */
  public static void require(byte[] bytes) {
    requireUtf8(bytes);
    new SafeXml(bytes).scan();
  }

  private static void requireUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer encoded = ByteBuffer.wrap(bytes);
    CharBuffer decoded = CharBuffer.allocate(DECODED_AT_ONCE);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      decoded.clear();
      result = decoder.decode(encoded, decoded, true);
    }
    if (result.isError()) {
      throw new UnsafeXmlException("the document is not in UTF-8");
    }
  }

  private void scan() {
    while (at < bytes.length) {
      switch (bytes[at]) {
        case '<' -> markup();
        case '&' -> reference();
        default -> character();
      }
    }
  }

  private void markup() {
    if (isAt(COMMENT)) {
      skip(COMMENT, COMMENT_END);
    } else if (isAt(CDATA)) {
      skip(CDATA, CDATA_END);
    } else if (isAt(INSTRUCTION)) {
      skip(INSTRUCTION, INSTRUCTION_END);
    } else if (isAt(DECLARATION)) {
      throw new UnsafeXmlException("the document has a DTD, which is not read");
    } else {
      tag();
    }
  }

  private void skip(byte[] begin, byte[] end) {
    at += begin.length;
    while (!isAt(end)) {
      requireMore();
      character();
    }
    at += end.length;
  }

  private void tag() {
    at++;
    int attributes = 0;
    while (true) {
      requireMore();
      switch (bytes[at]) {
        case '>' -> {
          at++;
          return;
        }
        case '<' -> throw notXml();
        case '"', '\'' -> {
          value(bytes[at]);
          if (++attributes > MAX_ATTRIBUTES) {
            throw new UnsafeXmlException(
                "an element of the document has more than " + MAX_ATTRIBUTES + " attributes");
          }
        }
        case ' ', '\t', '\r', '\n', '=', '/' -> at++;
        default -> name();
      }
    }
  }

  private void name() {
    int start = at;
    if (isAt(NAMESPACE) && ++namespaces > MAX_NAMESPACES) {
      throw new UnsafeXmlException(
          "the document has more than " + MAX_NAMESPACES + " namespace declarations");
    }
    while (at < bytes.length && IN_NO_NAME.indexOf(bytes[at]) < 0) {
      character();
    }
    if (at - start > MAX_NAME) {
      throw new UnsafeXmlException("the document has a name of more than " + MAX_NAME + " bytes");
    }
    names.add(new String(bytes, start, at - start, StandardCharsets.UTF_8));
    if (names.size() > MAX_NAMES) {
      throw new UnsafeXmlException("the document has more than " + MAX_NAMES + " different names");
    }
  }

  private void value(byte quote) {
    at++;
    requireMore();
    while (bytes[at] != quote) {
      switch (bytes[at]) {
        case '<' -> throw notXml();
        case '&' -> reference();
        default -> character();
      }
      requireMore();
    }
    at++;
  }

  /** Names are left to the parser, which knows five. */
  private void reference() {
    at++;
    if (at == bytes.length || bytes[at] != '#') {
      return;
    }
    at++;
    int radix = at < bytes.length && bytes[at] == 'x' ? 16 : 10;
    at += radix == 16 ? 1 : 0;
    int digits = at;
    int value = 0;
    while (at < bytes.length && Character.digit(bytes[at], radix) >= 0) {
      value = Math.min(value * radix + Character.digit(bytes[at], radix), MAX_CHARACTER + 1);
      at++;
    }
    if (at == digits || at == bytes.length || bytes[at] != ';' || !isCharacter(value)) {
      throw new UnsafeXmlException(
          "the document has a character reference that stands for no character");
    }
  }

  /** XML 1.0, section 2.2. */
  private static boolean isCharacter(int value) {
    return value < ' '
        ? value == '\t' || value == '\n' || value == '\r'
        : value <= MAX_CHARACTER
            && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)
            && value != 0xFFFE
            && value != 0xFFFF;
  }

  /** Bytes above ASCII are negative, and part of a character that is UTF-8. */
  private void character() {
    byte read = bytes[at];
    if (read >= 0 && read < ' ' && read != '\t' && read != '\n' && read != '\r') {
      throw notXml();
    }
    at++;
  }

  private boolean isAt(byte[] text) {
    if (bytes.length - at < text.length) {
      return false;
    }
    for (int index = 0; index < text.length; index++) {
      if (bytes[at + index] != text[index]) {
        return false;
      }
    }
    return true;
  }

  private void requireMore() {
    if (at == bytes.length) {
      throw notXml();
    }
  }

  private static UnsafeXmlException notXml() {
    return new UnsafeXmlException("the document is not XML that can be read");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
