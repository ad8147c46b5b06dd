package httpsguard.cli;

import httpsguard.Version;
import httpsguard.local.Ink;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code java -jar https-guard.jar}: all commands, and the one model of their options. */
@Command(
    name = "https-guard",
    description = "Keeps plain HTTP away from S3: checks, and a guard to try on this machine.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing to repair, or the policy is right",
      "1:there is something to repair or undecided, or the policy is wrong",
      "2:the arguments or the input cannot be used"
    })
public final class CommandLineTool implements Runnable {
  private static final String JAR = "java -jar https-guard.jar";

  private CommandLineTool() {}

  /**
   * Ends with a status of {@link ExitCode}.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    var around =
        new Surroundings(
            Syntax.COMMAND_LINE,
            Path.of(""),
            System.out,
            System.err,
            Clock.systemUTC(),
            Ink.isWanted());
    System.exit(run(List.of(arguments), around));
  }

  static int run(List<String> arguments, Surroundings around) {
    CommandLine line = of(around);
    return line.execute(arguments.toArray(String[]::new));
  }

  /** The tool with all its commands. */
  static CommandLine of(Surroundings around) {
    CommandLine line = new CommandLine(new CommandLineTool());
    Stream.of(
            new CheckConfigCommand(around),
            new CheckPolicyCommand(around),
            new StandInCommand(around),
            new TryCommand(around))
        .forEach(line::addSubcommand);
    standard(line);
    line.getSubcommands().values().forEach(CommandLineTool::standard);
    return line.setExpandAtFiles(false)
        .setOut(writer(around.out()))
        .setErr(writer(around.err()))
        .setParameterExceptionHandler((wrong, _) -> refuse(wrong, around))
        .setExecutionExceptionHandler((failed, _, _) -> fail(failed, around));
  }

  private static PrintWriter writer(PrintStream to) {
    return new PrintWriter(new OutputStreamWriter(to, to.charset()), /* autoFlush= */ true);
  }

  private static void standard(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getCommandSpec().version("https-guard " + Version.NUMBER);
  }

  /** The name that an argument has whatever the syntax, with hyphens between its words. */
  static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName().substring(2)
        : argument.descriptionKey();
  }

  @Override
  public void run() {
    throw new IllegalArgumentException("Which command? See " + JAR + " --help");
  }

  private static int refuse(ParameterException wrong, Surroundings around) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    around.err().println(words(wrong, command));
    String name = command.parent() == null ? "" : " " + command.name();
    around.err().println("See " + JAR + name + " --help");
    return ExitCode.UNUSABLE;
  }

  private static String words(ParameterException wrong, CommandSpec command) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      if (first.startsWith("--")) {
        String name = first.substring(2).replaceFirst("=.*", "");
        List<String> known = command.options().stream().map(CommandLineTool::name).toList();
        return "There is no option --%s. %s"
            .formatted(name, Closest.to(name, known, Syntax.COMMAND_LINE));
      }
    }
    return String.valueOf(wrong.getMessage());
  }

  /** What a command says is for its reader; what it does not expect comes with its place. */
  private static int fail(Exception failed, Surroundings around) {
    if (failed instanceof IllegalArgumentException) {
      around.err().println(failed.getMessage());
      return ExitCode.UNUSABLE;
    }
    failed.printStackTrace(around.err());
    return ExitCode.UNUSABLE;
  }
}
