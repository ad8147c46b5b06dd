package httpsguard.project;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.Version;
import httpsguard.template.GuardTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** pom.xml has the version; whatever else says one says the same. */
class VersionTest {
  private static final Pattern IN_POM = Pattern.compile("(?m)^  <version>(.+)</version>$");
  private static final Pattern RELEASED =
      Pattern.compile("(?m)^## \\[(\\d+\\.\\d+\\.\\d+)] - \\d{4}-\\d{2}-\\d{2}$");
  private static final Pattern FILE = Pattern.compile("https-guard-(\\d+\\.\\d+\\.\\d+)");

  @Test
  void theCodeHasTheVersionOfThePom() throws IOException {
    assertEquals(inPom(), Version.NUMBER);
  }

  @Test
  void theStackSaysTheVersion() throws IOException {
    assertEquals(Map.of("application", inPom(), "output", inPom()), GuardTemplate.versions());
  }

  @Test
  void theChangelogsNewestReleaseIsThisOne() throws IOException {
    assertEquals(inPom(), first(RELEASED, Path.of("CHANGELOG.md")));
  }

  /** Whoever pastes a command has downloaded the newest release. */
  @Test
  void thePagesNameTheFilesOfThisRelease() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Page page : Page.all()) {
      if (!page.name().equals("CHANGELOG.md")) {
        named.addAll(
            FILE.matcher(page.text())
                .results()
                .map(file -> file.group(1))
                .collect(Collectors.toSet()));
      }
    }
    assertEquals(Set.of(inPom()), named);
  }

  private static String inPom() throws IOException {
    return first(IN_POM, Path.of("pom.xml"));
  }

  private static String first(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .findFirst()
        .map((MatchResult found) -> requireNonNull(found.group(1)))
        .orElseThrow(() -> new AssertionError(file + " has no " + pattern));
  }
}
