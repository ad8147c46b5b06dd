package httpsguard.policy;

/** Whether something that a rule asks for is so. */
enum Fit {
  YES,
  /** What it asks for is not known. */
  PERHAPS,
  NO;

  /** Of both. */
  Fit and(Fit other) {
    return compareTo(other) > 0 ? this : other;
  }

  static Fit of(boolean isSo) {
    return isSo ? YES : NO;
  }
}
