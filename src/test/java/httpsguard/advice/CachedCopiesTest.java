package httpsguard.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedCopiesTest {
  @Test
  void invalidatesExactlyTheRepairedPatterns() {
    assertEquals(
        List.of("/img/*", "/docs/a.html"), CachedCopies.paths(behaviors("/img/*", "docs/a.html")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/*.jpg", "/a/*/b", "/img?.png", "*", "/a b", "/it's", "/~user/*"})
  void invalidatesEverythingWhereAPatternIsNoInvalidationPath(String pattern) {
    assertEquals(List.of("/*"), CachedCopies.paths(behaviors("/fine/*", pattern)));
  }

  @Test
  void invalidatesEverythingForTheDefaultBehavior() {
    assertEquals(List.of("/*"), CachedCopies.paths(behaviors("/img/*", "")));
  }

  @Test
  void invalidatesEverythingWhereMoreWildcardsAreRepairedThanCanBeUnderWay() {
    String[] patterns =
        IntStream.range(0, 16).mapToObj(n -> "/p" + n + "/*").toArray(String[]::new);
    assertEquals(List.of("/*"), CachedCopies.paths(behaviors(patterns)));
    patterns[0] = "/p0";
    assertEquals(16, CachedCopies.paths(behaviors(patterns)).size());
  }

  private static List<JudgedBehavior> behaviors(String... patterns) {
    return Arrays.stream(patterns)
        .map(
            pattern ->
                new JudgedBehavior(
                    new CacheBehavior(
                        0,
                        Optional.of(pattern).filter(text -> !text.isEmpty()).map(PathPattern::new),
                        "s3",
                        ViewerProtocolPolicy.ALLOW_ALL,
                        List.of(),
                        false),
                    List.of(),
                    new Verdict.Finding(ViewerProtocolPolicy.HTTPS_ONLY)))
        .toList();
  }
}
