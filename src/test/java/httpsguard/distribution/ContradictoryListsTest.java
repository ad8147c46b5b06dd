package httpsguard.distribution;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Configs and lists of distributions in which one list, at random, contradicts itself. */
class ContradictoryListsTest {
  private static final int CASES = 2_000;

  /** The lists that are judged, with what each calls its items. */
  private static final Map<String, String> LISTS =
      Map.of(
          "Aliases", "CNAME",
          "Origins", "Origin",
          "OriginGroups", "OriginGroup",
          "Members", "OriginGroupMember",
          "CacheBehaviors", "CacheBehavior",
          "AllowedMethods", "Method",
          "FunctionAssociations", "FunctionAssociation",
          "LambdaFunctionAssociations", "LambdaFunctionAssociation");

  private static final String WHOLE =
      config()
          .custom("other", "other.example.com", "https-only")
          .group("both", "s3", "web")
          .group("another", "web", "other")
          .path("/a/*", "both", "allow-all")
          .path("/b/*", "web", "https-only")
          .withEdgeFunctions()
          .xml()
          .replace(
              "<FunctionAssociations>",
              "<LambdaFunctionAssociations><Quantity>1</Quantity><Items><LambdaFunctionAssociation>"
                  + "<LambdaFunctionARN>arn:aws:lambda:us-east-1:111122223333:function:f:1"
                  + "</LambdaFunctionARN><EventType>origin-request</EventType>"
                  + "</LambdaFunctionAssociation></Items></LambdaFunctionAssociations>"
                  + "<FunctionAssociations>");

  /** Its own elements do not stand in its distributions, but for Quantity and Items. */
  private static final String PAGE =
      "<DistributionList xmlns='urn:c'><NextMarker>ETHIRD1</NextMarker>"
          + "<IsTruncated>true</IsTruncated><Quantity>3</Quantity><Items>"
          + "<DistributionSummary><Id>EFIRST1</Id></DistributionSummary>"
          + "<DistributionSummary><Id>ESECOND</Id></DistributionSummary>"
          + "<DistributionSummary><Id>ETHIRD1</Id></DistributionSummary>"
          + "</Items></DistributionList>";

  private static final List<UnaryOperator<String>> WAYS_OF_A_PAGE =
      List.of(
          page -> page.replaceFirst("<IsTruncated>true</IsTruncated>", ""),
          page -> page.replaceFirst("<IsTruncated>true<", "<IsTruncated>TRUE<"),
          page -> page.replaceFirst("<IsTruncated>true<", "<IsTruncated>1<"),
          page -> page.replaceFirst("<IsTruncated>true<", "<IsTruncated><"),
          page -> page.replaceFirst("(<IsTruncated>)true(</IsTruncated>)", "$0$1false$2"),
          page -> page.replaceFirst("<NextMarker>.*?</NextMarker>", ""),
          page -> page.replaceFirst("<NextMarker>.*?<", "<NextMarker> <"),
          page -> page.replaceFirst("ESECOND", "EFIRST1"),
          page -> page.replaceFirst("ETHIRD1</Id>", "EFIRST1</Id>"),
          page ->
              page.replaceFirst("DistributionList", "DistributionIdList")
                  .replaceFirst("/DistributionList", "/DistributionIdList"));

