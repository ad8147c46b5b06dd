package httpsguard.cli;

/** What every command ends with. */
final class ExitCode {
  /** All is well. */
  static final int CLEAN = 0;

  /** What was looked at is not as it should be. */
  static final int FINDINGS = 1;

  /** The arguments or the input cannot be used. */
  static final int UNUSABLE = 2;

  private ExitCode() {}
}
