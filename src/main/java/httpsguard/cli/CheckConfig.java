package httpsguard.cli;

import httpsguard.policy.MalformedPolicyException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Judges configs in files by the function's own code: before the guard is installed, or in CI. */
public final class CheckConfig {
  /** Nothing to repair. */
  static final int IN_POLICY = 0;

  /** Something to repair, or undecided. */
  static final int OUT_OF_POLICY = 1;

  /** A file, or an option, that cannot be read; or no distribution at all. */
  static final int UNREADABLE = 2;

  private CheckConfig() {}

  /**
   * Ends with status 0 if there is nothing to repair, 1 if there is or may be, and 2 if that cannot
   * be told.
   *
   * @param arguments the options, as {@link Options} reads them
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err, Clock.systemUTC()));
  }

  /**
   * @param out where the verdicts go
   * @param err where it goes how to use this, so that programs can read the rest
   */
  static int run(List<String> arguments, PrintStream out, PrintStream err, Clock clock) {
    try {
      CheckConfigOptions options = CheckConfigOptions.from(Options.of(arguments));
      ConfigCheck check = ConfigCheck.of(options, LocalDate.now(clock));
      if (options.isJson()) {
        out.println(CheckJson.of(check));
      } else {
        new CheckText(options, out).print(check);
      }
      return check.status();
    } catch (MalformedPolicyException e) {
      err.println("-Dpolicy is not right:");
      e.tell("policy").forEach(problem -> err.println("  " + problem));
      return UNREADABLE;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return UNREADABLE;
    }
  }
}
