package httpsguard.policy;

import httpsguard.json.ShellSafeJson;

/** A policy as it is deployed. */
public final class PolicyText {
  /** All environment variables of a function share 4 KB (Lambda quotas). */
  public static final int MAX_BYTES = 3 * 1024;

  private PolicyText() {}

  /**
   * The policy on one line, as short as can be, without the two characters that shells and SAM CLI
   * read as their own: apostrophes and backslashes, but for those of {@code \\uXXXX}.
   *
   * @throws MalformedPolicyException if the text is a document, but not a JSON object
   */
  public static String compact(String text) {
    return isDocument(text) ? ShellSafeJson.of(PolicyJson.parse(text)) : text.strip();
  }

  static boolean isDocument(String text) {
    return text.stripLeading().startsWith("{");
  }
}
