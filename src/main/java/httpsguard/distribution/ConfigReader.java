package httpsguard.distribution;

import httpsguard.distribution.DistributionConfig.OriginGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a {@link DistributionConfig}: one reader, so that XML and JSON are judged alike. */
final class ConfigReader {
  /** API model 2020-05-31, Origin. */
  private static final Set<String> ORIGIN_SETTINGS =
      Set.of(Origin.Kind.S3.SETTING, "CustomOriginConfig", "VpcOriginConfig");

  private ConfigReader() {}

  static DistributionConfig read(ConfigNode<?> config) {
    return new DistributionConfig(
        bool(config.required("Enabled").text()),
        kind(config),
        texts(config.itemsOf("Aliases", "CNAME")),
        config.required("Origins").items("Origin").stream().map(ConfigReader::origin).toList(),
        config.itemsOf("OriginGroups", "OriginGroup").stream()
            .map(ConfigReader::originGroup)
            .toList(),
        behaviors(config));
  }

  /** The nodes of the behaviors in the order of {@link DistributionConfig#behaviors()}. */
  static <N extends ConfigNode<N>> List<N> behaviorNodes(ConfigNode<N> config) {
    List<N> nodes = new ArrayList<>(config.itemsOf("CacheBehaviors", "CacheBehavior"));
    nodes.add(config.required("DefaultCacheBehavior"));
    return nodes;
  }

  private static DistributionKind kind(ConfigNode<?> config) {
    if (config.isTrue("Staging")) {
      return DistributionKind.STAGING;
    }
    return config.textOf("ConnectionMode").map(String::strip).equals(Optional.of("tenant-only"))
        ? DistributionKind.MULTI_TENANT
        : DistributionKind.STANDARD;
  }

  private static List<CacheBehavior> behaviors(ConfigNode<?> config) {
    List<? extends ConfigNode<?>> nodes = behaviorNodes(config);
    List<CacheBehavior> behaviors = new ArrayList<>();
    for (int precedence = 0; precedence < nodes.size(); precedence++) {
      ConfigNode<?> node = nodes.get(precedence);
      boolean isDefault = precedence == nodes.size() - 1;
      behaviors.add(
          new CacheBehavior(
              precedence,
              isDefault
                  ? Optional.empty()
                  : Optional.of(new PathPattern(node.required("PathPattern").text())),
              node.required("TargetOriginId").text(),
              viewerProtocolPolicy(node.required("ViewerProtocolPolicy").text().strip()),
              texts(node.itemsOf("AllowedMethods", "Method")),
              hasEdgeFunctions(node)));
    }
    return behaviors;
  }

  /** Both lists are read: either may be malformed. */
  private static boolean hasEdgeFunctions(ConfigNode<?> behavior) {
    boolean runsLambda = hasLambdaEdge(behavior);
    return !behavior.itemsOf("FunctionAssociations", "FunctionAssociation").isEmpty() || runsLambda;
  }

  static boolean hasLambdaEdge(ConfigNode<?> behavior) {
    return !behavior.itemsOf("LambdaFunctionAssociations", "LambdaFunctionAssociation").isEmpty();
  }

  private static ViewerProtocolPolicy viewerProtocolPolicy(String value) {
    if (value.isEmpty()) {
      throw new MalformedConfigException("a ViewerProtocolPolicy is empty");
    }
    return new ViewerProtocolPolicy(value);
  }

  private static Origin origin(ConfigNode<?> node) {
    return new Origin(
        node.required("Id").text(), node.required("DomainName").text(), originKind(node));
  }

  /** A setting newer than this code may be one of these, too: the API calls all of them alike. */
  private static Origin.Kind originKind(ConfigNode<?> node) {
    List<String> settings =
        node.names().stream().filter(name -> name.endsWith("OriginConfig")).sorted().toList();
    if (settings.size() > 1 && ORIGIN_SETTINGS.containsAll(settings)) {
      throw new MalformedConfigException(
          "an origin has " + String.join(" and ", settings) + " where one of them belongs");
    }
    if (settings.size() != 1) {
      return new Origin.Kind.Unknown(settings);
    }
    String setting = settings.getFirst();
    return switch (setting) {
      case Origin.Kind.S3.SETTING -> new Origin.Kind.S3();
      case "CustomOriginConfig" ->
          new Origin.Kind.Custom(node.required(setting).required("OriginProtocolPolicy").text());
      case "VpcOriginConfig" -> new Origin.Kind.Vpc();
      default -> new Origin.Kind.Unknown(settings);
    };
  }

  private static OriginGroup originGroup(ConfigNode<?> node) {
    return new OriginGroup(
        node.required("Id").text(),
        node.required("Members").items("OriginGroupMember").stream()
            .map(member -> member.required("OriginId").text())
            .toList(),
        failover(node));
  }

  private static Set<Integer> failover(ConfigNode<?> group) {
    return group.child("FailoverCriteria").stream()
        .flatMap(criteria -> criteria.itemsOf("StatusCodes", "StatusCode").stream())
        .map(ConfigReader::statusCode)
        .collect(Collectors.toSet());
  }

  private static int statusCode(ConfigNode<?> node) {
    String digits = node.number().strip();
    if (!digits.matches("\\d{3}")) {
      throw new MalformedConfigException("a status code does not have three digits");
    }
    return Integer.parseInt(digits);
  }

  private static List<String> texts(List<? extends ConfigNode<?>> nodes) {
    return nodes.stream().map(ConfigNode::text).toList();
  }

  /**
   * @throws MalformedConfigException if it is neither {@code true} nor {@code false}
   */
  static boolean bool(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new MalformedConfigException("a setting that must be true or false is neither");
    };
  }
}
