package httpsguard.local;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The invalidations of all distributions, and CloudFront's answers about them (API reference,
 * CreateInvalidation and GetInvalidation; its limits are in the guide, quotas).
 */
final class Invalidations {
  private static final int MOST_PATHS = 3000;
  private static final int MOST_WILDCARDS = 15;
  private static final Pattern PATH = Pattern.compile("/[^*\\s]*\\*?");

  private record Invalidation(
      String id, String callerReference, List<String> paths, Instant created, Instant completed) {
    long wildcards() {
      return paths.stream().filter(path -> path.endsWith("*")).count();
    }
  }

  private final Map<String, Map<String, Invalidation>> byDistribution = new ConcurrentHashMap<>();

  /**
   * @param arn of a distribution that is there
   * @param takes how long it is under way
   * @throws ServiceError as CloudFront answers it
   */
  synchronized HttpReply.Answer create(
      String arn, String distributionId, Bytes body, Instant now, Duration takes) {
    Invalidation asked = asked(body, now, takes);
    Map<String, Invalidation> there =
        byDistribution.computeIfAbsent(arn, _ -> new ConcurrentHashMap<>());
    Optional<Invalidation> earlier =
        there.values().stream()
            .filter(other -> other.callerReference().equals(asked.callerReference()))
            .findFirst();
    if (earlier.filter(other -> !other.paths().equals(asked.paths())).isPresent()) {
      throw new ServiceError(
          400,
          "InvalidationBatchAlreadyExists",
          "The caller reference belongs to an invalidation of other paths.");
    }
    long underWay =
        there.values().stream()
            .filter(other -> now.isBefore(other.completed()))
            .mapToLong(Invalidation::wildcards)
            .sum();
    if (earlier.isEmpty() && underWay + asked.wildcards() > MOST_WILDCARDS) {
      throw new ServiceError(
          400,
          "TooManyInvalidationsInProgress",
          "Processing your request will cause you to exceed the maximum number of in-progress"
              + " wildcard invalidations.");
    }
    Invalidation created = earlier.orElse(asked);
    there.put(created.id(), created);
    return answer(201, created, now)
        .with(
            "Location",
            "https://cloudfront.amazonaws.com/2020-05-31/distribution/"
                + distributionId
                + "/invalidation/"
                + created.id());
  }

  /**
   * @throws ServiceError if there is none
   */
  HttpReply.Answer get(String arn, String id, Instant now) {
    Invalidation found = byDistribution.getOrDefault(arn, Map.of()).get(id);
    if (found == null) {
      throw new ServiceError(
          404, "NoSuchInvalidation", "The specified invalidation does not exist.");
    }
    return answer(200, found, now);
  }

  private static Invalidation asked(Bytes body, Instant now, Duration takes) {
    if (body.size() == 0) {
      throw new ServiceError(400, "MissingBody", "The request body is missing.");
    }
    Element batch;
    try {
      batch = Xml.parse(body);
    } catch (SAXException e) {
      throw new ServiceError(400, "MalformedXML", "The XML document is malformed.");
    }
    List<String> paths = Xml.items(batch, "Paths").stream().map(Element::getTextContent).toList();
    String quantity = Xml.child(batch, "Paths").map(list -> Xml.text(list, "Quantity")).orElse("");
    if (!quantity.equals(Integer.toString(paths.size()))) {
      throw new ServiceError(
          400,
          "InconsistentQuantities",
          "The value of Quantity and the size of Items don't match.");
    }
    if (paths.size() > MOST_PATHS) {
      throw new ServiceError(413, "BatchTooLarge", "Invalidation batch specified is too large.");
    }
    String reference = Xml.text(batch, "CallerReference");
    if (reference.isEmpty()
        || paths.isEmpty()
        || !paths.stream().allMatch(path -> PATH.matcher(path).matches())) {
      throw new ServiceError(
          400, "InvalidArgument", "Your request contains one or more invalid invalidation paths.");
    }
    return new Invalidation(
        "I" + Names.next().substring(1), reference, paths, now, now.plus(takes));
  }

  private static HttpReply.Answer answer(int status, Invalidation invalidation, Instant now) {
    var xml = new StringBuilder("<?xml version=\"1.0\"?>\n");
    xml.append("<Invalidation xmlns=\"").append(CloudFrontXml.NAMESPACE).append("\">");
    xml.append(CloudFrontXml.element("Id", invalidation.id()));
    // One that was just made is under way, however soon it ends.
    boolean isUnderWay = status == 201 || now.isBefore(invalidation.completed());
    xml.append(CloudFrontXml.element("Status", isUnderWay ? "InProgress" : "Completed"));
    xml.append(
        CloudFrontXml.element(
            "CreateTime", invalidation.created().truncatedTo(ChronoUnit.SECONDS).toString()));
    xml.append("<InvalidationBatch><Paths>");
    xml.append(CloudFrontXml.element("Quantity", Integer.toString(invalidation.paths().size())));
    xml.append("<Items>");
    invalidation.paths().forEach(path -> xml.append(CloudFrontXml.element("Path", path)));
    xml.append("</Items></Paths>");
    xml.append(CloudFrontXml.element("CallerReference", invalidation.callerReference()));
    xml.append("</InvalidationBatch></Invalidation>");
    return HttpReply.Answer.of(status, "text/xml", xml.toString());
  }
}
