package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What runs on the project's host, with whatever rights it has there. */
class WorkflowsTest {
  private static final Path GITHUB = Path.of(".github");
  private static final Pattern USES = Pattern.compile("(?m)^ *(?:- )?uses: *(.*)$");

  /** A tag can be moved; the comment is what Dependabot and a reviewer read. */
  private static final String PINNED = "[\\w-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+){2}";

  /** To sign where the files come from, and to put them on the release's page. */
  private static final Map<String, String> PUBLISHES =
      Map.of("contents", "write", "id-token", "write", "attestations", "write");

  @Test
  void everyActionIsPinnedToACommitWithItsVersionInAComment() throws IOException {
    List<String> uses = new ArrayList<>();
    for (Path workflow : workflows()) {
      USES.matcher(Files.readString(workflow))
          .results()
          .map(use -> use.group(1))
          .forEach(uses::add);
    }
    assertFalse(uses.isEmpty(), "no workflow uses an action");
    assertEquals(List.of(), uses.stream().filter(use -> !use.matches(PINNED)).toList());
  }

  @Test
  void everyJobEndsAndMayOnlyReadButTheOneThatPublishes() throws IOException {
    for (Path workflow : workflows()) {
      Map<?, ?> read = yaml(workflow);
      assertEquals(Map.of(), read.get("permissions"), workflow::toString);
      for (Map.Entry<?, ?> job : jobs(read).entrySet()) {
        Map<?, ?> settings = (Map<?, ?>) job.getValue();
        Map<?, ?> permissions = at(Map.class, settings, "permissions");
        if ("publish".equals(job.getKey())) {
          assertEquals(PUBLISHES, permissions, workflow::toString);
        } else {
          assertEquals(Set.of("read"), Set.copyOf(permissions.values()), workflow::toString);
        }
        assertTrue(settings.get("timeout-minutes") instanceof Integer, workflow::toString);
      }
    }
  }

  /** What is published is a commit of main that passed CI. */
  @Test
  void everyJobOfAReleaseWaitsForTheCommitToBeMainsAndTested() throws IOException {
    Map<?, ?> jobs = jobs(yaml(GITHUB.resolve("workflows/release.yml")));
    Map<?, ?> tested = at(Map.class, jobs, "tested");
    assertTrue(tested.toString().contains("git merge-base --is-ancestor"), tested::toString);
    assertTrue(tested.toString().contains("gh run list --commit"), tested::toString);
    assertEquals("tested", at(Map.class, jobs, "build").get("needs"));
    assertEquals("build", at(Map.class, jobs, "publish").get("needs"));
    assertEquals("release", at(Map.class, jobs, "publish").get("environment"));
  }

  /** What may write runs neither Maven nor Python, nor anything else that the checkout has. */
  @Test
  void theJobThatPublishesRunsNothingOfTheCheckout() throws IOException {
    Map<?, ?> publish =
        at(Map.class, jobs(yaml(GITHUB.resolve("workflows/release.yml"))), "publish");
    List<String> steps = new ArrayList<>();
    for (Object step : at(List.class, publish, "steps")) {
      Map<?, ?> does = (Map<?, ?>) step;
      Object what = does.containsKey("uses") ? does.get("uses") : does.get("run");
      steps.add(String.valueOf(what).replaceFirst("[@ ].*", ""));
    }
    assertEquals(List.of("actions/download-artifact", "sha256sum", "actions/attest", "gh"), steps);
  }

  @Test
  void everyUpdateWaitsForDays() throws IOException {
    Map<?, ?> dependabot = yaml(GITHUB.resolve("dependabot.yml"));
    for (Object update : at(List.class, dependabot, "updates")) {
      Map<?, ?> settings = (Map<?, ?>) update;
      Object days = at(Map.class, settings, "cooldown").get("default-days");
      assertTrue(days instanceof Integer wait && wait >= 7, settings::toString);
    }
  }

  private static Map<?, ?> jobs(Map<?, ?> workflow) {
    return at(Map.class, workflow, "jobs");
  }

  private static <T> T at(Class<T> type, Map<?, ?> map, String key) {
    return type.cast(Objects.requireNonNull(map.get(key), key));
  }

  private static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(GITHUB.resolve("workflows"))) {
      return files.toList();
    }
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
  }
}
