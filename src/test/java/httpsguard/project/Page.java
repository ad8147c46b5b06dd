package httpsguard.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, and the commands that it gives: each line of a block without a
 * language, {@code \} at its end continuing it; the first line of each block of {@code sh}, which
 * is a script; and what stands in a sentence, be it only named.
 *
 * @param name from the project's folder, such as {@code docs/audit.md}
 */
record Page(String name, String text) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern IN_A_SENTENCE =
      Pattern.compile("`((?:aws|bash|curl|git|java|mvn|python3|sam)\\s[^`]*)`");
  private static final Pattern CONTINUED = Pattern.compile("(?m)(?<!\\\\)\n");

  static List<Page> all() {
    return Stream.of("", "docs", "events", "src/local", ".github")
        .map(Path::of)
        .flatMap(Page::files)
        .filter(file -> file.toString().endsWith(".md"))
        .map(Page::read)
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page read(Path file) {
    try {
      return new Page(file.toString().replace('\\', '/'), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map((MatchResult block) -> new Block(block.group(1), block.group(2)))
        .toList();
  }

  String withoutBlocks() {
    return BLOCK.matcher(text).replaceAll("");
  }

  List<String> commands() {
    Stream<String> inSentences =
        IN_A_SENTENCE
            .matcher(withoutBlocks())
            .results()
            .map(span -> span.group(1).replaceAll("\\s+", " "));
    return Stream.concat(blocks().stream().flatMap(Block::commands), inSentences)
        .distinct()
        .toList();
  }

  /**
   * @param language empty if it says none
   */
  record Block(String language, String content) {
    private Stream<String> commands() {
      return switch (language) {
        case "" -> CONTINUED.splitAsStream(content.strip());
        case "sh" -> content.lines().limit(1);
        default -> Stream.of();
      };
    }
  }
}
