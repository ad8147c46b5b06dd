package httpsguard.local;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What CloudFront rejects in a {@code DistributionConfig}. Only what is known is checked: a member
 * with an unknown name is kept as it is, whatever it holds.
 */
final class ConfigRules {
  private static final List<String> POLICIES =
      List.of("allow-all", "https-only", "redirect-to-https");
  private static final List<String> ORIGIN_POLICIES =
      List.of("http-only", "match-viewer", "https-only");
  private static final List<String> METHODS =
      List.of("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH");
  private static final List<String> READING = List.of("HEAD", "GET", "OPTIONS");
  private static final List<String> BOOLEANS = List.of("true", "false");

  private ConfigRules() {}

  /**
   * @throws ServiceError as CloudFront answers it
   */
  static void check(Bytes document) {
    check(document, Set.of());
  }

  /** Those of the protocol policies of viewers and of origins. */
  static Set<String> words(Element config) {
    return Stream.concat(
            behaviors(config).map(behavior -> Xml.text(behavior, "ViewerProtocolPolicy")),
            list(config, "Origins", "Origin").stream()
                .flatMap(origin -> Xml.child(origin, "CustomOriginConfig").stream())
                .map(custom -> Xml.text(custom, "OriginProtocolPolicy")))
        .collect(Collectors.toSet());
  }

  private static Stream<Element> behaviors(Element config) {
    return Stream.concat(
        Xml.child(config, "DefaultCacheBehavior").stream(),
        list(config, "CacheBehaviors", "CacheBehavior").stream());
  }

  /**
   * @param alsoKnown {@link #words} beside today's
   * @throws ServiceError as CloudFront answers it
   */
  static void check(Bytes document, Set<String> alsoKnown) {
    Element config = parsed(document);
    require(config, "distributionConfig", "CallerReference", "Origins", "DefaultCacheBehavior");
    require(config, "distributionConfig", "Comment", "Enabled");
    oneOf(config, "distributionConfig", "Enabled", BOOLEANS);
    oneOf(config, "distributionConfig", "Staging", BOOLEANS);
    oneOf(config, "distributionConfig", "IsIPV6Enabled", BOOLEANS);
    oneOf(config, "distributionConfig", "ConnectionMode", List.of("direct", "tenant-only"));
    oneOf(
        config,
        "distributionConfig",
        "PriceClass",
        List.of("PriceClass_100", "PriceClass_200", "PriceClass_All", "None"));
    oneOf(
        config,
        "distributionConfig",
        "HttpVersion",
        List.of(
            "http1.1", "http2", "http3", "http2and3", "HTTP1.1", "HTTP2", "HTTP3", "HTTP2and3"));
    list(config, "Aliases", "CNAME");
    list(config, "CustomErrorResponses", "CustomErrorResponse");
    Set<String> targets = targets(config, alsoKnown);
    Set<String> groups =
        list(config, "OriginGroups", "OriginGroup").stream()
            .map(group -> Xml.text(group, "Id"))
            .collect(Collectors.toSet());
    behaviors(config)
        .forEach(
            behavior -> {
              behavior(behavior, targets, alsoKnown);
              requireReading(behavior, groups);
            });
  }

  /** As seen in aws-cdk#32450. */
  private static void requireReading(Element behavior, Set<String> groups) {
    if (groups.contains(Xml.text(behavior, "TargetOriginId"))
        && list(behavior, "AllowedMethods", "Method").stream()
            .anyMatch(method -> !READING.contains(method.getTextContent()))) {
      throw new ServiceError(
          400,
          "InvalidArgument",
          "The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached"
              + " behavior associated with an origin group.");
    }
  }

  private static Set<String> targets(Element config, Set<String> alsoKnown) {
    Set<String> targets = new TreeSet<>();
    List<Element> origins = list(config, "Origins", "Origin");
    if (origins.isEmpty()) {
      throw malformed("The Origins member must have at least one origin");
    }
    for (Element origin : origins) {
      require(origin, "distributionConfig.origins.items", "Id", "DomainName");
      Xml.child(origin, "CustomOriginConfig").ifPresent(custom -> customOrigin(custom, alsoKnown));
      if (Stream.of("S3OriginConfig", "CustomOriginConfig", "VpcOriginConfig")
              .filter(kind -> Xml.child(origin, kind).isPresent())
              .count()
          != 1) {
        throw new ServiceError(
            400, "InvalidOrigin", "The origin needs exactly one kind of origin config.");
      }
      targets.add(Xml.text(origin, "Id"));
    }
    for (Element group : list(config, "OriginGroups", "OriginGroup")) {
      require(group, "distributionConfig.originGroups.items", "Id", "FailoverCriteria", "Members");
      for (Element member : list(group, "Members", "OriginGroupMember")) {
        target(Xml.text(member, "OriginId"), targets);
      }
      targets.add(Xml.text(group, "Id"));
    }
    return targets;
  }

