package httpsguard.distribution;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random configs that are made to say two things, or none, in one place, or to keep a parser busy:
 * none of them is judged.
 */
class TwoMeaningsTest {
  private static final int CASES = 4_000;

  /** Where the second of two would count for nothing, or the first. */
  private static final List<String> JUDGED =
      List.of(
          "Enabled",
          "Aliases",
          "Origins",
          "OriginGroups",
          "DefaultCacheBehavior",
          "CacheBehaviors",
          "TargetOriginId",
          "ViewerProtocolPolicy",
          "PathPattern",
          "AllowedMethods",
          "Id",
          "DomainName",
          "S3OriginConfig",
          "CustomOriginConfig",
          "OriginProtocolPolicy",
          "FailoverCriteria",
          "StatusCodes",
          "Members",
          "OriginId",
          "Quantity",
          "Items");

  private static final List<String> NO_CHARACTERS =
      List.of(
          "&#x110000;", "&#1114112;", "&#xD800;", "&#xdfff;", "&#0;", "&#xFFFE;", "&#;", "&#x;");

  private static final List<byte[]> NOT_UTF8 =
      List.of(
              "C0AF",
              "E080AF",
              "F08080AF",
              "EDA080",
              "EDBFBF",
              "F4908080",
              "F888808080",
              "FF",
              "80")
          .stream()
          .map(HexFormat.of()::parseHex)
          .toList();

  private static final List<String> KNOWN_SETTINGS =
      List.of("<S3OriginConfig/>", "<VpcOriginConfig/>", "<CustomOriginConfig/>");

  private static final List<String> S3_HOSTS =
      List.of(
          "b.s3.amazonaws.com",
          "b.s3.eu-central-1.amazonaws.com",
          "b.s3-website.eu-central-1.amazonaws.com",
          "b.c.s3-us-west-2.amazonaws.com");

  private enum Way {
    TWO_ORIGINS,
    TWO_GROUPS,
    GROUP_LIKE_AN_ORIGIN,
    MEMBER_OF_NOTHING,
    TARGET_OF_NOTHING,
    TWO_ELEMENTS,
    TWO_ORIGIN_SETTINGS,
    NO_CHARACTER,
    NOT_UTF8,
    MANY_ATTRIBUTES,
    MANY_NAMESPACES
  }

