package httpsguard.distribution;

import java.util.regex.Pattern;

/**
 * The id of a CloudFront distribution, such as {@code EDFDVBD632BHDS5}.
 *
 * @param value upper-case letters and digits
 */
public record DistributionId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Z0-9]{5,32}");

  /**
   * @throws IllegalArgumentException if the value does not have the shape of a distribution id
   */
  public DistributionId {
    if (!isId(value)) {
      throw new IllegalArgumentException(
          "not a distribution id (5 to 32 upper-case letters and digits)");
    }
  }

  public static boolean isId(String value) {
    return SHAPE.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
