package httpsguard.viewers;

import httpsguard.local.Bytes;
import httpsguard.viewers.GeneratedConfig.Behavior;
import httpsguard.viewers.GeneratedConfig.Group;
import httpsguard.viewers.GeneratedConfig.Kind;
import httpsguard.viewers.GeneratedConfig.Origin;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes a config's document, any number of times in the same bytes but for the viewer protocol
 * policies: so what a repair must come to is known without an editor.
 */
final class ConfigDocument {
  private static final List<String> NOISE =
      List.of(
          "<!-- <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy> -->",
          "<?keep <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>?>",
          "<FutureSetting a=\"&lt;&quot;&gt;\"><ViewerProtocolPolicy>allow-all"
              + "</ViewerProtocolPolicy><Enabled>false</Enabled></FutureSetting>",
          "<f:ViewerProtocolPolicy xmlns:f='urn:future'>allow-all</f:ViewerProtocolPolicy>",
          "<f:TargetOriginId xmlns:f='urn:future'>elsewhere</f:TargetOriginId>",
          "<FutureText>d\u00e9j\u00e0 vu &amp; \ud83d\ude80 \u65e5\u672c\u8a9e &#x20AC; <![CDATA[<allow-all>]]></FutureText>",
          "\r\n\t  ",
          "<FutureEmpty />");

  private final GeneratedConfig config;
  private final Function<Behavior, String> policies;
  private final Draw noise;
  private final StringBuilder xml = new StringBuilder();

  private ConfigDocument(GeneratedConfig config, Function<Behavior, String> policies) {
    this.config = config;
    this.policies = policies;
    noise = Draw.seeded(config.noise());
  }

  /** As it is before the function runs. */
  static Bytes before(GeneratedConfig config) {
    return new ConfigDocument(config, ConfigDocument::written).write();
  }

  /** As it must be once what is open, and can be repaired, was repaired to this policy. */
  static Bytes repaired(GeneratedConfig config, String policy) {
    return new ConfigDocument(
            config,
            behavior ->
                config.isRepairable(behavior)
                    ? behavior.written().repaired().replace("NEW", policy)
                    : written(behavior))
        .write();
  }

  private static String written(Behavior behavior) {
    return behavior.viewerProtocolPolicy().equals("allow-all")
        ? behavior.written().allowAll()
        : behavior.viewerProtocolPolicy();
  }

  private Bytes write() {
    xml.append(noise.onceIn(20) ? "\ufeff" : "")
        .append(noise.onceIn(4) ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append(noise.onceIn(4) ? "<!-- <DistributionConfig> -->\r\n" : "")
        .append("<DistributionConfig xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">");
    element("CallerReference", "made-for-a-test");
    if (config.kind() != Kind.TENANT_ONLY) {
      list("Aliases", List.of("www.example.com"), alias -> element("CNAME", alias));
    }
    list("Origins", config.origins(), this::origin);
    list("OriginGroups", config.groups(), this::group);
    open("DefaultCacheBehavior");
    behavior(config.behaviors().getLast());
    close("DefaultCacheBehavior");
    list(
        "CacheBehaviors",
        config.behaviors().subList(0, config.behaviors().size() - 1),
        behavior -> {
          open("CacheBehavior");
          element("PathPattern", behavior.pathPattern());
          behavior(behavior);
          close("CacheBehavior");
        });
    element("Comment", "B\u00fccher & K\u00f6pfe \ud834\udd1e allow-all");
    element("Enabled", Boolean.toString(config.enabled()));
    switch (config.kind()) {
      case STANDARD -> element("ContinuousDeploymentPolicyId", "");
      case STAGING -> element("Staging", "true");
      case TENANT_ONLY -> element("ConnectionMode", "tenant-only");
    }
    close("DistributionConfig");
    xml.append(noise.onceIn(4) ? "\n<!-- \u00fc --><?end?>\n" : "");
    return Bytes.utf8(xml.toString());
  }

  private void origin(Origin origin) {
    open("Origin");
    element("Id", origin.id());
    element("DomainName", origin.host());
    element("OriginPath", "");
    open(origin.settings());
    switch (origin.settings()) {
      case "S3OriginConfig" -> element("OriginAccessIdentity", "");
      case "VpcOriginConfig" -> element("VpcOriginId", "vo_1a2b3c");
      default -> {
        element("HTTPPort", "80");
        element("HTTPSPort", "443");
        element("OriginProtocolPolicy", origin.protocolPolicy());
      }
    }
    close(origin.settings());
    close("Origin");
  }

  private void group(Group group) {
    open("OriginGroup");
    element("Id", group.id());
    open("FailoverCriteria");
    list("StatusCodes", group.failover(), status -> element("StatusCode", status.toString()));
    close("FailoverCriteria");
    list(
        "Members",
        group.members(),
        member -> {
          open("OriginGroupMember");
          element("OriginId", member);
          close("OriginGroupMember");
        });
    close("OriginGroup");
  }

  private void behavior(Behavior behavior) {
    element("TargetOriginId", behavior.target());
    xml.append("<ViewerProtocolPolicy>")
        .append(policies.apply(behavior))
        .append("</ViewerProtocolPolicy>");
    noise();
    if (!behavior.methods().isEmpty()) {
      list("AllowedMethods", behavior.methods(), method -> element("Method", method));
    }
    element("Compress", "true");
  }

  private <T> void list(String name, List<T> items, Consumer<T> write) {
    open(name);
    element("Quantity", Integer.toString(items.size()));
    if (!items.isEmpty()) {
      xml.append("<Items>");
      items.forEach(write);
      xml.append("</Items>");
    }
    close(name);
  }

  private void element(String name, String text) {
    xml.append('<').append(name).append('>');
    xml.append(text.replace("&", "&amp;").replace("<", "&lt;"));
    xml.append("</").append(name).append('>');
  }

  private void open(String name) {
    xml.append('<').append(name).append('>');
    noise();
  }

  private void close(String name) {
    xml.append("</").append(name).append('>');
  }

  private void noise() {
    if (noise.onceIn(6)) {
      xml.append(noise.oneOf(NOISE));
    }
  }
}
