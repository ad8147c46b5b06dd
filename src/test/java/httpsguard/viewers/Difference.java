package httpsguard.viewers;

import httpsguard.local.Bytes;
import java.util.Optional;

/** Where two documents begin to differ, in few words. */
final class Difference {
  private static final int CONTEXT = 60;

  private Difference() {}

  static Optional<String> between(Bytes expected, Bytes actual) {
    if (expected.equals(actual)) {
      return Optional.empty();
    }
    String wanted = expected.utf8();
    String found = actual.utf8();
    int at = 0;
    while (at < Math.min(wanted.length(), found.length())
        && wanted.charAt(at) == found.charAt(at)) {
      at++;
    }
    return Optional.of(
        "in "
            + place(wanted.substring(0, at))
            + " there should stand\n  "
            + around(wanted, at)
            + "\nand there stands\n  "
            + around(found, at));
  }

  private static String place(String start) {
    int path = start.lastIndexOf("<PathPattern>");
    int byDefault = start.lastIndexOf("<DefaultCacheBehavior>");
    return path > byDefault
        ? start.substring(path, start.indexOf("</PathPattern>", path))
        : byDefault < 0 ? "the beginning" : "the default cache behavior";
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - CONTEXT), Math.min(text.length(), at + CONTEXT));
  }
}
