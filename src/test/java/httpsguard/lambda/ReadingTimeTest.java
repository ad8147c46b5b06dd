package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.DistributionTags;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.StrictJson;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.MalformedPolicyException;
import httpsguard.policy.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How the time to read what others wrote grows with its size. No speed is asserted: eight times as
 * much may take forty times as long, where the square would be sixty-four; and what takes less than
 * some milliseconds of this thread's own CPU time counts as that.
 */
class ReadingTimeTest {
  private static final int TIMES_LARGER = 8;
  private static final int MOST_TIMES_LONGER = 40;
  private static final long LEAST_NANOSECONDS = 8_000_000;
  private static final int MEASUREMENTS = 3;

  private static final String CONFIG_BEGIN =
      "<DistributionConfig xmlns='urn:c'><Enabled>true</Enabled>";
  private static final String CONFIG_END = "</DistributionConfig>";

  /**
   * @param small how many of them the smaller of the two has
   */
  record Shape(String name, int small, IntFunction<String> text, Consumer<String> read) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        inConfig("elements", 20_000, n -> "<New/>".repeat(n)),
        inConfig("attributes of one element", 5_000, n -> "<New" + each(n, " a%d='1'") + "/>"),
        inConfig("attributes of many", 10_000, n -> "<New a='1' b='2' c='3'/>".repeat(n)),
        inConfig("prefixes of one element", 5_000, n -> "<New" + each(n, " xmlns:p%d='u'") + "/>"),
        inConfig("prefixes of many", 10_000, n -> each(n, "<p%1$d:New xmlns:p%1$d='u'/>")),
        inConfig("names", 20_000, n -> each(n, "<New%d/>")),
        inConfig("a long name", 100_000, n -> "<" + "n".repeat(n) + "/>"),
        inConfig("a long value", 500_000, n -> "<New a='" + "v".repeat(n) + "'/>"),
        inConfig("a long text", 500_000, "t"::repeat),
        inConfig("references", 80_000, "&#x2d;"::repeat),
        inConfig("entities", 80_000, "&amp;"::repeat),
        inConfig("CDATA", 50_000, "<![CDATA[x]]>"::repeat),
        inConfig("comments", 80_000, "<!--x-->"::repeat),
        inConfig("instructions", 80_000, "<?x y?>"::repeat),
        inConfig("what looks like an end", 500_000, n -> "<!--" + "->".repeat(n) + "-->"),
        inConfig("an end that is missing", 500_000, "<!--"::repeat),
        inConfig("nesting", 20_000, "<a>"::repeat),
        inConfig("texts in pieces", 50_000, n -> "<Comment>" + "a<!---->".repeat(n) + "</Comment>"),
        new Shape(
            "origins and cache behaviors", 1_500, ReadingTimeTest::config, ReadingTimeTest::judge),
        new Shape("one group for all", 1_500, ReadingTimeTest::group, ReadingTimeTest::judge),
        new Shape(
            "a list of distributions",
            1_000,
            n ->
                "<DistributionList xmlns='urn:c'><IsTruncated>false</IsTruncated><Quantity>"
                    + n
                    + "</Quantity><Items>"
                    + each(n, "<DistributionSummary><Id>E%05d</Id></DistributionSummary>")
                    + "</Items></DistributionList>",
            xml -> DistributionPage.of(xml.getBytes(UTF_8))),
        new Shape(
            "tags",
            5_000,
            n ->
                "<Tags xmlns='urn:c'><Items>"
                    + each(n, "<Tag><Key>%d</Key><Value>v</Value></Tag>")
                    + "</Items></Tags>",
            xml -> DistributionTags.of(xml.getBytes(UTF_8))),
        inEvent("names", 15_000, n -> "{" + each(n, "\"n%d\":1,") + "\"n\":1}"),
        inEvent("escaped names", 10_000, n -> "{" + each(n, "\"\\u006e%d\":1,") + "\"n\":1}"),
        inEvent("objects", 30_000, n -> "[" + "{},".repeat(n) + "1]"),
        inEvent("numbers", 30_000, n -> "[" + "1.5,".repeat(n) + "1]"),
        inEvent("one number", 100_000, "9"::repeat),
        inEvent("escapes", 40_000, n -> "\"" + "\\u0041".repeat(n) + "\""),
        inEvent("quotes", 100_000, n -> "\"" + "\\\"".repeat(n) + "\""),
        inEvent("blanks", 200_000, n -> "\"a\"" + " ".repeat(n)),
        inEvent(
            "texts before blanks",
            2_000,
            n -> "[" + ("\"a\"" + " ".repeat(80) + ",").repeat(n) + "1]"),
        inEvent("nesting", 100_000, "["::repeat),
        new Shape("tag keys", 5_000, ReadingTimeTest::tagging, ReadingTimeTest::readEvent),
        agent("brackets", "("),
        agent("slashes", "a/b"),
        agent("products", "a/1 "),
        agent("backslashes", "(\\"),
        new Shape(
            "a policy", 100_000, n -> "{\"rules\":[" + "{},".repeat(n), ReadingTimeTest::policy));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theTimeToReadGrowsWithTheSizeAndNotWithItsSquare(Shape shape) {
    String small = shape.text().apply(shape.small());
    String large = shape.text().apply(TIMES_LARGER * shape.small());
    long ofSmall = Math.max(LEAST_NANOSECONDS, least(shape, small));
    long ofLarge = least(shape, large);
    assertTrue(
        ofLarge <= MOST_TIMES_LONGER * ofSmall,
        () -> shape + " took " + ofSmall / 1_000 + " us, then " + ofLarge / 1_000 + " us");
  }

  /** The least is what other work of the machine, and the compiler's, disturbed least. */
  private static long least(Shape shape, String text) {
    long least = Long.MAX_VALUE;
    for (int measurement = 0; measurement < MEASUREMENTS; measurement++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try {
        shape.read().accept(text);
      } catch (MalformedConfigException
          | MalformedJsonException
          | MalformedEventException
          | MalformedPolicyException e) {
        // To refuse it may not take longer either.
      }
      least =
          Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    return least;
  }

  private static Shape inConfig(String name, int small, IntFunction<String> part) {
    return new Shape(
        "XML: " + name,
        small,
        n -> CONFIG_BEGIN + part.apply(n) + CONFIG_END,
        xml -> DistributionDocument.of(xml.getBytes(UTF_8)));
  }

  private static Shape inEvent(String name, int small, IntFunction<String> part) {
    String event = Events.update("allow-all").json();
    return new Shape(
        "JSON: " + name,
        small,
        n -> "{\"more\":" + part.apply(n) + "," + event.substring(1),
        ReadingTimeTest::readEvent);
  }

  private static Shape agent(String name, String part) {
    return new Shape(
        "user agent: " + name,
        200_000,
        part::repeat,
        agent ->
            new Actor(
                    "AssumedRole",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(agent),
                    false)
                .tool());
  }

  private static void readEvent(String json) {
    try {
      Map<String, Object> event = StrictJson.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
      var _ = CloudTrailEvent.of(WorkReader.fromEventBridge(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tagging(int number) {
    return Events.tagging(
            IntStream.range(0, number).mapToObj(n -> "key" + n).toArray(String[]::new))
        .json();
  }

  private static void policy(String text) {
    var _ = HttpsPolicy.parse(text);
  }

  private static void judge(String xml) {
    DistributionConfig config = DistributionDocument.of(xml.getBytes(UTF_8)).config();
    var _ =
        HttpsPolicy.parse("redirect-to-https")
            .assess(
                config,
                new Subject("111122223333", new DistributionId(Events.ID)).with(Map.of()),
                LocalDate.of(2026, 11, 24));
  }

  private static String config(int number) {
    return CONFIG_BEGIN
        + list("Origins", number, origins(number))
        + behaviors(number, "o%d")
        + CONFIG_END;
  }

  private static String group(int number) {
    return CONFIG_BEGIN
        + list("Origins", number, origins(number))
        + list(
            "OriginGroups",
            1,
            "<OriginGroup><Id>g</Id>"
                + list(
                    "Members",
                    number,
                    each(number, "<OriginGroupMember><OriginId>o%d</OriginId></OriginGroupMember>"))
                + "</OriginGroup>")
        + behaviors(number, "g")
        + CONFIG_END;
  }

  private static String origins(int number) {
    return each(
        number,
        "<Origin><Id>o%1$d</Id><DomainName>b%1$d.example.com</DomainName><VpcOriginConfig/></Origin>");
  }

  private static String behaviors(int number, String target) {
    String rest =
        "<TargetOriginId>%s</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>";
    return "<DefaultCacheBehavior>"
        + rest.formatted(target.formatted(number - 1))
        + "</DefaultCacheBehavior>"
        + list(
            "CacheBehaviors",
            number,
            each(
                number,
                "<CacheBehavior><PathPattern>/%1$d</PathPattern>"
                    + rest.formatted(target.replace("%d", "%1$d"))
                    + "</CacheBehavior>"));
  }

  private static String list(String name, int number, String items) {
    return "<%1$s><Quantity>%2$d</Quantity><Items>%3$s</Items></%1$s>"
        .formatted(name, number, items);
  }

  private static String each(int number, String format) {
    return IntStream.range(0, number).mapToObj(format::formatted).collect(Collectors.joining());
  }
}
