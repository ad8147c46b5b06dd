package httpsguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.distribution.DistributionId;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import httpsguard.policy.Tags;
import httpsguard.text.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How {@link CheckConfig} is to judge.
 *
 * @param config a file, or a folder of them
 * @param id {@code -Did}: picks one of a list, or names the only one
 * @param account {@code -Daccount}
 * @param tags {@code -Dtags}: {@code key=value,key=value}, or {@code none}
 */
record CheckConfigOptions(
    Path config,
    HttpsPolicy policy,
    Mode mode,
    Optional<DistributionId> id,
    Optional<String> account,
    Optional<Map<String, String>> tags) {
  /**
   * @throws IllegalArgumentException if one is missing or wrong; the message says what to do
   */
  static CheckConfigOptions from(Options given) {
    return new CheckConfigOptions(
        Path.of(given.required("config", "FILE, or a folder of files")),
        policy(given.get("policy", "redirect-to-https")),
        mode(given.get("mode", Mode.REMEDIATE.word())),
        given.find("id").map(CheckConfigOptions::id),
        given.find("account").map(CheckConfigOptions::account),
        given.find("tags").map(CheckConfigOptions::tags));
  }

  /** A word or a document, or the file that it is in. */
  private static HttpsPolicy policy(String text) {
    Path file = Path.of(text.startsWith("{") ? "." : text);
    if (!Files.isRegularFile(file)) {
      return HttpsPolicy.parse(text);
    }
    try {
      return HttpsPolicy.parse(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e, e);
    }
  }

  private static Mode mode(String word) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-Dmode is " + Excerpt.of(word) + " (allowed: remediate, notify)"));
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
