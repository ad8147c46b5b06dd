package httpsguard.local;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Names that look like CloudFront's and are never given twice. */
final class Names {
  private static final AtomicLong NEXT = new AtomicLong(1);

  private Names() {}

  /** A distribution's id, or an ETag: those look the same. */
  static String next() {
    return of(NEXT.getAndIncrement());
  }

  static String of(long number) {
    String digits = Long.toUnsignedString(mixed(number), 36).toUpperCase(Locale.ROOT);
    return "E" + "0".repeat(13 - digits.length()) + digits;
  }

  static String domainName(String distributionId) {
    return "d" + distributionId.substring(1).toLowerCase(Locale.ROOT) + ".cloudfront.net";
  }

  // A bijection: different numbers stay different.
  private static long mixed(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 31);
  }
}
