package httpsguard.policy;

/**
 * Something that is wrong with a policy.
 *
 * @param field the path to it, such as {@code rules[2].until}; empty for the whole text
 * @param says what is wrong, with the value and what is allowed
 */
public record PolicyProblem(String field, String says) {
  /**
   * @param name what the whole is called, such as a file or an environment variable
   */
  public String of(String name) {
    return name + (field.isEmpty() ? " " : ": " + field + " ") + says;
  }
}
