package httpsguard.local;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * Turns CloudFront's XML into JSON as CloudTrail records it: names begin in lower case, and what
 * somebody wrote into a comment is masked.
 */
final class ConfigJson {
  /** What CloudTrail shows in place of a comment (events/terraform-update.json). */
  private static final String MASKED = "HIDDEN_DUE_TO_SECURITY_REASONS";

  /** What the API model has as integers. */
  private static final Pattern INTEGERS =
      Pattern.compile(
          "Quantity|HTTPS?Port|\\w+Timeout|ConnectionAttempts|\\w+TTL|ErrorCode|StatusCode"
              + "|InProgressInvalidationBatches");

  /** What it has as booleans. */
  private static final Set<String> BOOLEANS =
      Set.of(
          "CloudFrontDefaultCertificate",
          "Compress",
          "Enabled",
          "IncludeBody",
          "IncludeCookies",
          "IsIPV6Enabled",
          "QueryString",
          "SmoothStreaming",
          "Staging");

  private ConfigJson() {}

  static JsonObject of(Element parent) {
    var json = new JsonObject();
    for (Element child : Xml.children(parent)) {
      String name = child.getLocalName();
      json.put(
          Character.toLowerCase(name.charAt(0)) + name.substring(1),
          name.equals("Items") ? items(child) : value(child));
    }
    return json;
  }

  private static JsonArray items(Element list) {
    var items = new JsonArray();
    Xml.children(list).forEach(item -> items.add(value(item)));
    return items;
  }

  private static Object value(Element element) {
    List<Element> children = Xml.children(element);
    if (!children.isEmpty()) {
      return of(element);
    }
    String name = element.getLocalName();
    String text = element.getTextContent();
    if (name.equals("Items")) {
      return new JsonArray();
    }
    if (name.equals("Comment")) {
      return text.isEmpty() ? "" : MASKED;
    }
    if (BOOLEANS.contains(name)) {
      return Boolean.valueOf(text);
    }
    return INTEGERS.matcher(name).matches() && text.matches("\\d{1,9}")
        ? Integer.valueOf(text)
        : text;
  }
}
