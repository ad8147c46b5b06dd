package httpsguard.text;

import java.util.List;

/**
 * One thing to do.
 *
 * @param commands to be run as they stand, in this order; may be empty
 */
public record Step(String words, List<String> commands) {
  public Step {
    commands = List.copyOf(commands);
  }

  public static Step of(String words, String... commands) {
    return new Step(words, List.of(commands));
  }
}
