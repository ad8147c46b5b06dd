package httpsguard.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionDocumentTest {
  private static final ViewerProtocolPolicy TO = ViewerProtocolPolicy.REDIRECT_TO_HTTPS;

  @Test
  void readsWhatIsJudged() {
    DistributionConfig config =
        Configs.config()
            .path("/img/*", "web", "https-only")
            .group("both", "s3", "web")
            .document()
            .config();

    assertTrue(config.enabled());
    assertEquals("www.example.com", config.aliases().getFirst());
    assertEquals(2, config.origins().size());
    assertEquals("both", config.originGroups().getFirst().id());
    assertEquals("/img/*", config.behaviors().getFirst().label());
    assertEquals("/img/*", config.behaviors().getFirst().pathPattern().orElseThrow().toString());
    assertEquals("Default (*)", config.behaviors().getLast().label());
    assertEquals(1, config.behaviors().getLast().precedence());
  }

  @Test
  void changesOnlyTheNamedValuesAndKeepsEveryOtherByte() {
    String xml =
        Configs.config().path("/a/*", "s3", "allow-all").path("/b/*", "s3", "allow-all").xml();

    String edited = text(DistributionDocument.of(xml.getBytes(UTF_8)).with(Map.of(0, TO, 2, TO)));

    String first = "<PathPattern>/a/*</PathPattern>";
    String defaultOne = "<DefaultCacheBehavior>";
    String expected = replaceAfter(replaceAfter(xml, first), defaultOne);
    assertEquals(expected, edited);
  }

  @Test
  void keepsElementsThatNobodyKnowsNonAsciiTextAndEntities() {
    String unknown =
        "<FutureSetting xmlns:f=\"urn:future\"><f:ViewerProtocolPolicy>allow-all"
            + "</f:ViewerProtocolPolicy><Note a='&lt;>'>\u00fc&#x20AC;&amp;\ud83d\udd12</Note>\r\n"
            + "</FutureSetting><!-- allow-all --><?keep allow-all?>";
    String xml =
        Configs.config().xml().replace("</DistributionConfig>", unknown + "</DistributionConfig>");

    String edited = text(DistributionDocument.of(xml.getBytes(UTF_8)).with(Map.of(0, TO)));

    assertEquals(replaceAfter(xml, "<DefaultCacheBehavior>"), edited);
  }

  @Test
  void editsNothingWhenNothingIsAsked() {
    byte[] bytes = Configs.config().bytes();
    assertArrayEquals(bytes, DistributionDocument.of(bytes).with(Map.of()).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow-<!-- why -->all",
        "<![CDATA[allow-all]]>",
        "<![CDATA[allow]]>-all",
        "allow&#45;all",
        "\n  allow-all\n",
        "<?pi?>allow-all<?pi?>",
      })
  void editsTheValueHoweverItIsWritten(String written) {
    String xml = Configs.config().xml().replace(">allow-all<", ">" + written + "<");

    DistributionDocument edited = DistributionDocument.of(xml.getBytes(UTF_8)).with(Map.of(0, TO));

    assertEquals(TO, edited.config().behaviors().getLast().viewerProtocolPolicy());
    assertEquals(
        xml.replaceFirst("(?s)<ViewerProtocolPolicy>.*?</ViewerProtocolPolicy>", ""),
        text(edited).replaceFirst("(?s)<ViewerProtocolPolicy>.*?</ViewerProtocolPolicy>", ""));
    assertEquals(written.contains("<!--"), text(edited).contains("<!-- why -->"));
  }

  @Test
  void readsPrefixedNamesOfCloudFrontsNamespace() {
    String xml =
        Configs.config()
            .xml()
            .replaceAll("<(/?)([A-Za-z])", "<$1cf:$2")
            .replace("xmlns=", "xmlns:cf=");

    DistributionDocument edited = DistributionDocument.of(xml.getBytes(UTF_8)).with(Map.of(0, TO));

    assertEquals(xml.replace(">allow-all<", ">redirect-to-https<"), text(edited));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<DistributionConfig>",
        "<DistributionConfig/>",
        "<Other/>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><DistributionConfig/>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><DistributionConfig/>",
        "<?xml version='1.0' encoding='ISO-8859-1'?><DistributionConfig/>",
        "<DistributionConfig>&unknown;</DistributionConfig>",
      })
  void refusesWhatIsNoConfig(String xml) {
    assertThrows(
        MalformedConfigException.class, () -> DistributionDocument.of(xml.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<More/>", "more", "&#65;", "</DistributionConfig>"})
  void refusesWhatStandsBehindTheEndOfTheConfig(String more) {
    byte[] bytes = (Configs.config().xml() + more).getBytes(UTF_8);
    assertThrows(MalformedConfigException.class, () -> DistributionDocument.of(bytes));
  }

  @Test
  void refusesEndlessNesting() {
    String xml = "<DistributionConfig>" + "<a>".repeat(100_000);
    assertThrows(
        MalformedConfigException.class, () -> DistributionDocument.of(xml.getBytes(UTF_8)));
  }

  @Test
  void readsAsDeepAndAsManyElementsAsItSaysAndNoMore() {
    String xml = Configs.config().xml();
    int there = xml.split("<[A-Za-z]", -1).length - 1;
    int left = 200_000 - there;
    assertEquals(2, more("<a/>".repeat(left)).document().config().origins().size());
    assertThrows(MalformedConfigException.class, more("<a/>".repeat(left + 1))::document);
    assertEquals(
        2, more("<a>".repeat(63) + "</a>".repeat(63)).document().config().origins().size());
    assertThrows(
        MalformedConfigException.class, more("<a>".repeat(64) + "</a>".repeat(64))::document);
  }

  /** It was judged by the first, and CloudFront may take the last. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Enabled>true</Enabled>",
        "<ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>"
      })
  void aSecondElementWhereOneBelongsWasOverlooked(String element) {
    byte[] bytes = Configs.config().xml().replace(element, element + element).getBytes(UTF_8);
    MalformedConfigException thrown =
        assertThrows(MalformedConfigException.class, () -> DistributionDocument.of(bytes));
    assertTrue(String.valueOf(thrown.getMessage()).contains("twice"), thrown.getMessage());
  }

  private static Configs more(String settings) {
    return Configs.config().end(settings);
  }

  @Test
  void refusesABehaviorWithoutItsOrigin() {
    Configs configs = Configs.config().defaultTo("nowhere", "allow-all");
    assertThrows(MalformedConfigException.class, configs::document);
  }

  @Test
  void refusesToEditABehaviorThatIsNotThere() {
    DistributionDocument document = Configs.config().document();
    assertThrows(IllegalArgumentException.class, () -> document.with(Map.of(1, TO)));
    assertThrows(IllegalArgumentException.class, () -> document.with(Map.of(-1, TO)));
  }

  @Test
  void isEqualToOneOfTheSameBytes() {
    DistributionDocument document = Configs.config().document();
    assertEquals(Configs.config().document(), document);
    assertEquals(Configs.config().document().hashCode(), document.hashCode());
    assertNotEquals(Configs.config().end("<!-- -->").document(), document);
    assertFalse(document.equals(new Object()));
  }

  @Test
  void printsNoneOfItsContent() {
    assertEquals(
        "DistributionDocument[" + Configs.config().bytes().length + " bytes]",
        Configs.config().document().toString());
  }

  @Test
  void readsWhetherFunctionsRunAtTheEdge() {
    String lambda =
        "<LambdaFunctionAssociations><Quantity>1</Quantity><Items><LambdaFunctionAssociation/>"
            + "</Items></LambdaFunctionAssociations>";
    assertFalse(hasEdgeFunctions(Configs.config()));
    assertTrue(hasEdgeFunctions(Configs.config().withEdgeFunctions()));
    assertTrue(
        DistributionDocument.of(
                Configs.config().xml().replace("<Compress>", lambda + "<Compress>").getBytes(UTF_8))
            .config()
            .behaviors()
            .getFirst()
            .edgeFunctions());
  }

  @Test
  void readsTheKind() {
    assertEquals("standard", kind(Configs.config()));
    assertEquals("staging", kind(Configs.config().staging()));
    assertEquals("multi-tenant", kind(Configs.config().multiTenant()));
    assertEquals("standard", kind(Configs.config().end("<ConnectionMode>direct</ConnectionMode>")));
  }

  @Test
  void reachesTheMembersOfTheGroupThatABehaviorNames() {
    DistributionConfig config =
        Configs.config()
            .group("first", "s3", "s3")
            .group("second", "web", "s3")
            .defaultTo("second", "allow-all")
            .document()
            .config();
    assertEquals(
        List.of("web", "s3"),
        config.originsOf(config.behaviors().getFirst()).stream().map(Origin::id).toList());
  }

  @Test
  void refusesWhatIsNotInUtf8HoweverItSaysSo() {
    assertEquals(2, encoded("US-ASCII", US_ASCII).config().origins().size());
    assertThrows(MalformedConfigException.class, () -> encoded("ISO-8859-1", ISO_8859_1));
    assertThrows(MalformedConfigException.class, () -> encoded("UTF-16", UTF_16));
  }

  private static DistributionDocument encoded(String name, Charset charset) {
    String ascii = Configs.config().xml().replaceFirst("<Comment>.*</Comment>", "");
    return DistributionDocument.of(ascii.replace("UTF-8", name).getBytes(charset));
  }

  private static boolean hasEdgeFunctions(Configs configs) {
    return configs.document().config().behaviors().getFirst().edgeFunctions();
  }

  private static String kind(Configs configs) {
    return configs.document().config().kind().word();
  }

  private static String replaceAfter(String xml, String place) {
    int from = xml.indexOf(">allow-all<", xml.indexOf(place));
    return xml.substring(0, from) + ">" + TO + "<" + xml.substring(from + ">allow-all<".length());
  }

  private static String text(DistributionDocument document) {
    return new String(document.bytes(), UTF_8);
  }
}
