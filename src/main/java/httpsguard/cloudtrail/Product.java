package httpsguard.cloudtrail;

import java.util.ArrayList;
import java.util.List;

/**
 * A product that a user agent names: {@code name/version (comment)} (RFC 9110, section 10.1.5).
 *
 * @param version all that stands behind the slash; empty if there is none
 */
record Product(String name, String version) {
  private static final String OTHER_TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

  /**
   * The products in their order, without what stands in comments and what is not a token:
   * CloudTrail writes some agents in brackets, and joins some by commas.
   *
   * @param agent read once, in time that grows with its length, however it is nested
   */
  static List<Product> in(String agent) {
    List<Product> products = new ArrayList<>();
    int comments = 0;
    int at = 0;
    while (at < agent.length()) {
      char next = agent.charAt(at);
      if (next == '(') {
        comments++;
        at++;
      } else if (comments > 0) {
        comments -= next == ')' ? 1 : 0;
        at += next == '\\' ? 2 : 1;
      } else if (isInToken(next)) {
        int slash = endOfName(agent, at);
        int end = endOfVersion(agent, slash);
        products.add(
            new Product(
                agent.substring(at, slash), agent.substring(Math.min(slash + 1, end), end)));
        at = end;
      } else {
        at++;
      }
    }
    return products;
  }

  private static int endOfName(String agent, int from) {
    int at = from;
    while (at < agent.length() && isInToken(agent.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * Versions are taken as they come: AWS's SDKs have more slashes in them, {@code #} and commas.
   */
  private static int endOfVersion(String agent, int from) {
    int at = from;
    if (at < agent.length() && agent.charAt(at) == '/') {
      while (at < agent.length() && agent.charAt(at) > ' ' && agent.charAt(at) != '(') {
        at++;
      }
    }
    return at;
  }

  private static boolean isInToken(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || OTHER_TOKEN_CHARACTERS.indexOf(character) >= 0;
  }
}
