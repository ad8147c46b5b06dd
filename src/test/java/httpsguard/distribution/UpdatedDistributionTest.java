package httpsguard.distribution;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers to an update show what was sent. */
class UpdatedDistributionTest {
  private static final String DOMAIN_NAME = "d111111abcdef8.cloudfront.net";
  private static final DistributionId ID = new DistributionId("EDFDVBD632BHDS5");

  private static final Configs SENT =
      config()
          .group("both", "s3", "web")
          .path("/a/*", "both", "redirect-to-https")
          .path("/b/*", "web", "https-only")
          .defaultTo("s3", "redirect-to-https");

  @Test
  void readsWhatAnUpdateBecame() {
    UpdatedDistribution updated = answered("EDFDVBD632BHDS5", SENT.xml());
    assertEquals(DOMAIN_NAME, updated.domainName());
    assertTrue(updated.config().enabled());
    assertTrue(updated.shows(ID, SENT.document().config()));
  }

  @Test
  void anAnswerAboutAnotherDistributionDoesNotShowIt() {
    assertFalse(answered("EANOTHER123456", SENT.xml()).shows(ID, SENT.document().config()));
  }

  /** Each part that is judged. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Enabled>true | <Enabled>false",
        "</Enabled> | </Enabled><Staging>true</Staging>",
        "www.example.com</CNAME> | other.example.com</CNAME>",
        "<DomainName>assets.s3 | <DomainName>others.s3",
        "<S3OriginConfig><OriginAccessIdentity/></S3OriginConfig> | <VpcOriginConfig/>",
        "<OriginProtocolPolicy>https-only | <OriginProtocolPolicy>http-only",
        "<Id>web</Id> | <Id>web2</Id>",
        "<OriginId>s3</OriginId> | <OriginId>web</OriginId>",
        "<TargetOriginId>both | <TargetOriginId>s3",
        "<PathPattern>/a/* | <PathPattern>/c/*",
        ">https-only</ViewerProtocolPolicy> | >allow-all</ViewerProtocolPolicy>",
        "<DefaultCacheBehavior><TargetOriginId>s3 | <DefaultCacheBehavior><TargetOriginId>web",
        "<Method>HEAD</Method> | <Method>OPTIONS</Method>",
      })
  void anAnswerThatDiffersInWhatIsJudgedDoesNotShowIt(String part, String instead) {
    String other = SENT.xml().replace(part, instead);
    if (part.startsWith("<Id>web")) {
      other =
          other
              .replace("<OriginId>web<", "<OriginId>web2<")
              .replace("<TargetOriginId>web<", "<TargetOriginId>web2<");
    }
    assertNotEquals(SENT.xml(), other);
    assertFalse(answered(ID.value(), other).shows(ID, SENT.document().config()));
  }

  @Test
  void anAnswerWithOneBehaviorMoreOrLessDoesNotShowIt() {
    String one = SENT.xml();
    int from = one.indexOf("<CacheBehavior>");
    String behavior = one.substring(from, one.indexOf("</CacheBehavior>") + 16);
    for (String other :
        new String[] {
          one.replace(behavior, "")
              .replace("<CacheBehaviors><Quantity>2", "<CacheBehaviors><Quantity>1"),
          one.replace(behavior, behavior + behavior)
              .replace("<CacheBehaviors><Quantity>2", "<CacheBehaviors><Quantity>3")
        }) {
      assertFalse(answered(ID.value(), other).shows(ID, SENT.document().config()));
    }
  }

  @Test
  void anAnswerInAnotherOrderShowsIt() {
    String other =
        SENT.xml()
            .replace(
                "<Method>HEAD</Method><Method>GET</Method>",
                "<Method>GET</Method><Method>HEAD</Method>");
    String origin = other.substring(other.indexOf("<Origin>"), other.indexOf("</Origin>") + 9);
    String reordered =
        other.replace(origin, "").replace("</Items></Origins>", origin + "</Items></Origins>");
    assertNotEquals(other, reordered);
    assertTrue(answered(ID.value(), reordered).shows(ID, SENT.document().config()));
  }

  @Test
  void anotherDocumentIsNoAnswer() {
    byte[] other =
        distribution(ID.value(), SENT.xml())
            .replace("Distribution xmlns", "StreamingDistribution xmlns")
            .replace("</Distribution>", "</StreamingDistribution>")
            .getBytes(UTF_8);
    assertThrows(MalformedConfigException.class, () -> UpdatedDistribution.of(other));
  }

  private static UpdatedDistribution answered(String id, String config) {
    return UpdatedDistribution.of(distribution(id, config).getBytes(UTF_8));
  }

  private static String distribution(String id, String config) {
    return "<Distribution xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><Id>"
        + id
        + "</Id><DomainName>"
        + DOMAIN_NAME
        + "</DomainName>"
        + config.replaceFirst("<\\?xml[^>]*>", "").strip()
        + "</Distribution>";
  }
}
