package httpsguard.cli;

import httpsguard.policy.MalformedPolicyException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/** Judges configs in files by the function's own code: before the guard is installed, or in CI. */
public final class CheckConfig {
  /** Nothing to repair. */
  static final int IN_POLICY = 0;

  /** Something to repair, or undecided. */
  static final int OUT_OF_POLICY = 1;

  /** A file, or an option, that cannot be read. */
  static final int UNREADABLE = 2;

  private CheckConfig() {}

  /**
   * Ends with status 0 if there is nothing to repair.
   *
   * @param arguments the options, as {@link Options} reads them
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, Clock.systemUTC()));
  }

  static int run(List<String> options, PrintStream out, Clock clock) {
    try {
      return new ConfigCheck(CheckConfigOptions.from(Options.of(options)), out, clock).run();
    } catch (MalformedPolicyException e) {
      out.println("-Dpolicy is not right:");
      e.tell("policy").forEach(problem -> out.println("  " + problem));
      return UNREADABLE;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return UNREADABLE;
    }
  }
}
