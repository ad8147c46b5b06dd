package httpsguard.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.json.AsciiJson;

/** What SNS counts of a message, its attributes included (SNS quotas). */
final class SnsSize {
  /** In bytes. */
  static final int MOST = 256 * 1024;

  private SnsSize() {}

  /** In bytes; each attribute as long as the longer of the types that it may have. */
  static int of(Message message) {
    return message.body().getBytes(UTF_8).length
        + message.attributes().entrySet().stream()
            .mapToInt(
                attribute ->
                    attribute.getKey().length()
                        + "String.Array".length()
                        + AsciiJson.of(attribute.getValue()).getBytes(UTF_8).length)
            .sum();
  }
}
