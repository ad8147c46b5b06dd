package httpsguard.local;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/** CloudFront's answers, as XML. */
final class CloudFrontXml {
  static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

  private static final String DECLARATION = "<?xml version=\"1.0\"?>\n";
  private static final String NONE = "<Quantity>0</Quantity>";

  // What the API model requires of a summary, with what stands for a setting that was not made.
  private static final Map<String, String> SUMMARY = summaryMembers();

  private CloudFrontXml() {}

  static String distribution(StoredDistribution distribution, Instant now) {
    return DECLARATION
        + "<Distribution xmlns=\""
        + NAMESPACE
        + "\">"
        + element("Id", distribution.id())
        + element("ARN", distribution.arn())
        + element("Status", distribution.status(now))
        + element("LastModifiedTime", time(distribution.lastModified()))
        + "<InProgressInvalidationBatches>0</InProgressInvalidationBatches>"
        + element("DomainName", distribution.domainName())
        + "<ActiveTrustedSigners><Enabled>false</Enabled>"
        + NONE
        + "</ActiveTrustedSigners><ActiveTrustedKeyGroups><Enabled>false</Enabled>"
        + NONE
        + "</ActiveTrustedKeyGroups>"
        + distribution.config().inline()
        + "</Distribution>";
  }

  static String list(
      List<StoredDistribution> page, String marker, int maxItems, boolean more, Instant now) {
    var xml = new StringBuilder(DECLARATION);
    xml.append("<DistributionList xmlns=\"").append(NAMESPACE).append("\">");
    xml.append(element("Marker", marker));
    if (more) {
      xml.append(element("NextMarker", page.getLast().id()));
    }
    xml.append(element("MaxItems", Integer.toString(maxItems)));
    xml.append(element("IsTruncated", Boolean.toString(more)));
    xml.append(element("Quantity", Integer.toString(page.size())));
    if (!page.isEmpty()) {
      xml.append("<Items>");
      page.forEach(distribution -> xml.append(item(distribution, now)));
      xml.append("</Items>");
    }
    return xml.append("</DistributionList>").toString();
  }

  static String tags(Map<String, String> tags) {
    var xml = new StringBuilder(DECLARATION);
    xml.append("<Tags xmlns=\"").append(NAMESPACE).append("\"><Items>");
    tags.forEach(
        (key, value) ->
            xml.append("<Tag>")
                .append(element("Key", key))
                .append(element("Value", value))
                .append("</Tag>"));
    return xml.append("</Items></Tags>").toString();
  }

  static String error(ServiceError error, String requestId) {
    return DECLARATION
        + "<ErrorResponse xmlns=\""
        + NAMESPACE
        + "\"><Error>"
        + element("Type", error.status() < 500 ? "Sender" : "Receiver")
        + element("Code", error.code())
        + element("Message", error.message())
        + "</Error>"
        + element("RequestId", requestId)
        + "</ErrorResponse>";
  }

  /** The members of a summary that come from the config. */
  static String summary(Element config) {
    var xml = new StringBuilder();
    SUMMARY.forEach(
        (name, otherwise) -> {
          Optional<Element> member = Xml.child(config, name);
          if (member.isPresent()) {
            xml.append(Xml.write(member.get()));
          } else if (!otherwise.isEmpty()) {
            xml.append('<').append(name).append('>');
            xml.append(otherwise.strip());
            xml.append("</").append(name).append('>');
          }
        });
    return xml.toString();
  }

  static String element(String name, String text) {
    return "<" + name + ">" + Xml.escape(text) + "</" + name + ">";
  }

  private static String item(StoredDistribution distribution, Instant now) {
    return "<DistributionSummary>"
        + element("Id", distribution.id())
        + element("ARN", distribution.arn())
        + element("ETag", distribution.eTag())
        + element("Status", distribution.status(now))
        + element("LastModifiedTime", time(distribution.lastModified()))
        + element("DomainName", distribution.domainName())
        + distribution.config().summary()
        + "</DistributionSummary>";
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(SECONDS).toString();
  }

  private static Map<String, String> summaryMembers() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("Aliases", NONE);
    members.put("Origins", "");
    members.put("OriginGroups", NONE);
    members.put("DefaultCacheBehavior", "");
    members.put("CacheBehaviors", NONE);
    members.put("CustomErrorResponses", NONE);
    members.put("Comment", " ");
    members.put("PriceClass", "PriceClass_All");
    members.put("Enabled", "");
    members.put(
        "ViewerCertificate",
        "<CloudFrontDefaultCertificate>true</CloudFrontDefaultCertificate>"
            + "<MinimumProtocolVersion>TLSv1</MinimumProtocolVersion>");
    members.put(
        "Restrictions",
        "<GeoRestriction><RestrictionType>none</RestrictionType>" + NONE + "</GeoRestriction>");
    members.put("WebACLId", " ");
    members.put("HttpVersion", "HTTP2");
    members.put("IsIPV6Enabled", "false");
    members.put("Staging", "false");
    members.put("ConnectionMode", "direct");
    members.put("AnycastIpListId", "");
    members.put("ViewerMtlsConfig", "");
    members.put("ConnectionFunctionAssociation", "");
    return members;
  }
}
