package httpsguard.cli;

import httpsguard.policy.MalformedPolicyException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @param arguments a file that is there afterwards if there is nothing to repair; then the
   *     options as {@code name=value}
   */
  public static void main(String[] arguments) throws IOException {
    Path inPolicy = Path.of(arguments[0]);
    var _ = Files.deleteIfExists(inPolicy);
    List<String> options = List.of(arguments).subList(1, arguments.length);
    int status = run(options, System.out, Clock.systemUTC());
    if (status == IN_POLICY) {
      var _ = Files.createFile(inPolicy);
    }
    System.exit(status);
  }

  static int run(List<String> options, PrintStream out, Clock clock) {
    try {
      return new ConfigCheck(CheckConfigOptions.parse(options), out, clock).run();
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
