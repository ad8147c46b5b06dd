package httpsguard.cloudtrail;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import httpsguard.cloudtrail.CloudTrailEvent.NotOurs;
import httpsguard.cloudtrail.CloudTrailEvent.Reason;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.JsonNode;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.json.Field;
import httpsguard.json.MalformedJsonException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a CloudTrail record out of the event in which EventBridge delivers it. */
final class EventReader {
  /** Records of 2016 and before have the API's version behind the call's name. */
  private static final Pattern OPERATION =
      Pattern.compile("([A-Za-z]+?)(?:20\\d\\d_\\d\\d_\\d\\d)?");

  private static final Pattern DISTRIBUTION_ARN =
      Pattern.compile("arn:aws:cloudfront::\\d{12}:distribution/([A-Z0-9]{5,32})");

  private static final CloudTrailEvent FAILED = new NotOurs(Reason.FAILED_CALL);

  /** What CloudTrail writes over a value that it does not show (recorded of comments). */
  private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final ScheduledEvent event;
  private final Field detail;
  private final Field request;
  private final Field response;

  EventReader(ScheduledEvent event) {
    this.event = event;
    detail = Field.of("detail", event.getDetail());
    request = part(detail.get("requestParameters"));
    response = part(detail.get("responseElements"));
  }

  CloudTrailEvent read() {
    if (!"aws.cloudfront".equals(event.getSource())
        || !"AWS API Call via CloudTrail".equals(event.getDetailType())
        || !detail.get("eventSource").required().equals("cloudfront.amazonaws.com")) {
      return new NotOurs(Reason.OTHER_SOURCE);
    }
    String operation = operation();
    return switch (operation) {
      case "CreateDistribution",
          "CreateDistributionWithTags",
          "UpdateDistribution",
          "UpdateDistributionWithStagingConfig",
          "CopyDistribution" ->
          isFailed() ? FAILED : change(operation);
      case "TagResource", "UntagResource" -> isFailed() ? FAILED : tagChange(operation);
      default -> new NotOurs(Reason.OTHER_CALL);
    };
  }

  private boolean isFailed() {
    return detail.get("errorCode").value().isPresent();
  }

  private String operation() {
    String name = detail.get("eventName").required();
    Matcher matcher = OPERATION.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }

  private DistributionChange change(String operation) {
    Field distribution = response.get("distribution");
    return new DistributionChange(
        call(operation, distributionId(operation, distribution)),
        distribution.get("domainName").words(),
        response.get("eTag").text(),
        written(distribution));
  }

  private CloudTrailEvent tagChange(String operation) {
    Matcher resource = DISTRIBUTION_ARN.matcher(request.get("resource").required());
    if (!resource.matches()) {
      return new NotOurs(Reason.OTHER_RESOURCE);
    }
    return new TagChange(call(operation, new DistributionId(resource.group(1))), tagKeys());
  }

  /** How CloudTrail writes tags is not documented: what does not fit counts as not known. */
  private Optional<Set<String>> tagKeys() {
    try {
      Set<String> keys =
          Stream.concat(
                  items("tagKeys").stream(), items("tags").stream().map(tag -> tag.get("key")))
              .map(Field::required)
              .collect(Collectors.toSet());
      return keys.isEmpty() || keys.contains(HIDDEN) ? Optional.empty() : Optional.of(keys);
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private List<Field> items(String list) {
    Field items = request.get(list).get("items");
    if (request.get(list).value().isPresent() && items.value().isEmpty()) {
      throw new MalformedJsonException(items.path() + " is missing");
    }
    return items.items();
  }

  private Call call(String operation, DistributionId distribution) {
    return new Call(
        detail.get("eventID").required(), operation, time(), account(), distribution, actor());
  }

  private DistributionId distributionId(String operation, Field distribution) {
    Optional<String> answered = distribution.get("id").text();
    Optional<String> asked =
        operation.startsWith("Update") ? request.get("id").text() : Optional.empty();
    String id =
        asked
            .or(() -> answered)
            .orElseThrow(
                () ->
                    new MalformedEventException(
                        "the event does not tell which distribution it is about: its"
                            + " requestParameters and responseElements have no distribution id."
                            + " CloudTrail leaves out what is over 100 KB. The next audit looks at"
                            + " all distributions, this one included"));
    if (!DistributionId.isId(id)) {
      throw new MalformedEventException(
          "the event's distribution id is not 5 to 32 upper-case letters and digits");
    }
    if (answered.isPresent() && !answered.get().equals(id)) {
      throw new MalformedEventException(
          "the event names different distributions in requestParameters and responseElements");
    }
    return new DistributionId(id);
  }

  /**
   * A config that cannot be read counts as not known, like one that is left out: the live one
   * decides.
   */
  private Optional<DistributionConfig> written(Field distribution) {
    try {
      return Stream.of(
              distribution.get("distributionConfig"),
              request.get("distributionConfig"),
              request.get("distributionConfigWithTags").get("distributionConfig"))
          .filter(config -> config.value().isPresent())
          .findFirst()
          .map(JsonNode::new)
          .map(DistributionConfig::of);
    } catch (MalformedConfigException | MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private Instant time() {
    Field time = detail.get("eventTime");
    try {
      return Instant.parse(time.required());
    } catch (DateTimeParseException e) {
      throw new MalformedEventException(time.path() + " is not a time in ISO 8601", e);
    }
  }

  private String account() {
    String account =
        detail
            .get("recipientAccountId")
            .text()
            .orElseGet(Field.of("account", event.getAccount())::required);
    if (!ACCOUNT.matcher(account).matches()) {
      throw new MalformedEventException("the event's account is not twelve digits");
    }
    return account;
  }

  private Actor actor() {
    Field identity = detail.get("userIdentity");
    return new Actor(
        identity.get("type").words().orElse("Unknown"),
        identity.get("arn").words(),
        identity.get("sessionContext").get("sessionIssuer").get("arn").text(),
        identity.get("invokedBy").words(),
        detail.get("userAgent").words(),
        detail.get("sessionCredentialFromConsole").isTrue());
  }

  /** CloudTrail writes {@code omitted} in place of a part that is too large. */
  private static Field part(Field part) {
    return part.value().orElse(null) instanceof Map<?, ?> map && !map.containsKey("omitted")
        ? part
        : new Field(part.path(), Optional.empty());
  }
}
