package httpsguard.project;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.template.GuardTemplate;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Every command that a page or an output of the stack gives has its row in {@code
 * .ci/commands.yaml}: {@code .ci/run} runs it as it stands there, or the row says why nobody does.
 */
class DocumentedCommandsTest {
  private static final Path TABLE = Path.of(".ci", "commands.yaml");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(\\$ )?(aws|bash|curl|echo|git|java|mvn|python3|sam) ");

  @Test
  void everyCommandHasItsRow() throws IOException {
    Set<String> rows = rows();
    for (Page page : Page.all()) {
      assertEquals(
          List.of(),
          page.commands().stream().filter(command -> !rows.contains(command)).toList(),
          page.name());
    }
  }

  @Test
  void everyRowHasItsCommand() throws IOException {
    Set<String> left = rows();
    Page.all().forEach(page -> left.removeAll(page.commands()));
    assertEquals(Set.of(), left);
  }

  @Test
  void aCommandThatIsNotRunHasAReason() throws IOException {
    for (Map<String, String> row : table().notRun()) {
      assertEquals(Set.of("command", "because"), row.keySet());
      assertFalse(row.getOrDefault("because", "").isBlank(), row::toString);
    }
  }

  @Test
  void everyBlockSaysWhatItHoldsUnlessItIsCommands() {
    List<Page> pages = Page.all();
    assertTrue(pages.size() > 5, pages::toString);
    for (Page page : pages) {
      assertFalse(page.withoutBlocks().contains("```"), () -> page.name() + ": an odd block");
      for (Page.Block block : page.blocks()) {
        assertTrue(
            Set.of("", "sh", "json", "text", "mermaid").contains(block.language()),
            () -> page.name() + ": " + block.language());
        if (Set.of("json", "text", "mermaid").contains(block.language())) {
          assertFalse(
              COMMAND.matcher(block.content()).find(),
              () -> page.name() + " hides a command in a block of " + block.language());
        }
      }
    }
  }

  /** So that whoever reads the outputs finds there what the pages explain. */
  @Test
  void thePagesGiveTheCommandsOfTheOutputs() {
    Set<String> explained = new TreeSet<>();
    Page.all().forEach(page -> explained.addAll(page.commands()));
    for (String command : GuardTemplate.commandsInOutputs().values()) {
      String deployed =
          command
              .replace("${AWS::Region}", "us-east-1")
              .replace("${WorkToGuard}", "UUID")
              .replace("${Failed.Arn}", "FAILED_ARN")
              .replace("${Work.Arn}", "WORK_ARN")
              .replaceAll("\\$\\{\\w+}", "NAME");
      assertTrue(explained.contains(deployed), deployed);
    }
  }

  /** PowerShell splits such an argument at its first dot unless it is in quotes. */
  @Test
  void commandsThatAreForEveryMachineQuoteTheirDots() {
    Pattern split = Pattern.compile("(?<=\\s)-D(?!listen=)\\w+=[^\\s\"]*\\.\\S*");
    for (Page page : Page.all()) {
      assertEquals(
          List.of(),
          page.commands().stream()
              .filter(command -> command.startsWith("mvn "))
              .flatMap(command -> split.matcher(command).results())
              .map(MatchResult::group)
              .toList(),
          page.name());
    }
  }

  private static Set<String> rows() throws IOException {
    Table table = table();
    List<String> commands = new ArrayList<>(table.runByCi());
    table.notRun().forEach(row -> commands.add(row.getOrDefault("command", "")));
    Set<String> rows = new TreeSet<>(commands);
    assertEquals(commands.size(), rows.size(), "no command has two rows");
    return rows;
  }

  private record Table(List<String> runByCi, List<Map<String, String>> notRun) {}

  @SuppressWarnings("unchecked") // what it holds is used as text at once
  private static Table table() throws IOException {
    try (Reader reader = Files.newBufferedReader(TABLE)) {
      Map<String, List<?>> lists = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      return new Table(
          (List<String>) requireNonNull(lists.get("run-by-ci")),
          (List<Map<String, String>>) requireNonNull(lists.get("not-run")));
    }
  }
}
