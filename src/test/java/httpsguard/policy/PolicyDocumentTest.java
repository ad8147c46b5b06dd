package httpsguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.DistributionId;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code HTTPS_POLICY}: what is read, and what is refused in which words. */
class PolicyDocumentTest {
  static final String REDIRECT = "{\"policy\": \"redirect-to-https\"";

  @Test
  void readsTheWholeDocument() {
    HttpsPolicy policy =
        HttpsPolicy.parse(
            """
            {"policy": "redirect-to-https",
             "rules": [
              {"distribution": "E2EXAMPLE", "pathPattern": "/legacy/*", "policy": "allow-all",
               "until": "2027-03-31", "reason": " set-top boxes "},
              {"tags": {"managed-by": "terraform"}, "mode": "notify"},
              {"account": "123456789012", "policy": "https-only"}],
             "exemptionTag": {"key": "may-use-http", "maxDays": 30}}
            """);
    assertEquals(
        new HttpsPolicy(
            ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            List.of(
                new Rule(
                    new Scope(
                        Optional.empty(),
                        Optional.of(new DistributionId("E2EXAMPLE")),
                        Optional.of(new PathPattern("/legacy/*")),
                        Map.of()),
                    Optional.of(new Rule.Ruling.Allow(LocalDate.of(2027, 3, 31), "set-top boxes")),
                    false),
                new Rule(
                    new Scope(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("managed-by", "terraform")),
                    Optional.empty(),
                    true),
                new Rule(
                    new Scope(
                        Optional.of("123456789012"), Optional.empty(), Optional.empty(), Map.of()),
                    Optional.of(new Rule.Ruling.Require(ViewerProtocolPolicy.HTTPS_ONLY)),
                    false)),
            Optional.of(new ExemptionTag("may-use-http", 30))),
        policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https-only", " https-only\n", "{\"policy\":\"https-only\"}"})
  void readsAWordAndTheDocumentThatSaysTheSame(String text) {
    assertEquals(
        new HttpsPolicy(
            ViewerProtocolPolicy.HTTPS_ONLY,
            List.of(),
            Optional.of(new ExemptionTag("https-guard-exempt", 365))),
        HttpsPolicy.parse(text));
  }

  @Test
  void fillsInWhatTheExemptionTagLeavesOut() {
    assertEquals(
        Optional.of(new ExemptionTag("https-guard-exempt", 7)),
        HttpsPolicy.parse(REDIRECT + ",\"exemptionTag\":{\"maxDays\":7}}").exemptionTag());
    assertEquals(
        Optional.of(new ExemptionTag("may", 365)),
        HttpsPolicy.parse(REDIRECT + ",\"exemptionTag\":{\"key\":\"may\"}}").exemptionTag());
  }

  @Test
  void turnsTagsOffByNull() {
    assertEquals(
        Optional.empty(), HttpsPolicy.parse(REDIRECT + ",\"exemptionTag\":null}").exemptionTag());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The document.
        "{} | policy is missing (needed: redirect-to-https, https-only)",
        "{`policy`:`allow-all`} | policy is \"allow-all\" (allowed: redirect-to-https, https-only)",
        "{`policy`:null} | policy is null (allowed: redirect-to-https, https-only)",
        "{`policy`:3} | policy is 3 (allowed: redirect-to-https, https-only)",
        "REDIRECT,`rule`:[]} | rule is not a field (allowed: policy, rules, exemptionTag)",
        "REDIRECT,`mode`:`notify`} | mode is not a field (allowed: policy, rules, exemptionTag)",
        "REDIRECT,`rules`:{}} | rules is an object (allowed: a list of rules)",
        "REDIRECT,`rules`:null} | rules is null (allowed: a list of rules)",
        "REDIRECT,`rules`:[7]} | rules[0] is 7 (allowed: an object)",
        "REDIRECT,`policy`:`https-only`} | policy is there twice",
        "REDIRECT,`rules`:[{},{`mode`:1,`mode`:2}]} | rules[1].mode is there twice",
        // The exemption tag.
        "REDIRECT,`exemptionTag`:true} | exemptionTag is true (allowed: an object with key",
        "REDIRECT,`exemptionTag`:{`days`:3}} | exemptionTag.days is not a field",
        "REDIRECT,`exemptionTag`:{`key`:`a*b`}} | exemptionTag.key is \"a*b\" (allowed: a tag key",
        "REDIRECT,`exemptionTag`:{`key`:``}} | exemptionTag.key is \"\" (allowed: a tag key",
        "REDIRECT,`exemptionTag`:{`maxDays`:0}} | exemptionTag.maxDays is 0 (allowed: a whole",
        "REDIRECT,`exemptionTag`:{`maxDays`:3651}} | exemptionTag.maxDays is 3651",
        "REDIRECT,`exemptionTag`:{`maxDays`:1.5}} | exemptionTag.maxDays is 1.5",
        "REDIRECT,`exemptionTag`:{`maxDays`:99999999999999999999}} | maxDays is 99999999999999",
        "REDIRECT,`exemptionTag`:{`maxDays`:`30`}} | exemptionTag.maxDays is \"30\"",
        // Matchers.
        "RULE{`account`:`12345`,`mode`:`notify`} | rules[0].account is \"12345\" (allowed: twelve",
        "RULE{`account`:123456789012,`mode`:`notify`} | rules[0].account is 123456789012",
        "RULE{`account`:``,`mode`:`notify`} | rules[0].account is \"\"",
        "RULE{`distribution`:`*`,`mode`:`notify`} | rules[0].distribution is \"*\" (allowed: a",
        "RULE{`pathPattern`:``,`policy`:`https-only`} | rules[0].pathPattern is \"\" (allowed: a",
        "RULE{`pathPattern`:[],`policy`:`https-only`} | rules[0].pathPattern is a list",
        "RULE{`tags`:{},`mode`:`notify`} | rules[0].tags is an object (allowed: an object with one",
        "RULE{`tags`:`a=b`,`mode`:`notify`} | rules[0].tags is \"a=b\" (allowed: an object with one",
        "RULE{`tags`:{`a`:`b*`},`mode`:`notify`} | rules[0].tags.a is \"b*\" (allowed: a tag value",
        "RULE{`tags`:{`a`:true},`mode`:`notify`} | rules[0].tags.a is true (allowed: a tag",
        "RULE{`tags`:{`a*`:`b`},`mode`:`notify`} | rules[0].tags[\"a*\"] is not a tag key (allowed",
        "RULE{`tag`:{`a`:`b`},`mode`:`notify`} | rules[0].tag is not a field (allowed: account,",
        "RULE{`mode`:`notify`} | rules[0] has no matcher (needed: one or more of account, dist",
        // Effects.
        "RULE{`account`:`123456789012`} | rules[0] decides nothing (needed: policy, mode, or both)",
        "RULE{`account`:`123456789012`,`policy`:`http`} | rules[0].policy is \"http\" (allowed: red",
        "RULE{`account`:`123456789012`,`mode`:`remediate`} | rules[0].mode is \"remediate\" (allow",
        "RULE{`pathPattern`:`*`,`mode`:`notify`} | rules[0].mode stands beside pathPattern",
        "RULE{`account`:`123456789012`,`policy`:`https-only`,`until`:`2027-03-31`} | until stands",
        "RULE{`account`:`123456789012`,`policy`:`https-only`,`reason`:`x`} | rules[0].reason stands",
        "RULE{`account`:`123456789012`,`mode`:`notify`,`until`:`2027-03-31`} | until stands alone",
        "RULE{`pathPattern`:`*`,`policy`:`allow-all`,`reason`:`x`} | rules[0].until is missing (nee",
        "RULE{`pathPattern`:`*`,`policy`:`allow-all`,`until`:`2027-03-31`} | reason is missing",
        "ALLOW`until`:`2027-02-30`,`reason`:`x`} | rules[0].until is \"2027-02-30\" (allowed",
        "ALLOW`until`:`2027-3-31`,`reason`:`x`} | rules[0].until is \"2027-3-31\"",
        "ALLOW`until`:`+12027-03-31`,`reason`:`x`} | rules[0].until is \"+12027-03-31\"",
        "ALLOW`until`:`tomorrow`,`reason`:`x`} | rules[0].until is \"tomorrow\"",
        "ALLOW`until`:20270331,`reason`:`x`} | rules[0].until is 20270331",
        "ALLOW`until`:`2027-03-31`,`reason`:`  `} | rules[0].reason is \"  \"",
        // JSON itself.
        "REDIRECT,} | is not a JSON document: line 1, character",
        "REDIRECT | is not a JSON document",
        "REDIRECT} and more | is not a JSON document",
        "REDIRECT,`rules` [{`distribution`:`E1`}]} | line 1, character 39",
        "{`policy`:`redirect-to-https`,`rules`:[{`tags`:{`a`:`b`,`a`:`c`}}]} | rules[0].tags.a is th",
        // Words.
        "HTTPS-ONLY | is \"HTTPS-ONLY\" (allowed: redirect-to-https, https-only, or a JSON",
        "allow-all | is \"allow-all\" (allowed: redirect-to-https, https-only, or a JSON document)",
        "[] | is \"[]\" (allowed: redirect-to-https, https-only, or a JSON document)",
      })
  void namesTheFieldItsValueAndWhatIsAllowed(String text, String problem) {
    String json =
        text.replace("REDIRECT", "{`policy`:`redirect-to-https`")
            .replace("RULE", "{`policy`:`redirect-to-https`,`rules`:[")
            .replace(
                "ALLOW",
                "{`policy`:`redirect-to-https`,`rules`:[{`pathPattern`:`*`,`policy`:`allow-all`,")
            .replace('`', '"');
    String closed = text.startsWith("RULE") || text.startsWith("ALLOW") ? json + "]}" : json;
    String message = message(closed);
    assertTrue(message.contains(problem), () -> closed + "\n" + message);
  }

