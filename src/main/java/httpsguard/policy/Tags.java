package httpsguard.policy;

import java.util.regex.Pattern;

/** What CloudFront takes as tags (API model 2020-05-31, TagKey and TagValue). */
public final class Tags {
  /** What a key may be, in words. */
  public static final String KEYS =
      "a tag key, 1 to 128 letters, digits, spaces and _ . : / = + - @";

  static final String VALUES =
      "a tag value, at most 256 letters, digits, spaces and _ . : / = + - @";

  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

  private Tags() {}

  public static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }
}
