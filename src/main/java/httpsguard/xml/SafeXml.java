package httpsguard.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Set;

/**
 * Goes through a document once, from its first character to its last. Where it takes one for
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

  private static final int MAX_CHARACTER = 0x10FFFF;

  private final String document;
  private int at;
  private int namespaces;
  private final Set<String> names = new HashSet<>();

  private SafeXml(String document) {
    this.document = document;
  }

  /**
   * @throws UnsafeXmlException if the bytes are not UTF-8; hold a DTD, a control character or a
   *     reference to what is no character of XML; an element has more than 100 attributes, the
   *     document more than 1,000 namespace declarations or 5,000 different names, or a name more
   *     than 1,000 characters; or a tag, a comment or the like has no end
   */
  public static void require(byte[] bytes) {
    try {
      new SafeXml(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()).scan();
    } catch (CharacterCodingException e) {
      throw new UnsafeXmlException("the document is not in UTF-8");
    }
  }

  private void scan() {
    while (at < document.length()) {
      switch (document.charAt(at)) {
        case '<' -> markup();
        case '&' -> reference();
        default -> character();
      }
    }
  }

  private void markup() {
    if (isAt("<!--")) {
      skip("<!--", "-->");
    } else if (isAt("<![CDATA[")) {
      skip("<![CDATA[", "]]>");
    } else if (isAt("<?")) {
      skip("<?", "?>");
    } else if (isAt("<!")) {
      throw new UnsafeXmlException("the document has a DTD, which is not read");
    } else {
      tag();
    }
  }

  private void skip(String begin, String end) {
    at += begin.length();
    while (!isAt(end)) {
      requireMore();
      character();
    }
    at += end.length();
  }

  private void tag() {
    at++;
    int attributes = 0;
    while (true) {
      requireMore();
      switch (document.charAt(at)) {
        case '>' -> {
          at++;
          return;
        }
        case '<' -> throw notXml();
        case '"', '\'' -> {
          value(document.charAt(at));
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
    if (isAt("xmlns") && ++namespaces > MAX_NAMESPACES) {
      throw new UnsafeXmlException(
          "the document has more than " + MAX_NAMESPACES + " namespace declarations");
    }
    while (at < document.length() && IN_NO_NAME.indexOf(document.charAt(at)) < 0) {
      character();
    }
    if (at - start > MAX_NAME) {
      throw new UnsafeXmlException(
          "the document has a name of more than " + MAX_NAME + " characters");
    }
    names.add(document.substring(start, at));
    if (names.size() > MAX_NAMES) {
      throw new UnsafeXmlException("the document has more than " + MAX_NAMES + " different names");
    }
  }

  private void value(char quote) {
    at++;
    requireMore();
    while (document.charAt(at) != quote) {
      switch (document.charAt(at)) {
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
    if (at == document.length() || document.charAt(at) != '#') {
      return;
    }
    at++;
    int radix = at < document.length() && document.charAt(at) == 'x' ? 16 : 10;
    at += radix == 16 ? 1 : 0;
    int digits = at;
    int value = 0;
    while (at < document.length() && digit(document.charAt(at), radix) >= 0) {
      value = Math.min(value * radix + digit(document.charAt(at), radix), MAX_CHARACTER + 1);
      at++;
    }
    if (at == digits
        || at == document.length()
        || document.charAt(at) != ';'
        || !isCharacter(value)) {
      throw new UnsafeXmlException(
          "the document has a character reference that stands for no character");
    }
  }

  /** Java knows the digits of other scripts, too. */
  private static int digit(char character, int radix) {
    return character < 0x80 ? Character.digit(character, radix) : -1;
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

  private void character() {
    char read = document.charAt(at);
    if (read < ' ' && read != '\t' && read != '\r' && read != '\n') {
      throw notXml();
    }
    at++;
  }

  private boolean isAt(String text) {
    return document.startsWith(text, at);
  }

  private void requireMore() {
    if (at == document.length()) {
      throw notXml();
    }
  }

  private static UnsafeXmlException notXml() {
    return new UnsafeXmlException("the document is not XML that can be read");
  }
}
