package httpsguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.MalformedPolicyException;
import httpsguard.policy.PolicySummary;
import httpsguard.policy.PolicyText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Checks a policy in a file before it is deployed, by the function's own code. */
public final class CheckPolicy {
  private static final int WRONG = 1;
  private static final int UNREADABLE = 2;

  private CheckPolicy() {}

  /**
   * Ends with status 0 if the policy is right.
   *
   * @param arguments the option {@code file}, as {@link Options} reads it
   */
  public static void main(String[] arguments) {
    Options given = Options.of(List.of(arguments));
    String file = given.find("file").map(text -> given.path(text).toString()).orElse("");
    System.exit(run(file, System.out, Clock.systemUTC()));
  }

  static int run(String file, PrintStream out, Clock clock) {
    if (file.isEmpty()) {
      out.println("Which file? Say it with -Dfile=policy.json");
      return UNREADABLE;
    }
    try {
      String text = PolicyText.compact(TextFile.read(Path.of(file)));
      describe(file, text, LocalDate.now(clock), out);
      return 0;
    } catch (MalformedPolicyException e) {
      out.println(file + " is not right:");
      e.tell(file).forEach(problem -> out.println("  " + problem));
      return WRONG;
    } catch (IOException e) {
      out.println(file + " cannot be read: " + e.getMessage());
      return UNREADABLE;
    }
  }

  private static void describe(String file, String text, LocalDate today, PrintStream out) {
    PolicySummary summary = new PolicySummary(HttpsPolicy.parse(text), today);
    int bytes = text.getBytes(UTF_8).length;
    out.printf(
        "%s is right: %,d bytes once deployed, of %,d that are allowed.%n",
        file, bytes, PolicyText.MAX_BYTES);
    out.println();
    out.println("What happens to cache behaviors on allow-all that lead to S3, first match first:");
    summary.lines().forEach(line -> out.println("  " + line));
    summary.hints().forEach(hint -> out.println("Note: " + hint + "."));
    out.println();
    out.println("To deploy it, the stack's other parameters kept as they are (POSIX shell):");
    out.println("  sam deploy --parameter-overrides '" + parameter(text) + "'");
  }

  /** In double quotes, in which SAM CLI takes {@code \"} for a quote. */
  private static String parameter(String text) {
    return "HttpsPolicy=\"" + text.replace("\"", "\\\"") + "\"";
  }
}
