package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a page links to within the project is there, its heading included. */
class LinksTest {
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Set<String> broken = new TreeSet<>();
    for (Page page : Page.all()) {
      for (MatchResult link : LINK.matcher(page.withoutBlocks()).results().toList()) {
        Path from = Path.of(page.name());
        Path to = link.group(1).isEmpty() ? from : from.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(to)
            || !Optional.ofNullable(link.group(2)).map(name -> has(to, name)).orElse(true)) {
          broken.add(page.name() + ": " + link.group());
        }
      }
    }
    assertEquals(Set.of(), broken);
  }

  private static boolean has(Path page, String heading) {
    return Page.all().stream()
        .filter(one -> Path.of(one.name()).equals(page))
        .anyMatch(one -> anchors(one).contains(heading));
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Page page) {
    return HEADING
        .matcher(page.withoutBlocks())
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
