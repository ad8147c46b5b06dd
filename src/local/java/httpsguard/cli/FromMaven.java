package httpsguard.cli;

import httpsguard.local.Ink;
import httpsguard.text.Excerpt;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The same commands for the profiles of the pom, whose options are properties of Maven. */
public final class FromMaven {
  /** Which command, as the profile says. */
  private static final String COMMAND = "command";

  private FromMaven() {}

  /**
   * Ends with a status of {@link ExitCode}.
   *
   * @param arguments the option {@code command}, and those of the command, as {@link Options} reads
   *     them
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err, Clock.systemUTC(), Ink.isWanted()));
  }

  static int run(
      List<String> arguments, PrintStream out, PrintStream err, Clock clock, boolean coloured) {
    Options given = Options.of(arguments);
    var around = new Surroundings(Syntax.MAVEN, given.folder(), out, err, clock, coloured);
    String command = given.required(COMMAND, "check-config");
    CommandLine line = CommandLineTool.of(around);
    CommandSpec spec =
        Objects.requireNonNull(line.getSubcommands().get(command), command).getCommandSpec();
    Map<String, ArgSpec> known = known(spec);
    try {
      given.without(COMMAND).requireNoneBut(known.keySet());
      List<String> translated = new ArrayList<>();
      List<String> last = new ArrayList<>();
      known.forEach(
          (name, argument) -> {
            Optional<String> value = given.find(name);
            if (argument instanceof OptionSpec option) {
              value.flatMap(text -> option(option, text)).ifPresent(translated::add);
            } else {
              last.add(value.orElseThrow(() -> missing(name)));
            }
          });
      translated.addFirst(command);
      translated.add("--");
      translated.addAll(last);
      return line.execute(translated.toArray(String[]::new));
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      return ExitCode.UNUSABLE;
    }
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(
        "Which " + name + "? Say it with " + Syntax.MAVEN.option(name) + "=FILE");
  }

  /** By their names in Maven's syntax. */
  private static Map<String, ArgSpec> known(CommandSpec command) {
    Map<String, ArgSpec> known = new LinkedHashMap<>();
    command.args().stream()
        .filter(argument -> !(argument instanceof OptionSpec option && isStandard(option)))
        .forEach(
            argument -> known.put(Syntax.MAVEN.named(CommandLineTool.name(argument)), argument));
    return known;
  }

  private static boolean isStandard(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  private static Optional<String> option(OptionSpec option, String value) {
    String name = option.longestName();
    if (option.arity().max() > 0) {
      return Optional.of(name + "=" + value);
    }
    return switch (value) {
      case "true" -> Optional.of(name);
      case "false" -> Optional.empty();
      default ->
          throw new IllegalArgumentException(
              "%s is %s (allowed: false, true)"
                  .formatted(Syntax.MAVEN.option(name.substring(2)), Excerpt.of(value)));
    };
  }
}
