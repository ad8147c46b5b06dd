package httpsguard.cli;

import httpsguard.distribution.DistributionId;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import httpsguard.policy.Tags;
import httpsguard.text.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How {@link CheckConfig} is to judge.
 *
 * @param config a file, or a folder of them
 * @param id {@code -Did}: picks one of a list, or names the only one
 * @param account {@code -Daccount}
 * @param tagsOfAll {@code -Dtags}: {@code key=value,key=value}, or {@code none}
 * @param tagsById {@code -DtagsFile}; come before those of all
 */
record CheckConfigOptions(
    Path config,
    HttpsPolicy policy,
    Mode mode,
    Optional<DistributionId> id,
    Optional<String> account,
    Optional<Map<String, String>> tagsOfAll,
    Map<DistributionId, Map<String, String>> tagsById,
    boolean isJson,
    boolean isAllShown,
    boolean isEmptyAllowed) {
  private static final Set<String> NAMES =
      Set.of(
          "account",
          "allowEmpty",
          "config",
          "format",
          "id",
          "mode",
          "policy",
          "show",
          "tags",
          "tagsFile");

  /**
   * @throws IllegalArgumentException if one is missing, wrong or unknown; the message says what to
   *     do
   */
  static CheckConfigOptions from(Options given) {
    given.requireNoneBut(NAMES);
    return new CheckConfigOptions(
        given.path(given.required("config", "FILE, or a folder of files")),
        policy(given.get("policy", "redirect-to-https"), given),
        word(given, "mode", Mode.REMEDIATE.word(), Mode.NOTIFY.word())
            ? Mode.NOTIFY
            : Mode.REMEDIATE,
        given.find("id").map(CheckConfigOptions::id),
        given.find("account").map(CheckConfigOptions::account),
        given.find("tags").map(CheckConfigOptions::tags),
        given.find("tagsFile").map(given::path).map(JsonFiles::tags).orElse(Map.of()),
        word(given, "format", "text", "json"),
        word(given, "show", "findings", "all"),
        word(given, "allowEmpty", "false", "true"));
  }

  /** Whether a distribution is to be judged; it may be the one where its id is not known. */
  boolean isPicked(Optional<DistributionId> of) {
    return id.isEmpty() || of.isEmpty() || of.equals(id);
  }

  /** What is known of a distribution's tags beside what its own file says. */
  Optional<Map<String, String>> tags(Optional<DistributionId> of) {
    return of.map(tagsById::get).or(() -> tagsOfAll);
  }

  /** A word or a document, or the file that it is in. */
  private static HttpsPolicy policy(String text, Options given) {
    Path file = given.path(text.startsWith("{") ? "." : text);
    if (!Files.isRegularFile(file)) {
      return HttpsPolicy.parse(text);
    }
    try {
      return HttpsPolicy.parse(TextFile.read(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether it is the other of two words, of which the first counts if none is given. */
  private static boolean word(Options given, String name, String otherwise, String other) {
    String word = given.get(name, otherwise);
    if (!word.equals(otherwise) && !word.equals(other)) {
      throw new IllegalArgumentException(
          "-D%s is %s (allowed: %s, %s)".formatted(name, Excerpt.of(word), otherwise, other));
    }
    return word.equals(other);
  }

  private static DistributionId id(String text) {
    if (!DistributionId.isId(text)) {
      throw new IllegalArgumentException(
          "-Did is " + Excerpt.of(text) + " (allowed: a distribution's id, as EDFDVBD632BHDS5)");
    }
    return new DistributionId(text);
  }

  private static String account(String text) {
    if (!text.matches("\\d{12}")) {
      throw new IllegalArgumentException(
          "-Daccount is " + Excerpt.of(text) + " (allowed: 12 digits)");
    }
    return text;
  }

  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new HashMap<>();
    if (text.equals("none")) {
      return tags;
    }
    for (String tag : text.split(",", -1)) {
      int at = tag.indexOf('=');
      if (at < 0 || Tags.key(tag.substring(0, at)).isEmpty()) {
        throw new IllegalArgumentException(
            "-Dtags is " + Excerpt.of(text) + " (allowed: key=value,key=value, or none)");
      }
      tags.put(tag.substring(0, at), tag.substring(at + 1));
    }
    return tags;
  }
}
