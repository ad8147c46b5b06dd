package httpsguard.lambda;

import static httpsguard.lambda.Altered.DRIFT;
import static httpsguard.lambda.Altered.ENABLED;
import static httpsguard.lambda.Altered.END;
import static httpsguard.lambda.Altered.OBJECT;
import static httpsguard.lambda.Altered.ROOT;
import static httpsguard.lambda.Altered.attributes;
import static httpsguard.lambda.Altered.declarations;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are odd but have one meaning, against the whole function. */
class OddDocumentTest {
  private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
  private final Lab lab = new Lab().connectedBy(QuickPorts::connectWithoutRetries);

  @AfterEach
  void close() {
    lab.close();
  }

  /** What is odd but has one meaning: it is repaired, and every other byte stays. */
  static List<Altered> odd() {
    return List.of(
        Altered.of("a comment", "allow-all", "allow<!-- https-only -->-all", ""),
        Altered.of("CDATA", "allow-all", "<![CDATA[allow-all]]>", ""),
        Altered.of("a processing instruction", "allow-all", "<?pi allow-all?>allow-all", ""),
        Altered.of("a character reference", "allow-all", "allow&#x2d;all", ""),
        Altered.of("white space", "allow-all", "\r\n\tallow-all ", ""),
        Altered.of("attributes", "<ViewerProtocolPolicy>", "<ViewerProtocolPolicy a='>'>", ""),
        Altered.of(
            "a namesake of another namespace",
            DRIFT,
            "<ViewerProtocolPolicy xmlns='urn:other'>https-only</ViewerProtocolPolicy>" + DRIFT,
            ""),
        Altered.of(
            "prefixes",
            ROOT + "\"" + NAMESPACE + "\">",
            ROOT + "\"" + NAMESPACE + "\" xmlns:cf=\"" + NAMESPACE + "\"><cf:NewOne/>",
            ""),
        Altered.of("a byte order mark", "<?xml", "\ufeff<?xml", ""),
        Altered.of("many attributes", "<Enabled>", "<Enabled" + attributes(100) + ">", ""),
        Altered.of("many namespaces", END, declarations(9, 100) + END, ""),
        Altered.of(
            "what would be too much outside of comments and the like",
            ENABLED,
            "<!-- <a%1$s> &#0; ' --><?p <a%1$s> &#0; \" ?><New><![CDATA[<a%1$s> &#0; ']]></New>"
                    .formatted(attributes(101))
                + ENABLED,
            ""),
        Altered.of("the last character", OBJECT, "&#x10FFFF;&#xE000;\ud83d\ude80&#0009;", ""),
        Altered.of("many settings", END, "<New a='1'/>".repeat(150_000) + END, ""),
        Altered.of("a long comment", END, "<!--" + "x".repeat(4 << 20) + "-->" + END, ""));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void whatIsOddButHasOneMeaningIsRepaired(Altered document) {
    lab.cloud().distributions().put(Events.ID, document.xml());

    JsonObject outcome = lab.handle(Events.update("allow-all"));

    assertEquals("Repaired", outcome.getString("outcome"));
    String policy = "(?s)<ViewerProtocolPolicy[^x]*?>.*?</ViewerProtocolPolicy>";
    assertEquals(document.xml().replaceAll(policy, ""), lab.live().replaceAll(policy, ""));
    assertTrue(lab.live().contains("redirect-to-https"), lab.live());
  }
}
