package httpsguard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Builds config documents as CloudFront sends them, for tests. */
public final class Configs {
  private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

  private static final String READING_METHODS =
      "<Quantity>2</Quantity><Items><Method>HEAD</Method><Method>GET</Method></Items>";

  private final List<String> origins = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> behaviors = new ArrayList<>();
  private final StringBuilder behindEnabled = new StringBuilder();
  private String defaultBehavior = behavior("", "s3", "allow-all");
  private String aliases =
      "<Aliases><Quantity>1</Quantity><Items><CNAME>www.example.com</CNAME></Items></Aliases>";
  private boolean enabled = true;

  private Configs() {}

  /** An enabled config with an S3 origin {@code s3}, a custom origin {@code web}. */
  public static Configs config() {
    return new Configs()
        .s3("s3", "assets.s3.us-east-1.amazonaws.com")
        .custom("web", "api.example.com", "https-only");
  }

  /** Adds an origin with an {@code S3OriginConfig}. */
  public Configs s3(String id, String host) {
    return origin(id, host, "<S3OriginConfig><OriginAccessIdentity/></S3OriginConfig>");
  }

  /** Adds an origin with a {@code CustomOriginConfig}. */
  public Configs custom(String id, String host, String originProtocolPolicy) {
    return origin(
        id,
        host,
        "<CustomOriginConfig><HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort>"
            + "<OriginProtocolPolicy>"
            + originProtocolPolicy
            + "</OriginProtocolPolicy></CustomOriginConfig>");
  }

  /** Adds an origin with other settings. */
  public Configs origin(String id, String host, String settings) {
    origins.add(originXml(id, host, settings));
    return this;
  }

  public Configs defaultTo(String origin, String policy) {
    defaultBehavior = behavior("", origin, policy);
    return this;
  }

  public Configs path(String pattern, String origin, String policy) {
    behaviors.add(behavior(pattern, origin, policy));
    return this;
  }

  public Configs group(String id, String... members) {
    return groupFailingOver(id, "500", members);
  }

  /**
   * @param statuses with blanks between them
   */
  public Configs groupFailingOver(String id, String statuses, String... members) {
    String[] codes = statuses.split(" ", -1);
    StringBuilder items = new StringBuilder();
    for (String member : members) {
      items
          .append("<OriginGroupMember><OriginId>")
          .append(member)
          .append("</OriginId></OriginGroupMember>");
    }
    groups.add(
        "<OriginGroup><Id>"
            + id
            + "</Id><FailoverCriteria><StatusCodes><Quantity>"
            + codes.length
            + "</Quantity><Items><StatusCode>"
            + String.join("</StatusCode><StatusCode>", codes)
            + "</StatusCode></Items></StatusCodes></FailoverCriteria><Members><Quantity>"
            + members.length
            + "</Quantity><Items>"
            + items
            + "</Items></Members></OriginGroup>");
    return this;
  }

  public Configs disabled() {
    enabled = false;
    return this;
  }

  /** Has every behavior there is so far forward the methods that send data as well. */
  public Configs allowingAllMethods() {
    String methods =
        "<Quantity>7</Quantity><Items><Method>HEAD</Method><Method>DELETE</Method>"
            + "<Method>POST</Method><Method>GET</Method><Method>OPTIONS</Method>"
            + "<Method>PUT</Method><Method>PATCH</Method></Items><CachedMethods>";
    return onBehaviors(behavior -> behavior.replace(READING_METHODS + "<CachedMethods>", methods));
  }

  /** Attaches a CloudFront Function to every behavior there is so far. */
  public Configs withEdgeFunctions() {
    return onBehaviors(
        behavior ->
            behavior
                + "<FunctionAssociations><Quantity>1</Quantity><Items><FunctionAssociation>"
                + "<FunctionARN>arn:aws:cloudfront::111122223333:function/rewrite</FunctionARN>"
                + "<EventType>viewer-request</EventType></FunctionAssociation></Items>"
                + "</FunctionAssociations>");
  }

