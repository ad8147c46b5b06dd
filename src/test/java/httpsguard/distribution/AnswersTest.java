package httpsguard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of CloudFront's other answers: lists and tags. */
class AnswersTest {
  private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
  private static final String LAST = "<IsTruncated>false</IsTruncated>";

  @Test
  void readsAPageAndWhereTheNextBegins() {
    DistributionPage page =
        page(
            "<NextMarker>EFIRST1</NextMarker><IsTruncated>true</IsTruncated>",
            summary("EFIRST1", "2026-11-24T10:00:00Z"),
            summary("ESECOND", "2026-11-24T10:00:00+00:00"));
    assertEquals(Optional.of("EFIRST1"), page.next());
    for (DistributionPage.Entry entry : page.entries()) {
      ListedDistribution listed =
          assertInstanceOf(DistributionPage.Entry.Judgeable.class, entry).distribution();
      assertEquals(Optional.of("d111111abcdef8.cloudfront.net"), listed.domainName());
      assertEquals(Optional.of(Instant.parse("2026-11-24T10:00:00Z")), listed.lastModified());
      assertEquals(1, listed.config().behaviors().size());
    }
    assertEquals(
        List.of("EFIRST1", "ESECOND"), page.entries().stream().map(AnswersTest::id).toList());
  }

