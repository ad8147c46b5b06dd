package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static httpsguard.lambda.Altered.DRIFT;
import static httpsguard.lambda.Altered.ENABLED;
import static httpsguard.lambda.Altered.END;
import static httpsguard.lambda.Altered.OBJECT;
import static httpsguard.lambda.Altered.ROOT;
import static httpsguard.lambda.Altered.attributes;
import static httpsguard.lambda.Altered.declarations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.distribution.TryAgainException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CloudFront answers, in forms that it should never have, against the whole function. */
class HostileDocumentTest {
  private final Lab lab = new Lab().connectedBy(QuickPorts::connectWithoutRetries);

  @AfterEach
  void close() {
    lab.close();
  }

  static Stream<Altered> broken() {
    String deep = "<a>".repeat(200_000);
    return Stream.of(
        Altered.of("a DTD", ROOT, "<!DOCTYPE DistributionConfig>" + ROOT, "DTD"),
        Altered.of("a DTD elsewhere", ROOT, "<!DOCTYPE a SYSTEM 'file:///dev/zero'>" + ROOT, "DTD"),
        new Altered(
            "an external entity",
            Altered.of("", OBJECT, "&x;", "")
                .xml()
                .replace(ROOT, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + ROOT),
            "DTD"),
        new Altered(
            "billion laughs",
            Altered.of("", OBJECT, "&l9;", "").xml().replace(ROOT, laughs() + ROOT),
            "DTD"),
        Altered.of("an unknown entity", OBJECT, "&laugh;", "not XML that can be read"),
        Altered.of("an unbound prefix", ENABLED, "<x:Enabled>true</x:Enabled>", "not XML"),
        Altered.of(
            "another namespace where ours is needed",
            ENABLED,
            "<Enabled xmlns='urn:other'>true</Enabled>",
            "lacks Enabled"),
        Altered.of(
            "another root", "DistributionConfig", "Distribution", "not a DistributionConfig"),
        Altered.of("an empty policy", DRIFT, "<ViewerProtocolPolicy/>", "is empty"),
        Altered.of("an element in a policy", "allow-all", "allow-all<b/>", "text is expected"),
        Altered.of("an element in a host", "assets.s3", "<b/>assets.s3", "text is expected"),
        Altered.of("neither true nor false", ENABLED, "<Enabled>yes</Enabled>", "true or false"),
        Altered.of("nested, well formed", END, deep + deep.replace("<", "</") + END, "64"),
        Altered.of("nested, cut", END, deep, "64"),
        Altered.of("too many elements", END, "<a/>".repeat(200_001) + END, "200000 elements"),
        Altered.of("too long", END, "<!--" + "x".repeat(8 << 20) + "-->" + END, "longer than"),
        Altered.of("another encoding", "\"UTF-8\"", "\"ISO-8859-1\"", "not in UTF-8"),
        Altered.of("a NUL", OBJECT, "\0", "not XML"),
        Altered.of("cut", END, "", "not XML"),
        Altered.of("two ends", END, END + END, "not XML"),
        Altered.of("too many attributes", "<Enabled>", "<Enabled" + attributes(101) + ">", "100"),
        Altered.of(
            "100,000 attributes", "<Enabled>", "<Enabled" + attributes(100_000) + ">", "100"),
        Altered.of(
            "100,000 namespaces",
            END,
            declarations(1_000, 100) + END,
            "1000 namespace declarations"),
        Altered.of("too many names", END, names() + END, "5000 different names"),
        Altered.of("a long name", END, "<" + "n".repeat(1_001) + "/>" + END, "1000 characters"));
  }

  private static String names() {
    StringBuilder xml = new StringBuilder();
    for (int element = 0; element < 5_000; element++) {
      xml.append("<a").append(element).append("/>");
    }
    return xml.toString();
  }

  /** Of each of these, one of two meanings was taken, and nobody was told. */
  static Stream<Altered> twoMeanings() {
    String s3 = "<Id>s3</Id>";
    return Stream.of(
        Altered.of("two origins of one id", "<Id>web</Id>", s3, "the same Id"),
        new Altered(
            "two origin groups of one id",
            config().group("both", "web", "s3").group("both", "s3", "web").xml(),
            "the same Id"),
        new Altered(
            "a group named like an origin", config().group("s3", "web", "s3").xml(), "the same Id"),
        new Altered(
            "a group of no origin that nothing leads to",
            config().group("both", "web", "elsewhere").xml(),
            "not an origin"),
        new Altered(
            "a group of groups",
            config().group("one", "web", "s3").group("both", "one", "s3").xml(),
            "not an origin"),
        Altered.of(
            "a target that is not there",
            "<TargetOriginId>s3<",
            "<TargetOriginId>S3<",
            "TargetOriginId names neither an origin"),
        Altered.of(
            "a target with a blank",
            "<TargetOriginId>s3<",
            "<TargetOriginId>s3 <",
            "TargetOriginId"),
        Altered.of(
            "two origin settings",
            "<CustomOriginConfig>",
            "<S3OriginConfig/><CustomOriginConfig>",
            "where one of them belongs"),
        Altered.of(
            "two settings, one in a VPC",
            "<CustomOriginConfig>",
            "<VpcOriginConfig/><CustomOriginConfig>",
            "where one of them belongs"),
        Altered.of("above Unicode", OBJECT, "&#x110000;", "no character"),
        Altered.of("far above Unicode", OBJECT, "&#99999999999999999999;", "no character"),
        Altered.of("a surrogate", OBJECT, "&#xD83D;&#xDE80;", "no character"),
        Altered.of("a surrogate in an attribute", ENABLED, ENABLED + "<a b='&#xd800;'/>", "no ch"),
        Altered.of("a reference to NUL", OBJECT, "&#0;", "no character"),
        Altered.of("a reference to a noncharacter", OBJECT, "&#xFFFE;", "no character"),
        Altered.of("a reference in another script", OBJECT, "&#\u0663\u0668;", "no character"),
        Altered.of("a reference to nothing", OBJECT, "&#;", "no character"));
  }

  @ParameterizedTest
  @MethodSource("twoMeanings")
  void whatHasTwoMeaningsIsNeitherJudgedNorWritten(Altered document) {
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
  void whatCannotBeReadSafelyIsNeitherJudgedNorWritten(Altered document) {
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

  private static String laughs() {
    StringBuilder dtd = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int level = 1; level < 10; level++) {
      dtd.append("<!ENTITY l%d \"%s\">".formatted(level, ("&l" + (level - 1) + ";").repeat(10)));
    }
    return dtd + "]>";
  }
}
