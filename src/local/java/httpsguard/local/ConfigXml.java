package httpsguard.local;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.Map;

/**
 * Turns a config as CloudTrail records it, JSON with names that begin in lower case, back into the
 * document that was sent. What CloudTrail masks stays masked.
 */
public final class ConfigXml {
  /** What the items of a list are called (API model). */
  private static final Map<String, String> ITEMS =
      Map.ofEntries(
          Map.entry("aliases", "CNAME"),
          Map.entry("allowedMethods", "Method"),
          Map.entry("cachedMethods", "Method"),
          Map.entry("cacheBehaviors", "CacheBehavior"),
          Map.entry("customErrorResponses", "CustomErrorResponse"),
          Map.entry("customHeaders", "OriginCustomHeader"),
          Map.entry("functionAssociations", "FunctionAssociation"),
          Map.entry("geoRestriction", "Location"),
          Map.entry("lambdaFunctionAssociations", "LambdaFunctionAssociation"),
          Map.entry("members", "OriginGroupMember"),
          Map.entry("originGroups", "OriginGroup"),
          Map.entry("origins", "Origin"),
          Map.entry("originSslProtocols", "SslProtocol"),
          Map.entry("statusCodes", "StatusCode"),
          Map.entry("trustedKeyGroups", "KeyGroup"),
          Map.entry("trustedSigners", "AwsAccountNumber"));

  private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

  private ConfigXml() {}

  /**
   * @throws IllegalArgumentException if it has a list whose items' name is not known here
   */
  public static Bytes of(JsonObject distributionConfig) {
    var document = new ConfigXml();
    document.line(0, "<DistributionConfig xmlns=\"" + CloudFrontXml.NAMESPACE + "\">");
    document.members(1, "distributionConfig", distributionConfig);
    document.line(0, "</DistributionConfig>");
    return Bytes.utf8(document.xml.append('\n').toString());
  }

  private void members(int depth, String parent, JsonObject members) {
    members.forEach(
        (name, value) -> {
          if (value instanceof JsonArray items) {
            items(depth, parent, items);
          } else {
            element(depth, Character.toUpperCase(name.charAt(0)) + name.substring(1), name, value);
          }
        });
  }

  private void items(int depth, String list, JsonArray items) {
    String name = ITEMS.get(list);
    if (name == null) {
      throw new IllegalArgumentException("what are the items of " + list + " called?");
    }
    line(depth, "<Items>");
    items.forEach(item -> element(depth + 1, name, list, item));
    line(depth, "</Items>");
  }

  private void element(int depth, String element, String name, Object value) {
    if (value instanceof JsonObject members) {
      line(depth, "<" + element + ">");
      members(depth + 1, name, members);
      line(depth, "</" + element + ">");
    } else {
      line(depth, CloudFrontXml.element(element, String.valueOf(value)));
    }
  }

  private void line(int depth, String text) {
    xml.append('\n').append("  ".repeat(depth)).append(text);
  }
}
