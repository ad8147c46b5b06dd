package httpsguard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Builds config documents as CloudFront sends them, for tests. */
public final class Configs {
  private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

  private final List<String> origins = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> behaviors = new ArrayList<>();
  private String defaultBehavior = behavior("", "s3", "allow-all");
  private boolean enabled = true;

  private Configs() {}

  /** An enabled config with an S3 origin {@code s3}, a custom origin {@code web}. */
  public static Configs config() {
    Configs configs = new Configs();
    configs.origins.add(
        "<Origin><Id>s3</Id><DomainName>assets.s3.us-east-1.amazonaws.com</DomainName>"
            + "<OriginPath></OriginPath><S3OriginConfig><OriginAccessIdentity/></S3OriginConfig>"
            + "</Origin>");
    configs.origins.add(
        "<Origin><Id>web</Id><DomainName>www.example.com</DomainName><CustomOriginConfig>"
            + "<HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort>"
            + "<OriginProtocolPolicy>https-only</OriginProtocolPolicy></CustomOriginConfig>"
            + "</Origin>");
    return configs;
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
            + "</Id><FailoverCriteria><StatusCodes><Quantity>1</Quantity><Items><StatusCode>500"
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

  public String xml() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DistributionConfig xmlns=\""
        + NAMESPACE
        + "\"><CallerReference>made-for-a-test</CallerReference>"
        + "<Aliases><Quantity>1</Quantity><Items><CNAME>www.example.com</CNAME></Items></Aliases>"
        + "<DefaultRootObject>index.html</DefaultRootObject>"
        + list("Origins", origins)
        + list("OriginGroups", groups)
        + "<DefaultCacheBehavior>"
        + defaultBehavior
        + "</DefaultCacheBehavior>"
        + list("CacheBehaviors", behaviors.stream().map(Configs::element).toList())
        + "<Comment>d\u00e9j\u00e0 vu &amp; \ud83d\ude80</Comment><Enabled>"
        + enabled
        + "</Enabled></DistributionConfig>";
  }

  public byte[] bytes() {
    return xml().getBytes(UTF_8);
  }

  public DistributionDocument document() {
    return DistributionDocument.of(bytes());
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
        + "</ViewerProtocolPolicy><AllowedMethods><Quantity>2</Quantity><Items><Method>HEAD"
        + "</Method><Method>GET</Method></Items><CachedMethods><Quantity>2</Quantity><Items>"
        + "<Method>HEAD</Method><Method>GET</Method></Items></CachedMethods></AllowedMethods>"
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
