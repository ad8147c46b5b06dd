package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A distribution, and the edge that viewers ask for its objects. */
abstract class EdgeFixture {
  static final String S3 =
      "<S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig>";

  static final String EVERY_METHOD =
      "<Method>GET</Method><Method>HEAD</Method><Method>POST</Method><Method>PUT</Method>"
          + "<Method>DELETE</Method><Method>OPTIONS</Method><Method>PATCH</Method>";

  final List<String> origins =
      new ArrayList<>(
          List.of(
              origin("assets", "assets.s3.eu-west-1.amazonaws.com", S3),
              origin("replica", "replica.s3.us-east-1.amazonaws.com", S3),
              origin("api", "api.example.com", custom("https-only"))));

  final List<String> behaviors = new ArrayList<>();
  String defaultBehavior = behavior("", "assets", "allow-all");
  String enabled = "true";
  Edge edge = Edge.healthy();

  EdgeAnswer ask(String method, String url) {
    return edge.answer(config(), ViewerRequest.of(method, url));
  }

  String askedOver(String scheme) {
    return ask("GET", scheme + "://www.example.com/a")
        .originRequests()
        .getFirst()
        .protocol()
        .scheme();
  }

  static void assertServedNothing(EdgeAnswer answer) {
    assertEquals(Optional.empty(), answer.servedBy());
    assertEquals(List.of(), answer.originRequests());
  }

  static void assertServedNothing(int status, EdgeAnswer answer) {
    assertEquals(status, answer.status());
    assertEquals(Optional.empty(), answer.servedBy());
  }

  Bytes config() {
    String group =
        "<OriginGroup><Id>both</Id><FailoverCriteria>"
            + list(
                "StatusCodes",
                List.of("<StatusCode>500</StatusCode>", "<StatusCode>503</StatusCode>"))
            + "</FailoverCriteria>"
            + list("Members", List.of(member("assets"), member("replica")))
            + "</OriginGroup>";
    return Bytes.utf8(
        "<DistributionConfig xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">"
            + "<DefaultRootObject>index.html</DefaultRootObject>"
            + list("Origins", origins)
            + list("OriginGroups", List.of(group))
            + "<DefaultCacheBehavior>"
            + defaultBehavior
            + "</DefaultCacheBehavior>"
            + list("CacheBehaviors", behaviors)
            + "<Enabled>"
            + enabled
            + "</Enabled></DistributionConfig>");
  }

  private static String list(String name, List<String> items) {
    return "<%s><Quantity>%d</Quantity><Items>%s</Items></%s>"
        .formatted(name, items.size(), String.join("", items), name);
  }

  private static String member(String originId) {
    return "<OriginGroupMember><OriginId>" + originId + "</OriginId></OriginGroupMember>";
  }

  static String origin(String id, String host, String settings) {
    return "<Origin><Id>%s</Id><DomainName>%s</DomainName>%s</Origin>"
        .formatted(id, host, settings);
  }

  static String custom(String policy) {
    return "<CustomOriginConfig><HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort>"
        + "<OriginProtocolPolicy>"
        + policy
        + "</OriginProtocolPolicy></CustomOriginConfig>";
  }

  static String behavior(String pattern, String target, String policy) {
    String inside =
        (pattern.isEmpty() ? "" : "<PathPattern>" + pattern + "</PathPattern>")
            + "<TargetOriginId>"
            + target
            + "</TargetOriginId><ViewerProtocolPolicy>"
            + policy
            + "</ViewerProtocolPolicy><AllowedMethods><Quantity>7</Quantity><Items>"
            + EVERY_METHOD
            + "</Items></AllowedMethods>";
    return pattern.isEmpty() ? inside : "<CacheBehavior>" + inside + "</CacheBehavior>";
  }
}
