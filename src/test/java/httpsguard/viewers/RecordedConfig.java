package httpsguard.viewers;

import com.grack.nanojson.JsonObject;
import httpsguard.viewers.GeneratedConfig.Behavior;
import httpsguard.viewers.GeneratedConfig.Kind;
import httpsguard.viewers.GeneratedConfig.Origin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a config as CloudTrail records it. */
final class RecordedConfig {
  private RecordedConfig() {}

  static JsonObject of(GeneratedConfig config) {
    List<Behavior> behaviors = config.behaviors();
    Map<String, Object> json = new TreeMap<>();
    json.put("enabled", config.enabled());
    json.put("staging", config.kind() == Kind.STAGING);
    json.put("connectionMode", config.kind() == Kind.TENANT_ONLY ? "tenant-only" : "direct");
    json.put("comment", "HIDDEN_DUE_TO_SECURITY_REASONS");
    json.put("aliases", list(List.of("www.example.com")));
    json.put("origins", list(config.origins().stream().map(RecordedConfig::origin).toList()));
    json.put(
        "originGroups",
        list(
            config.groups().stream()
                .map(
                    group ->
                        Map.of(
                            "id",
                            group.id(),
                            "failoverCriteria",
                            Map.of("statusCodes", list(group.failover())),
                            "members",
                            list(
                                group.members().stream()
                                    .map(member -> Map.of("originId", member))
                                    .toList())))
                .toList()));
    json.put("defaultCacheBehavior", behavior(behaviors.getLast()));
    json.put(
        "cacheBehaviors",
        list(
            behaviors.subList(0, behaviors.size() - 1).stream()
                .map(
                    behavior -> {
                      Map<String, Object> withPath = behavior(behavior);
                      withPath.put("pathPattern", behavior.pathPattern());
                      return withPath;
                    })
                .toList()));
    return new JsonObject(json);
  }

  private static Map<String, Object> origin(Origin origin) {
    Map<String, Object> settings =
        origin.settings().equals("CustomOriginConfig")
            ? Map.of("originProtocolPolicy", origin.protocolPolicy())
            : Map.of();
    String name =
        Character.toLowerCase(origin.settings().charAt(0)) + origin.settings().substring(1);
    return Map.of("id", origin.id(), "domainName", origin.host(), name, settings);
  }

  private static Map<String, Object> behavior(Behavior behavior) {
    Map<String, Object> json = new TreeMap<>();
    json.put("targetOriginId", behavior.target());
    json.put("viewerProtocolPolicy", behavior.viewerProtocolPolicy());
    if (!behavior.methods().isEmpty()) {
      json.put("allowedMethods", list(behavior.methods()));
    }
    return json;
  }

  /** An empty one has no {@code items}. */
  private static Map<String, Object> list(List<?> items) {
    return items.isEmpty()
        ? Map.of("quantity", 0)
        : Map.of("quantity", items.size(), "items", items);
  }
}
