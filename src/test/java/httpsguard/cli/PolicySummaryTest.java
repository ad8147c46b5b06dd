package httpsguard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.policy.HttpsPolicy;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pointed out about a policy on 2026-11-24. */
class PolicySummaryTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "'account':'111122223333' | 'account':'111122223333' | true",
        "'account':'111122223333' | 'account':'111122223334' | false",
        "'account':'111122223333' | 'distribution':'E2EXAMPLE' | false",
        "'account':'111122223333' | 'account':'111122223333','pathPattern':'/a' | true",
        "'distribution':'E2EXAMPLE' | 'distribution':'E2EXAMPLE' | true",
        "'distribution':'E2EXAMPLE' | 'distribution':'E3EXAMPLE' | false",
        "'distribution':'E2EXAMPLE' | 'account':'111122223333' | false",
        "'distribution':'E2EXAMPLE' | 'distribution':'E2EXAMPLE','tags':{'a':'b'} | true",
        "'pathPattern':'/a' | 'pathPattern':'a' | true",
        "'pathPattern':'/a' | 'pathPattern':'/b' | false",
        "'pathPattern':'*' | 'pathPattern':'/*' | false",
        "'tags':{'a':'b'} | 'tags':{'a':'b','c':'d'} | true",
        "'tags':{'a':'b','c':'d'} | 'tags':{'a':'b'} | false",
      },
      delimiter = '|')
  void aRuleBehindOneThatFitsAllThatItFitsDecidesNothing(
      String first, String second, boolean isShadowed) {
    String hints = String.join("\n", summary(rule(first) + "," + rule(second)).hints());
    assertEquals(isShadowed, hints.contains("rules[1].policy decides nothing"), hints);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-23, ended", "2026-11-24, today is the last day", "2026-11-25, in 1 days"})
  void saysWhenAnExemptionEnds(String until, String words) {
    String lines =
        String.join(
            "\n",
            summary(
                    "{'account':'111122223333','policy':'allow-all','reason':'x','until':'"
                        + until
                        + "'}")
                .lines());
    assertTrue(lines.contains("exempt until " + until + " (" + words + ")"), lines);
  }

  private static String rule(String matchers) {
    return "{" + matchers + ",'policy':'https-only'}";
  }

  private static PolicySummary summary(String rules) {
    HttpsPolicy policy =
        HttpsPolicy.parse(
            ("{'policy':'redirect-to-https','rules':[" + rules + "]}").replace('\'', '"'));
    return new PolicySummary(policy, TODAY);
  }
}