  private static void customOrigin(Element config, Set<String> alsoKnown) {
    String at = "distributionConfig.origins.items.customOriginConfig";
    require(config, at, "HTTPPort", "HTTPSPort", "OriginProtocolPolicy");
    oneOf(config, at, "OriginProtocolPolicy", with(alsoKnown, ORIGIN_POLICIES));
  }

  private static void behavior(Element behavior, Set<String> targets, Set<String> alsoKnown) {
    boolean first = behavior.getLocalName().equals("DefaultCacheBehavior");
    String at = "distributionConfig." + (first ? "defaultCacheBehavior" : "cacheBehaviors.items");
    require(behavior, at, "TargetOriginId", "ViewerProtocolPolicy");
    if (!first) {
      require(behavior, at, "PathPattern");
    }
    oneOf(behavior, at, "ViewerProtocolPolicy", with(alsoKnown, POLICIES));
    target(Xml.text(behavior, "TargetOriginId"), targets);
    methods(behavior, "AllowedMethods");
    Xml.child(behavior, "AllowedMethods").ifPresent(allowed -> methods(allowed, "CachedMethods"));
    list(behavior, "LambdaFunctionAssociations", "LambdaFunctionAssociation");
    list(behavior, "FunctionAssociations", "FunctionAssociation");
    list(behavior, "TrustedKeyGroups", "KeyGroup");
    list(behavior, "TrustedSigners", "AwsAccountNumber");
  }

  private static List<String> with(Set<String> alsoKnown, List<String> known) {
    return Stream.concat(known.stream(), alsoKnown.stream()).toList();
  }

  private static void methods(Element parent, String member) {
    for (Element method : list(parent, member, "Method")) {
      if (!METHODS.contains(method.getTextContent())) {
        throw enumeration(method.getTextContent(), lowerFirst(member), METHODS);
      }
    }
  }

  private static void target(String originId, Set<String> targets) {
    if (!targets.contains(originId)) {
      throw new ServiceError(
          404,
          "NoSuchOrigin",
          "One or more of your origins or origin groups do not exist: " + originId);
    }
  }

  /** The items of a list whose quantity is right; none if there is no such list. */
  private static List<Element> list(Element parent, String name, String item) {
    List<Element> lists = Xml.children(parent, name);
    if (lists.isEmpty()) {
      return List.of();
    }
    Element list = lists.getFirst();
    require(list, lowerFirst(name), "Quantity");
    List<Element> items =
        Xml.child(list, "Items").map(holder -> Xml.children(holder, item)).orElse(List.of());
    if (!Xml.text(list, "Quantity").equals(Integer.toString(items.size()))) {
      throw new ServiceError(
          400,
          "InconsistentQuantities",
          "The value of Quantity and the size of Items don't match: " + name);
    }
    return items;
  }

  private static void require(Element parent, String at, String... members) {
    for (String member : members) {
      List<Element> found = Xml.children(parent, member);
      if (found.isEmpty()) {
        throw malformed(
            "1 validation error detected: Value null at '"
                + at
                + "."
                + lowerFirst(member)
                + "' failed to satisfy constraint: Member must not be null");
      }
      if (found.size() > 1) {
        throw malformed("Unexpected second element " + member);
      }
    }
  }

  private static void oneOf(Element parent, String at, String member, List<String> allowed) {
    for (Element found : Xml.children(parent, member)) {
      if (!allowed.contains(found.getTextContent())) {
        throw enumeration(found.getTextContent(), at + "." + lowerFirst(member), allowed);
      }
    }
  }

  private static Element parsed(Bytes document) {
    if (document.isEmpty()) {
      throw new ServiceError(
          400,
          "MissingBody",
          "This operation requires a body. Ensure that the"
              + " body is present and the Content-Type header is set.");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document.toArray()));
      Element root = Xml.parse(document);
      if (!CloudFrontXml.NAMESPACE.equals(root.getNamespaceURI())
          || !root.getLocalName().equals("DistributionConfig")) {
        throw malformed("Expected DistributionConfig in namespace " + CloudFrontXml.NAMESPACE);
      }
      return root;
    } catch (SAXException | CharacterCodingException e) {
      throw malformed("The XML document is malformed: " + e.getMessage());
    }
  }

  private static ServiceError enumeration(String value, String at, List<String> allowed) {
    return malformed(
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + at
            + "' failed to satisfy constraint: Member must satisfy enum value set: "
            + allowed);
  }

  private static ServiceError malformed(String message) {
    return new ServiceError(400, "MalformedXML", message);
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
