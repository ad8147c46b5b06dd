package httpsguard.cli;

import httpsguard.policy.HttpsPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The HTTPS policy, as an option says it.
 *
 * @param text a word or a document
 */
record PolicyOption(String text) {
  /**
   * @param given a word or a document, or the file that it is in
   * @throws IllegalArgumentException if the file cannot be read; the message says why
   */
  static PolicyOption of(String given, Surroundings around) {
    Path file = around.path(given.startsWith("{") ? "." : given);
    if (!Files.isRegularFile(file)) {
      return new PolicyOption(given);
    }
    try {
      return new PolicyOption(TextFile.read(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  HttpsPolicy parse() {
    return HttpsPolicy.parse(text);
  }
}