  @Test
  void noneIsJudged() {
    Map<Way, Integer> tried = new EnumMap<>(Way.class);
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      Way way = oneOf(List.of(Way.values()), random);
      Configs config = random(random);
      var _ = DistributionDocument.of(judged(config).getBytes(UTF_8));
      byte[] broken = broken(way, config, random);
      assertThrows(
          MalformedConfigException.class,
          () -> DistributionDocument.of(broken),
          () -> way + ": " + new String(broken, ISO_8859_1));
      tried.merge(way, 1, Integer::sum);
    }
    assertEquals(Way.values().length, tried.size(), tried::toString);
  }

  /** It was taken for an origin that is not S3, whatever its host. */
  @Test
  void anS3HostUnderSettingsThatNobodyKnowsMayBeS3() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      String settings = settings(random);
      String host = oneOf(S3_HOSTS, random);
      DistributionConfig config =
          config().origin("new", host, settings).defaultTo("new", "allow-all").document().config();
      Origin origin = config.originsOf(config.behaviors().getFirst()).getFirst();
      assertTrue(origin.isPerhapsS3(), () -> host + " under " + settings);
    }
  }

  /** One that is not known, none, or that one beside others. */
  private static String settings(Random random) {
    StringBuilder settings = new StringBuilder();
    for (int known = random.nextInt(4); known > 0; known--) {
      settings.append(KNOWN_SETTINGS.get(known - 1));
    }
    if (!settings.isEmpty() || random.nextInt(4) > 0) {
      settings.append("<%sOriginConfig/>".formatted((char) ('A' + random.nextInt(26)) + "new"));
    }
    return settings.toString();
  }

  private static Configs random(Random random) {
    Configs config = config();
    List<String> targets = new ArrayList<>(List.of("s3", "web"));
    for (int origin = random.nextInt(4); origin > 0; origin--) {
      targets.add("origin" + origin);
      config.custom("origin" + origin, "b" + origin + ".s3.amazonaws.com", "http-only");
    }
    List<String> origins = List.copyOf(targets);
    for (int group = 1 + random.nextInt(2); group > 0; group--) {
      config.group("group" + group, oneOf(origins, random), oneOf(origins, random));
      targets.add("group" + group);
    }
    for (int path = 1 + random.nextInt(4); path > 0; path--) {
      config.path("/" + path + "/*", oneOf(targets, random), "https-only");
    }
    return config.defaultTo(oneOf(targets, random), "allow-all");
  }

  /** Without what is not judged, so that every element counts. */
  private static String judged(Configs config) {
    return config.xml().replaceAll("<CachedMethods>.*?</CachedMethods>", "");
  }

  private static byte[] broken(Way way, Configs config, Random random) {
    return switch (way) {
      case TWO_ORIGINS ->
          bytes(config.s3(oneOf(List.of("s3", "web"), random), "b.s3.amazonaws.com"));
      case TWO_GROUPS -> bytes(config.group("group1", "web", "s3"));
      case GROUP_LIKE_AN_ORIGIN ->
          bytes(config.group(oneOf(List.of("s3", "web"), random), "web", "s3"));
      case MEMBER_OF_NOTHING ->
          bytes(config.group("new", "s3", oneOf(List.of("S3", "", "new", "group1"), random)));
      case TARGET_OF_NOTHING ->
          bytes(config.path("/new", oneOf(List.of("S3", " s3", "s3 ", ""), random), "https-only"));
      case TWO_ELEMENTS -> twice(judged(config), random).getBytes(UTF_8);
      case TWO_ORIGIN_SETTINGS ->
          bytes(
              config.origin(
                  "new",
                  "b.s3.amazonaws.com",
                  oneOf(
                      List.of(
                          "<S3OriginConfig/><VpcOriginConfig/>",
                          "<S3OriginConfig/><S3OriginConfig/>",
                          "<VpcOriginConfig/><S3OriginConfig/>"),
                      random)));
      case NO_CHARACTER -> into(config, oneOf(NO_CHARACTERS, random).getBytes(UTF_8), random);
      case NOT_UTF8 -> into(config, oneOf(NOT_UTF8, random), random);
      case MANY_ATTRIBUTES ->
          bytes(config.end("<New" + numbered(" a%d='v'", 101 + random.nextInt(50)) + "/>"));
      case MANY_NAMESPACES ->
          bytes(config.end(numbered("<p%1$d:New xmlns:p%1$d='u'/>", 1_001 + random.nextInt(50))));
    };
  }

  private static String numbered(String format, int number) {
    return IntStream.range(0, number).mapToObj(format::formatted).collect(Collectors.joining());
  }

  private static byte[] bytes(Configs config) {
    return judged(config).getBytes(UTF_8);
  }

  private static String twice(String xml, Random random) {
    List<int[]> places = new ArrayList<>();
    while (places.isEmpty()) {
      String name = oneOf(JUDGED, random);
      Matcher matcher =
          Pattern.compile("<%1$s>((?!<%1$s>).)*?</%1$s>".formatted(name)).matcher(xml);
      while (matcher.find()) {
        places.add(new int[] {matcher.start(), matcher.end()});
      }
    }
    int[] place = oneOf(places, random);
    return xml.substring(0, place[1]) + xml.substring(place[0], place[1]) + xml.substring(place[1]);
  }

  /** At the end of some element's text. */
  private static byte[] into(Configs config, byte[] part, Random random) {
    String xml = judged(config);
    List<Integer> ends = new ArrayList<>();
    for (int at = xml.indexOf("</"); at >= 0; at = xml.indexOf("</", at + 1)) {
      ends.add(at);
    }
    int end = oneOf(ends, random);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(xml.substring(0, end).getBytes(UTF_8));
    bytes.writeBytes(part);
    bytes.writeBytes(xml.substring(end).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static <T> T oneOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
