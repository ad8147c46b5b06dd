package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CloudFront answers, in forms that it should never have, against the whole function. */
class HostileDocumentTest {
  private static final String ROOT = "<DistributionConfig xmlns=";
  private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
  private static final String DRIFT = "<ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>";
  private static final String ENABLED = "<Enabled>true</Enabled>";
  private static final String END = "</DistributionConfig>";
  private static final String OBJECT = "index.html";

  private final Lab lab = new Lab().connectedBy(QuickPorts::connectWithoutRetries);

  @AfterEach
  void close() {
    lab.close();
  }

  /**
   * @param says what the error says of it
   */
  record Broken(String name, String xml, String says) {
    /** The usual document, of which a part is another one. */
    static Broken of(String name, String part, String instead, String says) {
      String xml = config().xml();
      assertTrue(xml.contains(part), part);
      return new Broken(name, xml.replace(part, instead), says);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Broken> broken() {
    String deep = "<a>".repeat(200_000);
    return Stream.of(
        Broken.of("a DTD", ROOT, "<!DOCTYPE DistributionConfig>" + ROOT, "DTD"),
        Broken.of("a DTD elsewhere", ROOT, "<!DOCTYPE a SYSTEM 'file:///dev/zero'>" + ROOT, "DTD"),
        new Broken(
            "an external entity",
            Broken.of("", OBJECT, "&x;", "")
                .xml()
                .replace(ROOT, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + ROOT),
            "DTD"),
        new Broken(
            "billion laughs",
            Broken.of("", OBJECT, "&l9;", "").xml().replace(ROOT, laughs() + ROOT),
            "DTD"),
        Broken.of("an unknown entity", OBJECT, "&laugh;", "not XML that can be read"),
        Broken.of("an unbound prefix", ENABLED, "<x:Enabled>true</x:Enabled>", "not XML"),
        Broken.of(
            "another namespace where ours is needed",
            ENABLED,
            "<Enabled xmlns='urn:other'>true</Enabled>",
            "lacks Enabled"),
        Broken.of("another root", "DistributionConfig", "Distribution", "not a DistributionConfig"),
        Broken.of("an empty policy", DRIFT, "<ViewerProtocolPolicy/>", "is empty"),
        Broken.of("an element in a policy", "allow-all", "allow-all<b/>", "text is expected"),
        Broken.of("an element in a host", "assets.s3", "<b/>assets.s3", "text is expected"),
        Broken.of("neither true nor false", ENABLED, "<Enabled>yes</Enabled>", "true or false"),
        Broken.of("nested, well formed", END, deep + deep.replace("<", "</") + END, "64"),
        Broken.of("nested, cut", END, deep, "64"),
        Broken.of("too many elements", END, "<a/>".repeat(200_001) + END, "200000 elements"),
        Broken.of("too long", END, "<!--" + "x".repeat(8 << 20) + "-->" + END, "longer than"),
        Broken.of("another encoding", "\"UTF-8\"", "\"ISO-8859-1\"", "not in UTF-8"),
        Broken.of("a NUL", OBJECT, "\0", "not XML"),
        Broken.of("cut", END, "", "not XML"),
        Broken.of("two ends", END, END + END, "not XML"),
        Broken.of("too many attributes", "<Enabled>", "<Enabled" + attributes(101) + ">", "100"),
        Broken.of("100,000 attributes", "<Enabled>", "<Enabled" + attributes(100_000) + ">", "100"),
        Broken.of(
            "100,000 namespaces",
            END,
            declarations(1_000, 100) + END,
            "1000 namespace declarations"),
        Broken.of("too many names", END, names() + END, "5000 different names"),
        Broken.of("a long name", END, "<" + "n".repeat(1_001) + "/>" + END, "1000 characters"));
  }

  private static String names() {
    StringBuilder xml = new StringBuilder();
    for (int element = 0; element < 5_000; element++) {
      xml.append("<a").append(element).append("/>");
    }
    return xml.toString();
  }

  private static String attributes(int number) {
    StringBuilder attributes = new StringBuilder();
    for (int attribute = 0; attribute < number; attribute++) {
      attributes.append(" a").append(attribute).append("='>'");
    }
    return attributes.toString();
  }

  private static String declarations(int elements, int ofEach) {
    StringBuilder xml = new StringBuilder();
    for (int element = 0; element < elements; element++) {
      xml.append("<a");
      for (int each = 0; each < ofEach; each++) {
        xml.append(" xmlns:p%d='urn:a'".formatted(element * ofEach + each));
      }
      xml.append("/>");
    }
    return xml.toString();
  }

  /** Of each of these, one of two meanings was taken, and nobody was told. */
  static Stream<Broken> twoMeanings() {
    String s3 = "<Id>s3</Id>";
    return Stream.of(
        Broken.of("two origins of one id", "<Id>web</Id>", s3, "the same Id"),
        new Broken(
            "two origin groups of one id",
            config().group("both", "web", "s3").group("both", "s3", "web").xml(),
            "the same Id"),
        new Broken(
            "a group named like an origin", config().group("s3", "web", "s3").xml(), "the same Id"),
        new Broken(
            "a group of no origin that nothing leads to",
            config().group("both", "web", "elsewhere").xml(),
            "not an origin"),
        new Broken(
            "a group of groups",
            config().group("one", "web", "s3").group("both", "one", "s3").xml(),
            "not an origin"),
        Broken.of(
            "a target that is not there",
            "<TargetOriginId>s3<",
            "<TargetOriginId>S3<",
            "TargetOriginId names neither an origin"),
        Broken.of(
            "a target with a blank",
            "<TargetOriginId>s3<",
            "<TargetOriginId>s3 <",
            "TargetOriginId"),
        Broken.of(
            "two origin settings",
            "<CustomOriginConfig>",
            "<S3OriginConfig/><CustomOriginConfig>",
            "where one of them belongs"),
        Broken.of(
            "two settings, one in a VPC",
            "<CustomOriginConfig>",
            "<VpcOriginConfig/><CustomOriginConfig>",
            "where one of them belongs"),
        Broken.of("above Unicode", OBJECT, "&#x110000;", "no character"),
        Broken.of("far above Unicode", OBJECT, "&#99999999999999999999;", "no character"),
        Broken.of("a surrogate", OBJECT, "&#xD83D;&#xDE80;", "no character"),
        Broken.of("a surrogate in an attribute", ENABLED, ENABLED + "<a b='&#xd800;'/>", "no ch"),
        Broken.of("a reference to NUL", OBJECT, "&#0;", "no character"),
        Broken.of("a reference to a noncharacter", OBJECT, "&#xFFFE;", "no character"),
        Broken.of("a reference to nothing", OBJECT, "&#;", "no character"));
  }

  @ParameterizedTest
  @MethodSource("twoMeanings")
  void whatHasTwoMeaningsIsNeitherJudgedNorWritten(Broken document) {
    whatCannotBeReadSafelyIsNeitherJudgedNorWritten(document);
  }

  /** Bytes that readers of XML take for different characters, or for none. */
  static Stream<byte[]> notUtf8() {
    return Stream.of(
        new byte[] {(byte) 0xC0, (byte) 0xAF},
        new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
        new byte[] {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0xAF},
        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xBA, (byte) 0x80},
        new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        new byte[] {(byte) 0xE9},
        new byte[] {(byte) 0x80});
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void bytesThatAreNotUtf8AreNeitherJudgedNorWritten(byte[] bytes) {
    for (String place : List.of(OBJECT, "made-for-a-test", "assets.s3", "www.example.com")) {
      byte[] document = config().xml().replace(place, "\0").getBytes(UTF_8);
      ByteArrayOutputStream broken = new ByteArrayOutputStream();
      for (byte each : document) {
        broken.writeBytes(each == 0 ? bytes : new byte[] {each});
      }
      MalformedConfigException thrown =
          assertThrows(
              MalformedConfigException.class, () -> DistributionDocument.of(broken.toByteArray()));
      assertEquals("the document is not in UTF-8", thrown.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatCannotBeReadSafelyIsNeitherJudgedNorWritten(Broken document) {
    lab.cloud().distributions().put(Events.ID, document.xml());

    TryAgainException thrown =
        assertThrows(TryAgainException.class, () -> lab.handle(Events.update("allow-all")));

    String message = Objects.requireNonNull(thrown.getMessage());
    assertTrue(message.contains("GetDistributionConfig of EDFDVBD632BHDS5 failed"), message);
    assertTrue(message.contains(document.says()), message);
    assertEquals(List.of("GetDistributionConfig"), lab.cloudFrontCalls());
    assertEquals(document.xml(), lab.live());
    assertEquals(1, lab.log().getFirst().getInt("Failed"));
  }

  /** It was edited in the first, and judged by the first; CloudFront may take the last. */
  @ParameterizedTest
  @MethodSource("parts")
  void aSecondElementWhereOneBelongsWasOverlooked(String part) {
    lab.cloud().distributions().put(Events.ID, config().xml().replace(part, part + part));

    TryAgainException thrown =
        assertThrows(TryAgainException.class, () -> lab.handle(Events.update("allow-all")));

    String message = Objects.requireNonNull(thrown.getMessage());
    assertTrue(message.contains("twice") || message.contains("one of them belongs"), message);
    assertEquals(List.of("GetDistributionConfig"), lab.cloudFrontCalls());
  }

  static List<String> parts() {
    String xml = config().xml();
    int behavior = xml.indexOf("<DefaultCacheBehavior>");
    return List.of(
        DRIFT,
        ENABLED,
        "<TargetOriginId>s3</TargetOriginId>",
        xml.substring(behavior, xml.indexOf("<CacheBehaviors>")),
        xml.substring(xml.indexOf("<Origins>"), xml.indexOf("<OriginGroups>")),
        xml.substring(xml.indexOf("<CacheBehaviors>"), xml.indexOf("<Comment>")),
        xml.substring(xml.indexOf("<OriginGroups>"), xml.indexOf("<DefaultCacheBehavior>")),
        "<DomainName>api.example.com</DomainName>",
        "<S3OriginConfig><OriginAccessIdentity/></S3OriginConfig>",
        "<OriginProtocolPolicy>https-only</OriginProtocolPolicy>",
        xml.substring(xml.indexOf("<Aliases>"), xml.indexOf("<DefaultRootObject>")));
  }

  /** What is odd but has one meaning: it is repaired, and every other byte stays. */
  static List<Broken> odd() {
    return List.of(
        Broken.of("a comment", "allow-all", "allow<!-- https-only -->-all", ""),
        Broken.of("CDATA", "allow-all", "<![CDATA[allow-all]]>", ""),
        Broken.of("a processing instruction", "allow-all", "<?pi allow-all?>allow-all", ""),
        Broken.of("a character reference", "allow-all", "allow&#x2d;all", ""),
        Broken.of("white space", "allow-all", "\r\n\tallow-all ", ""),
        Broken.of("attributes", "<ViewerProtocolPolicy>", "<ViewerProtocolPolicy a='>'>", ""),
        Broken.of(
            "a namesake of another namespace",
            DRIFT,
            "<ViewerProtocolPolicy xmlns='urn:other'>https-only</ViewerProtocolPolicy>" + DRIFT,
            ""),
        Broken.of(
            "prefixes",
            ROOT + "\"" + NAMESPACE + "\">",
            ROOT + "\"" + NAMESPACE + "\" xmlns:cf=\"" + NAMESPACE + "\"><cf:NewOne/>",
            ""),
        Broken.of("a byte order mark", "<?xml", "\ufeff<?xml", ""),
        Broken.of("many attributes", "<Enabled>", "<Enabled" + attributes(100) + ">", ""),
        Broken.of("many namespaces", END, declarations(9, 100) + END, ""),
        Broken.of(
            "what would be too much outside of comments and the like",
            ENABLED,
            "<!-- <a%1$s> &#0; ' --><?p <a%1$s> &#0; \" ?><New><![CDATA[<a%1$s> &#0; ']]></New>"
                    .formatted(attributes(101))
                + ENABLED,
            ""),
        Broken.of("the last character", OBJECT, "&#x10FFFF;&#xE000;\ud83d\ude80&#0009;", ""),
        Broken.of("many settings", END, "<New a='1'/>".repeat(150_000) + END, ""),
        Broken.of("a long comment", END, "<!--" + "x".repeat(4 << 20) + "-->" + END, ""));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void whatIsOddButHasOneMeaningIsRepaired(Broken document) {
    lab.cloud().distributions().put(Events.ID, document.xml());

    JsonObject outcome = lab.handle(Events.update("allow-all"));

    assertEquals("Repaired", outcome.getString("outcome"));
    String policy = "(?s)<ViewerProtocolPolicy[^x]*?>.*?</ViewerProtocolPolicy>";
    assertEquals(document.xml().replaceAll(policy, ""), lab.live().replaceAll(policy, ""));
    assertTrue(lab.live().contains("redirect-to-https"), lab.live());
  }

  /** The SDK read it before the guard did, and its reader recurses. */
  @Test
  void aDeeplyNestedAnswerOverflowedTheStackOfTheSdk() {
    lab.put(config());
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    for (String action : List.of("GetDistributionConfig", "ListTagsForResource", "Publish")) {
      for (int status : List.of(200, 403, 500)) {
        lab.cloud().faults().clear();
        lab.cloud().faults().always(action, new Fault.Stray(status, deep));
        assertThrows(
            TryAgainException.class,
            () -> lab.handle(Events.update("allow-all")),
            () -> action + " " + status);
      }
    }
    assertEquals("Failed", lab.log().getLast().getString("outcome"));
  }

  @Test
  void aDeeplyNestedAnswerToAWriteIsLookedBehind() {
    lab.put(config());
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    lab.cloud().faults().always("UpdateDistribution", new Fault.Stray(200, deep));

    assertThrows(TryAgainException.class, () -> lab.handle(Events.update("allow-all")));
    assertEquals(2, lab.cloud().calls("GetDistributionConfig").size());
  }

  /** An error of AWS's own is understood all the same. */
  @Test
  void aRefusalIsReadThoughDocumentsAreNot() {
    lab.put(config());
    lab.cloud().faults().always("GetDistributionConfig", Fault.accessDenied("says who?"));
    JsonObject outcome = lab.handle(Events.update("allow-all"));
    assertEquals("NotRepaired", outcome.getString("outcome"));
    assertEquals("AccessDenied", outcome.getObject("refusal").getString("code"));
    assertEquals("says who?", outcome.getObject("refusal").getString("message"));
  }

  private static String laughs() {
    StringBuilder dtd = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int level = 1; level < 10; level++) {
      dtd.append("<!ENTITY l%d \"%s\">".formatted(level, ("&l" + (level - 1) + ";").repeat(10)));
    }
    return dtd + "]>";
  }
}
