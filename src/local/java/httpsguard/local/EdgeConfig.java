package httpsguard.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What an edge takes from a {@code DistributionConfig}. Read once, it answers any number of
 * requests.
 *
 * @param defaultRootObject empty if there is none
 * @param behaviors in the order in which they are tried; the default one, which fits every path,
 *     last
 */
public record EdgeConfig(
    boolean enabled,
    String defaultRootObject,
    List<Behavior> behaviors,
    Map<String, Origin> origins,
    Map<String, Group> groups) {

  /** What an origin is, by the setting that it stands under. */
  public enum Kind {
    /** {@code S3OriginConfig}. */
    S3,
    /** An S3 website endpoint, under {@code CustomOriginConfig}. */
    S3_WEBSITE,
    /** {@code CustomOriginConfig} and any other host, an S3 REST endpoint included. */
    CUSTOM,
    /** {@code VpcOriginConfig}. */
    VPC
  }

  /** What an origin answers with on its port for HTTPS. */
  public enum Tls {
    /** With a certificate of its name. */
    MATCHING,
    /** With a certificate that CloudFront does not take: it is of another name. */
    OF_ANOTHER_NAME,
    /** It does not listen there. */
    NONE
  }

  /**
   * @param path that is put before the viewer's
   * @param protocolPolicy {@code http-only}, {@code https-only} or {@code match-viewer}; {@code
   *     match-viewer} where the config has no say
   * @param accessControlId of an origin access control; empty if there is none
   */
  public record Origin(
      String id,
      String domainName,
      String path,
      Kind kind,
      String protocolPolicy,
      String accessControlId) {

    /**
     * S3's website endpoints know no HTTPS (S3 guide, WebsiteEndpoints). Its other certificates
     * have a wildcard in place of one label, so that a bucket's name with dots does not match (S3
     * guide, VirtualHosting); to an origin under {@code S3OriginConfig} that makes no difference.
     */
    public Tls tls() {
      return switch (kind) {
        case S3_WEBSITE -> Tls.NONE;
        case CUSTOM -> DOTTED.matcher(domainName).matches() ? Tls.OF_ANOTHER_NAME : Tls.MATCHING;
        case S3, VPC -> Tls.MATCHING;
      };
    }
  }

  /**
   * @param members ids of origins, the primary first
   * @param failover the statuses of the primary on which the next is asked
   */
  public record Group(List<String> members, Set<Integer> failover) {
    public Group {
      members = List.copyOf(members);
      failover = Set.copyOf(failover);
    }
  }

  /**
   * @param pathPattern {@code *} for the default one
   * @param target an origin or an origin group
   */
  public record Behavior(
      String pathPattern, String target, String viewerProtocolPolicy, Set<String> methods) {
    public Behavior {
      methods = Set.copyOf(methods);
    }

    /** Case matters; the leading slash does not. */
    public boolean fits(String path) {
      return Wildcards.match(withoutSlash(pathPattern), withoutSlash(path));
    }

    private static String withoutSlash(String text) {
      return text.startsWith("/") ? text.substring(1) : text;
    }
  }

  private static final Set<String> DEFAULT_METHODS = Set.of("GET", "HEAD");
  private static final String SUFFIX =
      "\\.(amazonaws\\.com|amazonaws\\.com\\.cn|amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov"
          + "|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)";
  private static final Pattern WEBSITE =
      Pattern.compile("(?i).+\\.s3-website[.-][a-z0-9-]+" + SUFFIX);

  /** A bucket whose name has dots, at one of the endpoints of buckets. */
  private static final Pattern DOTTED =
      Pattern.compile(
          "(?i).+\\..+\\.s3(-fips|-external-1|-[a-z]{2,4}(-[a-z]+)+-\\d)?(\\.dualstack)?"
              + "(\\.[a-z]{2,4}(-[a-z]+)+-\\d|\\.\\{\\{[a-z]+}})?"
              + SUFFIX);

  public EdgeConfig {
    behaviors = List.copyOf(behaviors);
    origins = Map.copyOf(origins);
    groups = Map.copyOf(groups);
  }

  /**
   * @throws IllegalArgumentException if it is not a config that CloudFront would have accepted
   */
  public static EdgeConfig of(Bytes config) {
    try {
      return of(Xml.parse(config));
    } catch (SAXException e) {
      throw new IllegalArgumentException("not XML", e);
    }
  }

  /** The first whose path pattern fits. */
  public Behavior behavior(String path) {
    return behaviors.stream()
        .filter(behavior -> behavior.fits(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no default cache behavior"));
  }

  private static EdgeConfig of(Element config) {
    Map<String, Origin> origins = new HashMap<>();
    for (Element origin : Xml.items(config, "Origins")) {
      origins.put(Xml.text(origin, "Id"), origin(origin));
    }
    Map<String, Group> groups = new HashMap<>();
    for (Element group : Xml.items(config, "OriginGroups")) {
      groups.put(Xml.text(group, "Id"), group(group));
    }
    List<Behavior> behaviors =
        Stream.concat(
                Xml.items(config, "CacheBehaviors").stream(),
                Xml.child(config, "DefaultCacheBehavior").stream())
            .map(EdgeConfig::behavior)
            .toList();
    return new EdgeConfig(
        Xml.text(config, "Enabled").equals("true"),
        Xml.text(config, "DefaultRootObject"),
        behaviors,
        origins,
        groups);
  }

  private static Origin origin(Element origin) {
    Optional<Element> custom = Xml.child(origin, "CustomOriginConfig");
    String host = Xml.text(origin, "DomainName");
    return new Origin(
        Xml.text(origin, "Id"),
        host,
        Xml.text(origin, "OriginPath"),
        kind(origin, host),
        custom.map(settings -> Xml.text(settings, "OriginProtocolPolicy")).orElse("match-viewer"),
        Xml.text(origin, "OriginAccessControlId"));
  }

  private static Kind kind(Element origin, String host) {
    if (Xml.child(origin, "S3OriginConfig").isPresent()) {
      return Kind.S3;
    }
    if (Xml.child(origin, "VpcOriginConfig").isPresent()) {
      return Kind.VPC;
    }
    return WEBSITE.matcher(host).matches() ? Kind.S3_WEBSITE : Kind.CUSTOM;
  }

  private static Group group(Element group) {
    Set<Integer> failover =
        Xml.child(group, "FailoverCriteria").stream()
            .flatMap(criteria -> Xml.items(criteria, "StatusCodes").stream())
            .map(code -> Integer.valueOf(code.getTextContent()))
            .collect(Collectors.toSet());
    return new Group(
        Xml.items(group, "Members").stream().map(member -> Xml.text(member, "OriginId")).toList(),
        failover);
  }

  private static Behavior behavior(Element behavior) {
    Set<String> methods =
        Xml.items(behavior, "AllowedMethods").stream()
            .map(Element::getTextContent)
            .collect(Collectors.toSet());
    return new Behavior(
        Xml.child(behavior, "PathPattern").map(Element::getTextContent).orElse("*"),
        Xml.text(behavior, "TargetOriginId"),
        Xml.text(behavior, "ViewerProtocolPolicy"),
        methods.isEmpty() ? DEFAULT_METHODS : methods);
  }
}
