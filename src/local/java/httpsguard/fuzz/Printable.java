package httpsguard.fuzz;

/** Text that neither a log nor a mail client acts upon. */
final class Printable {
  private Printable() {}

  static void require(String what, String text, int longest) {
    if (text.length() > longest) {
      throw new AssertionError(what + " has " + text.length() + " characters");
    }
    if (!text.chars().allMatch(character -> character >= ' ' && character <= '~')) {
      throw new AssertionError(what + " is not in printable ASCII: " + text);
    }
  }
}