  @Test
  void noneIsJudged() {
    assertEquals(3, DistributionDocument.of(WHOLE.getBytes(UTF_8)).config().behaviors().size());
    List<String> names = List.copyOf(LISTS.keySet());
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      String list = names.get(random.nextInt(names.size()));
      String broken = broken(list, random);
      assertThrows(
          MalformedConfigException.class,
          () -> DistributionDocument.of(broken.getBytes(UTF_8)),
          () -> list + ": " + broken);
    }
  }

  /** What an audit reads: with too few distributions in it, its zeros would be believed. */
  @Test
  void norIsAListOfDistributionsBelieved() {
    assertEquals(3, DistributionPage.of(PAGE.getBytes(UTF_8)).entries().size());
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      List<UnaryOperator<String>> ways = new ArrayList<>(ways("DistributionSummary", random));
      ways.addAll(WAYS_OF_A_PAGE);
      String broken = ways.get(random.nextInt(ways.size())).apply(PAGE);
      assertNotEquals(PAGE, broken);
      assertThrows(
          MalformedConfigException.class,
          () -> DistributionPage.of(broken.getBytes(UTF_8)),
          () -> broken);
    }
  }

  private static String broken(String list, Random random) {
    Matcher places = Pattern.compile("<" + list + ">.*?</" + list + ">").matcher(WHOLE);
    List<int[]> all = new ArrayList<>();
    while (places.find()) {
      all.add(new int[] {places.start(), places.end()});
    }
    int[] place = all.get(random.nextInt(all.size()));
    List<UnaryOperator<String>> ways = ways(LISTS.getOrDefault(list, ""), random);
    String before = WHOLE.substring(place[0], place[1]);
    String after = ways.get(random.nextInt(ways.size())).apply(before);
    return WHOLE.substring(0, place[0]) + after + WHOLE.substring(place[1]);
  }

  private static List<UnaryOperator<String>> ways(String item, Random random) {
    String open = "<" + item + ">";
    String close = "</" + item + ">";
    int wrong = List.of(-1, 0, 9, 100, Integer.MAX_VALUE).get(random.nextInt(5));
    return List.of(
        list -> list.replaceFirst("<Quantity>\\d+<", "<Quantity>" + wrong + "<"),
        list -> list.replaceFirst("<Quantity>(\\d+)<", "<Quantity>$1.0<"),
        list -> list.replaceFirst("<Quantity>(\\d+)<", "<Quantity>0$1<"),
        list -> list.replaceFirst("<Quantity>\\d+</Quantity>", ""),
        list -> list.replaceFirst("<Quantity>\\d+</Quantity>", "<Quantity/>"),
        list -> list.replaceFirst("<Quantity>(\\d+)</Quantity>", "$0$0"),
        list -> list.replaceFirst("<Items>.*</Items>", ""),
        list -> list.replaceFirst("<Items>", "<Items/><Items>"),
        list ->
            list.replaceFirst("<Items>", "<Members>")
                .replaceFirst("(?s)(.*)</Items>", "$1</Members>"),
        list ->
            list.replaceFirst("<Items>", "<Items><Items>")
                .replaceFirst("(?s)(.*)</Items>", "$1</Items></Items>"),
        list ->
            list.replaceFirst(open, open.replace("<", "<Other"))
                .replaceFirst(close, close.replace("/", "/Other")),
        list -> list.replaceFirst("<Items>(" + open + ".*?" + close + ")", "$1<Items>"),
        list -> list.replaceFirst(open + ".*?" + close, ""),
        list -> list.replaceFirst("</Quantity>", "</Quantity>" + open + close));
  }

  /** CloudTrail's records and the AWS CLI write the same lists in JSON. */
  @Test
  void norInJson() {
    assertEquals(
        1, DistributionConfig.of(JsonNode.of(json(Map.of("quantity", 1)))).behaviors().size());
    List<Object> quantities = new ArrayList<>(List.of(0, 2, -1, 1.0, "one", List.of(), true));
    for (Object quantity : quantities) {
      assertThrows(
          MalformedConfigException.class,
          () -> DistributionConfig.of(JsonNode.of(json(Map.of("quantity", quantity)))),
          quantity::toString);
    }
    assertThrows(
        MalformedConfigException.class, () -> DistributionConfig.of(JsonNode.of(json(Map.of()))));
  }

  private static Map<String, Object> json(Map<String, Object> ofOrigins) {
    Map<String, Object> origins = new LinkedHashMap<>(ofOrigins);
    origins.put(
        "items",
        List.of(
            Map.of(
                "id", "s3",
                "domainName", "assets.s3.us-east-1.amazonaws.com",
                "s3OriginConfig", Map.of("originAccessIdentity", ""))));
    return Map.of(
        "enabled",
        true,
        "origins",
        origins,
        "defaultCacheBehavior",
        Map.of("targetOriginId", "s3", "viewerProtocolPolicy", "allow-all"));
  }
}