  @Test
  void noPageFollowsTheLastThoughItHasAMarker() {
    assertEquals(Optional.empty(), page("<NextMarker>x</NextMarker>" + LAST).next());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Id>EFIRST1</Id> | <Id>no id</Id> | no id | its id does not have the shape of one",
        "<Id>EFIRST1</Id> | <Other/> | '' | the config lacks Id",
        "<Enabled>true</Enabled> | <Other/> | EFIRST1 | the config lacks Enabled",
      })
  void oneThatCannotBeReadSpoilsNoOther(String part, String instead, String id, String why) {
    DistributionPage page =
        page(
            LAST,
            summary("EFIRST1", "2026-11-24T10:00:00Z").replace(part, instead),
            summary("ESECOND", "2026-11-24T10:00:00Z"));
    assertEquals(new DistributionPage.Entry.Unjudgeable(id, why), page.entries().getFirst());
    assertEquals("ESECOND", id(page.entries().getLast()));
  }

  @Test
  void aTimeThatIsNoneIsNotKnown() {
    DistributionPage page = page(LAST, summary("EFIRST1", "yesterday"));
    assertEquals(
        Optional.empty(),
        assertInstanceOf(DistributionPage.Entry.Judgeable.class, page.entries().getFirst())
            .distribution()
            .lastModified());
  }

  @Test
  void onlyTheItemsOfTheListAreItsDistributions() {
    String other = "<DistributionSummary>inside of another part</DistributionSummary>";
    String summary =
        summary("EFIRST1", "2026-11-24T10:00:00Z")
            .replace("<Comment>", "<Items>" + other + "</Items><Comment>");
    DistributionPage page =
        pageOf(
            1,
            LAST + "<Others>" + other + "</Others>",
            summary,
            "<x:DistributionSummary xmlns:x='urn:other'>of another namespace</x:DistributionSummary>");
    assertEquals(List.of("EFIRST1"), page.entries().stream().map(AnswersTest::id).toList());
    assertEquals(
        List.of(),
        DistributionPage.of(
                xml(
                    "DistributionList",
                    LAST
                        + "<Quantity>0</Quantity><x:Items xmlns:x='urn:other'>"
                        + other
                        + "</x:Items>"))
            .entries());
  }

  /** Each was taken for a whole list, with too few distributions in it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 |",
        "100 | <Items>EFIRST1 ESECOND ETHIRD1</Items>",
        "1 | <Items>EFIRST1 ESECOND</Items>",
        "0 | <Items>EFIRST1</Items>",
        "'' | <Items>EFIRST1</Items>",
        "one | <Items>EFIRST1</Items>",
        "1.0 | <Items>EFIRST1</Items>",
        "-1 |",
        "1 | <Items>EFIRST1 <AnotherSummary/></Items>",
        "0 | <Items><AnotherSummary/></Items>",
        "1 | <Items><Items>EFIRST1</Items></Items>",
        "0 | <Items><Items>EFIRST1</Items></Items>",
        "1 | EFIRST1",
        "0 | EFIRST1",
        "1 | <Items>EFIRST1</Items><Items/>",
        "2 | <Items>EFIRST1</Items><Items>ESECOND</Items>",
        "2 | <Items>EFIRST1 EFIRST1</Items>",
      })
  void aListThatContradictsItselfIsNotBelieved(String quantity, @Nullable String items) {
    String parts = items == null ? "" : items;
    for (String id : List.of("EFIRST1", "ESECOND", "ETHIRD1")) {
      parts = parts.replace(id, summary(id, "2026-11-24T10:00:00Z"));
    }
    byte[] list = xml("DistributionList", LAST + "<Quantity>" + quantity + "</Quantity>" + parts);
    assertThrows(MalformedConfigException.class, () -> DistributionPage.of(list));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<IsTruncated/>",
        "<IsTruncated>yes</IsTruncated>",
        "<IsTruncated>TRUE</IsTruncated>",
        "<IsTruncated>0</IsTruncated>",
        "<IsTruncated>true</IsTruncated>",
        "<IsTruncated>true</IsTruncated><NextMarker/>",
        "<IsTruncated>true</IsTruncated><NextMarker> </NextMarker>",
        "<IsTruncated>false</IsTruncated><IsTruncated>true</IsTruncated>",
      })
  void aListThatDoesNotSayWhetherItEndsIsNotBelieved(String parts) {
    assertThrows(
        MalformedConfigException.class,
        () -> page(parts, summary("EFIRST1", "2026-11-24T10:00:00Z")));
  }

  @Test
  void anotherDocumentIsNoPage() {
    assertThrows(
        MalformedConfigException.class, () -> DistributionPage.of(xml("StreamingList", LAST)));
  }

  @Test
  void readsTags() {
    byte[] tags =
        xml(
            "Tags",
            "<Items><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>c</Key></Tag></Items>");
    assertEquals(Map.of("a", "b", "c", ""), DistributionTags.of(tags));
    assertEquals(Map.of(), DistributionTags.of(xml("Tags", "<Items/>")));
    assertThrows(MalformedConfigException.class, () -> DistributionTags.of(xml("Error", "")));
  }

  /**
   * An exemption in what is overlooked would not count, and one of two values decides at random.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Tag><Key>a</Key></Tag>",
        "<Items/><Tag><Key>a</Key></Tag>",
        "<Items><Items><Tag><Key>a</Key></Tag></Items></Items>",
        "<Items><Other><Key>a</Key></Other></Items>",
        "<Items><Tag><Value>b</Value></Tag></Items>",
        "<Items><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>a</Key><Value>2</Value></Tag></Items>",
        "<Items><Tag><Key>a</Key></Tag></Items><Items/>",
        "<Others><Tag><Key>a</Key></Tag></Others>",
        "<Items/><NextMarker>a</NextMarker>",
      })
  void tagsOfAnotherShapeAreNotBelieved(String parts) {
    assertThrows(MalformedConfigException.class, () -> DistributionTags.of(xml("Tags", parts)));
  }

  private static String id(DistributionPage.Entry entry) {
    return switch (entry) {
      case DistributionPage.Entry.Judgeable(var listed) -> listed.id().toString();
      case DistributionPage.Entry.Unjudgeable(var id, var _) -> "unjudgeable " + id;
    };
  }

  private static DistributionPage page(String parts, String... summaries) {
    return pageOf(summaries.length, parts, summaries);
  }

  private static DistributionPage pageOf(int quantity, String parts, String... summaries) {
    return DistributionPage.of(
        xml(
            "DistributionList",
            parts
                + "<Quantity>"
                + quantity
                + "</Quantity><Items>"
                + String.join("", summaries)
                + "</Items>"));
  }

  private static String summary(String id, String lastModified) {
    return "<DistributionSummary><Id>"
        + id
        + "</Id><LastModifiedTime>"
        + lastModified
        + "</LastModifiedTime><DomainName>d111111abcdef8.cloudfront.net</DomainName>"
        + parts()
        + "</DistributionSummary>";
  }

  /** What a config and a summary have in common. */
  private static String parts() {
    return Configs.config()
        .xml()
        .replaceFirst("(?s).*?<DistributionConfig[^>]*>", "")
        .replace("</DistributionConfig>", "");
  }

  private static byte[] xml(String root, String parts) {
    return ("<" + root + " xmlns=\"" + NAMESPACE + "\">" + parts + "</" + root + ">")
        .getBytes(UTF_8);
  }
}