  @Test
  void namesEveryProblemAtOnce() {
    MalformedPolicyException thrown =
        refuse(
            """
            {"rules": [{"account": 1}, {"tags": {}, "mode": "off", "x": 1}],
             "exemptionTag": {"maxDays": -1}, "comment": "no"}
            """);
    assertEquals(
        List.of(
            "comment",
            "policy",
            "rules[0].account",
            "rules[0]",
            "rules[1].x",
            "rules[1].tags",
            "rules[1].mode",
            "exemptionTag.maxDays"),
        thrown.problems().stream().map(PolicyProblem::field).toList());
  }

  @Test
  void saysNothingOfUntilWhereThePolicyBesideItIsMisspelt() {
    MalformedPolicyException thrown =
        refuse(
            REDIRECT
                + ",\"rules\":[{\"pathPattern\":\"*\",\"policy\":\"alow-all\","
                + "\"until\":\"2027-03-31\",\"reason\":\"x\"}]}");
    assertEquals(
        List.of("rules[0].policy"), thrown.problems().stream().map(PolicyProblem::field).toList());
  }

  static String message(String text) {
    return refuse(text).tell("HTTPS_POLICY").stream().collect(Collectors.joining("\n"));
  }

  static MalformedPolicyException refuse(String text) {
    return assertThrows(MalformedPolicyException.class, () -> HttpsPolicy.parse(text));
  }
}
