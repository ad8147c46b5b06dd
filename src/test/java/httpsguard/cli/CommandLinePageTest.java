package httpsguard.cli;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the pages and the examples say of the tool is what it takes. */
class CommandLinePageTest {
  private static final Path PAGE = Path.of("docs", "command-line.md");
  private static final Path EXAMPLES = Path.of("docs", "examples", "github-actions");

  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^| )java -jar (?:target/)?https-guard\\.jar ([^|`\n]*)");

  private static final Pattern HANDED = Pattern.compile("<echoproperties [^>]*regex=\"([^\"]+)\"");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)`");

  /** A tag can be moved; the comment is what a reviewer reads. */
  private static final Pattern USES = Pattern.compile("(?m)^ *(?:- )?uses: *(.*)$");

  private static final String PINNED = "[\\w-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+){2}";

  @Test
  void everyCommandOfThePageAndTheExamplesParses() throws IOException {
    for (Path file : Stream.concat(Stream.of(PAGE), examples().stream()).toList()) {
      List<String> commands =
          COMMAND.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
      assertFalse(commands.isEmpty(), file::toString);
      for (String command : commands) {
        var _ = tool().parseArgs(command.strip().split(" +", -1));
      }
    }
  }

  @Test
  void thePageHasEveryOptionInBothSyntaxesAndNoOther() throws IOException {
    String page = Files.readString(PAGE);
    for (Map.Entry<String, CommandLine> command : tool().getSubcommands().entrySet()) {
      String section = page.split("\n## " + command.getKey() + "\n", 2)[1].split("\n## ", 2)[0];
      Set<String> said =
          ROW.matcher(section)
              .results()
              .map(row -> row.group(1) + " " + row.group(2).replaceFirst("=true$", ""))
              .collect(toCollection(TreeSet::new));
      Set<String> taken = new TreeSet<>();
      for (OptionSpec option : command.getValue().getCommandSpec().options()) {
        if (!option.usageHelp() && !option.versionHelp()) {
          String name = CommandLineTool.name(option);
          taken.add(Syntax.COMMAND_LINE.option(name) + " " + Syntax.MAVEN.option(name));
        }
      }
      command
          .getValue()
          .getCommandSpec()
          .positionalParameters()
          .forEach(
              file ->
                  taken.add(
                      (file.arity().max() > 1 ? "FILE... " : "FILE ")
                          + Syntax.MAVEN.option(CommandLineTool.name(file))));
      assertEquals(taken, said, command.getKey());
    }
  }

  @Test
  void thePomHandsEveryOptionToTheProfiles() throws IOException {
    Matcher handed = HANDED.matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(handed.find());
    Pattern names = Pattern.compile(handed.group(1));
    List<String> missing = new ArrayList<>();
    for (CommandLine command : tool().getSubcommands().values()) {
      command.getCommandSpec().args().stream()
          .filter(
              argument -> !(argument instanceof OptionSpec o && (o.usageHelp() || o.versionHelp())))
          .map(argument -> Syntax.MAVEN.named(CommandLineTool.name(argument)))
          .filter(name -> !names.matcher(name).matches())
          .forEach(missing::add);
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theExamplesPinTheirActions() throws IOException {
    List<String> uses = new ArrayList<>();
    for (Path example : examples()) {
      USES.matcher(Files.readString(example))
          .results()
          .map((MatchResult use) -> use.group(1))
          .forEach(uses::add);
    }
    assertFalse(uses.isEmpty());
    assertEquals(List.of(), uses.stream().filter(use -> !use.matches(PINNED)).toList());
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.sorted().toList();
    }
  }

  private static CommandLine tool() {
    return CommandLineTool.of(
        new Surroundings(
            Syntax.COMMAND_LINE,
            Path.of(""),
            System.out,
            System.err,
            Clock.systemUTC(),
            /* coloured= */ false));
  }
}
