package httpsguard.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every policy that the documentation shows can be deployed as it stands there. */
class PolicyDocsTest {
  private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @Test
  void policiesInTheDocumentationAreRight() throws IOException {
    List<String> policies = policies(Path.of("docs", "policy.md"));
    assertEquals(2, policies.size(), "examples");
    for (String policy : policies) {
      HttpsPolicy parsed = assertDoesNotThrow(() -> HttpsPolicy.parse(policy), policy);
      assertTrue(!parsed.rules().isEmpty(), policy);
    }
    for (String policy : policies(Path.of("README.md"))) {
      var _ = assertDoesNotThrow(() -> HttpsPolicy.parse(policy), policy);
    }
  }

  private static List<String> policies(Path page) throws IOException {
    return JSON.matcher(Files.readString(page))
        .results()
        .map((MatchResult match) -> match.group(1))
        .filter(json -> json.contains("\"policy\""))
        .toList();
  }
}
