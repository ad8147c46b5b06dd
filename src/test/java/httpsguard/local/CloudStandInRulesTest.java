package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** Which configs the stand-in rejects, as CloudFront does. */
class CloudStandInRulesTest extends StandInFixture {
  @ParameterizedTest
  @CsvSource({
    "<Quantity>2</Quantity>, <Quantity>3</Quantity>, InconsistentQuantities",
    "<Enabled>true</Enabled>, '', MalformedXML",
    "<Enabled>true</Enabled>, <Enabled>yes</Enabled>, MalformedXML",
    ">https-only</Viewer, >please</Viewer, MalformedXML",
    "<PathPattern>/api/*</PathPattern>, '', MalformedXML",
    "<TargetOriginId>api</TargetOriginId>, <TargetOriginId>b</TargetOriginId>, NoSuchOrigin",
    ">made-by-hand<, >another<, IllegalUpdate",
    "</DistributionConfig>, '', MalformedXML",
    "doc/2020-05-31/, doc/2016-01-28/, MalformedXML",
    "<S3OriginConfig><OriginAccessIdentity/></S3OriginConfig>, '', InvalidOrigin",
    "<HTTPPort>80</HTTPPort>, '', MalformedXML",
  })
  void whatCloudFrontRejectsIsRejected(String part, String instead, String code) throws Exception {
    assertTrue(StoredConfigs.DRIFTED.contains(part), part);
    StoredDistribution before = aws.distributions().read(ID);

    var reply = put(StoredConfigs.DRIFTED.replace(part, instead), before.eTag());

    assertEquals(code, aws.calls("UpdateDistribution").getFirst().errorCode().orElse("none"));
    assertTrue(reply.body().utf8().contains("<Code>" + code + "</Code>"), reply.body().utf8());
    assertEquals(before, aws.distributions().read(ID));
  }

  @Test
  void aDocumentTypeIsRejected() throws Exception {
    String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    var reply =
        put(
            StoredConfigs.DRIFTED.replace("<DistributionConfig ", doctype + "<DistributionConfig "),
            aws.distributions().read(ID).eTag());

    assertEquals(400, reply.status());
  }

  /** A guard that is older than CloudFront has to send back what it does not know. */
  @Test
  void aWordThatTheDistributionHasIsOneThatCloudFrontKnows() {
    aws.distributions().edit(ID, xml -> xml.replace("allow-all", "a-word-of-the-future"));
    String config = aws.distributions().read(ID).configBytes().utf8();
    ConfigRules.check(Bytes.utf8(config), ConfigRules.words(root(config)));
    assertThrows(ServiceError.class, () -> ConfigRules.check(Bytes.utf8(config)));
  }

  @Test
  void anOriginGroupTakesNoMethodsThatSend() {
    String config =
        httpsguard.distribution.Configs.config()
            .group("both", "s3", "web")
            .defaultTo("both", "https-only")
            .end("<Comment/>")
            .xml()
            .replaceFirst("<Comment>.*?</Comment>", "");
    ConfigRules.check(Bytes.utf8(config));
    ServiceError refused =
        assertThrows(
            ServiceError.class,
            () ->
                ConfigRules.check(
                    Bytes.utf8(
                        config.replaceFirst(
                            "<Quantity>2</Quantity><Items><Method>HEAD</Method>",
                            "<Quantity>3</Quantity><Items><Method>POST</Method><Method>HEAD</Method>"))));
    assertTrue(String.valueOf(refused.getMessage()).contains("origin group"), refused::toString);
  }

  private static Element root(String config) {
    return StoredConfig.of(Bytes.utf8(config)).root();
  }
}