  /** Attaches a Lambda@Edge function to every behavior there is so far. */
  public Configs withLambdaEdge() {
    return onBehaviors(
        behavior ->
            behavior
                + "<LambdaFunctionAssociations><Quantity>1</Quantity><Items>"
                + "<LambdaFunctionAssociation><LambdaFunctionARN>arn:aws:lambda:us-east-1:"
                + "111122223333:function:headers:2</LambdaFunctionARN><EventType>origin-request"
                + "</EventType></LambdaFunctionAssociation></Items></LambdaFunctionAssociations>");
  }

  /** With standard logging (legacy) to a bucket of this host. */
  public Configs loggingTo(String host) {
    return end(
        "<Logging><Enabled>true</Enabled><IncludeCookies>false</IncludeCookies><Bucket>"
            + host
            + "</Bucket><Prefix>cf/</Prefix></Logging>");
  }

  public Configs withWebAcl() {
    return end(
        "<WebACLId>arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/1a2b3c</WebACLId>");
  }

  /** Adds an origin in a VPC. */
  public Configs vpc(String id) {
    return origin(
        id,
        id + ".example.com",
        "<VpcOriginConfig><VpcOriginId>vo_1a2b3c</VpcOriginId></VpcOriginConfig>");
  }

  public Configs staging() {
    return end("<Staging>true</Staging>");
  }

  /** As a multi-tenant distribution, which has no aliases and lacks what only others have. */
  public Configs multiTenant() {
    aliases = "";
    return end(
        "<TenantConfig><ParameterDefinitions><member><Name>customer</Name><Definition>"
            + "<StringSchema><Required>true</Required></StringSchema></Definition></member>"
            + "</ParameterDefinitions></TenantConfig><ConnectionMode>tenant-only</ConnectionMode>");
  }

  /** Adds elements at the document's end. */
  public Configs end(String xml) {
    behindEnabled.append(xml);
    return this;
  }

  private Configs onBehaviors(UnaryOperator<String> change) {
    defaultBehavior = change.apply(defaultBehavior);
    behaviors.replaceAll(change);
    return this;
  }

  public String xml() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DistributionConfig xmlns=\""
        + NAMESPACE
        + "\"><CallerReference>made-for-a-test</CallerReference>"
        + aliases
        + "<DefaultRootObject>index.html</DefaultRootObject>"
        + list("Origins", origins)
        + list("OriginGroups", groups)
        + "<DefaultCacheBehavior>"
        + defaultBehavior
        + "</DefaultCacheBehavior>"
        + list("CacheBehaviors", behaviors.stream().map(Configs::element).toList())
        + "<Comment>d\u00e9j\u00e0 vu &amp; \ud83d\ude80</Comment><Enabled>"
        + enabled
        + "</Enabled>"
        + behindEnabled
        + "</DistributionConfig>";
  }

  public byte[] bytes() {
    return xml().getBytes(UTF_8);
  }

  public DistributionDocument document() {
    return DistributionDocument.of(bytes());
  }

  private static String originXml(String id, String host, String settings) {
    return "<Origin><Id>"
        + id
        + "</Id><DomainName>"
        + host
        + "</DomainName><OriginPath></OriginPath>"
        + settings
        + "</Origin>";
  }

  private static String element(String behavior) {
    return "<CacheBehavior>" + behavior + "</CacheBehavior>";
  }

  private static String behavior(String pattern, String origin, String policy) {
    return (pattern.isEmpty() ? "" : "<PathPattern>" + pattern + "</PathPattern>")
        + "<TargetOriginId>"
        + origin
        + "</TargetOriginId><ViewerProtocolPolicy>"
        + policy
        + "</ViewerProtocolPolicy><AllowedMethods>"
        + READING_METHODS
        + "<CachedMethods>"
        + READING_METHODS
        + "</CachedMethods></AllowedMethods>"
        + "<Compress>true</Compress>"
        + "<CachePolicyId>658327ea-f89d-4fab-a63d-7e88639e58f6</CachePolicyId>";
  }

  private static String list(String name, List<String> items) {
    return "<"
        + name
        + "><Quantity>"
        + items.size()
        + "</Quantity>"
        + (items.isEmpty() ? "" : "<Items>" + String.join("", items) + "</Items>")
        + "</"
        + name
        + ">";
  }
}
