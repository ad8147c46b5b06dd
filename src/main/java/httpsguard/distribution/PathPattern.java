package httpsguard.distribution;

/**
 * The path pattern of a cache behavior.
 *
 * @param value as the config has it; the leading {@code /} is optional
 */
public record PathPattern(String value) {
  @Override
  public String toString() {
    return value;
  }
}
