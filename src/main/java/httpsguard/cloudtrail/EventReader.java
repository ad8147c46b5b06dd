package httpsguard.cloudtrail;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.MalformedConfigException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a CloudTrail record out of the event in which EventBridge delivers it. */
final class EventReader {
  /** Records of 2016 and before have the API's version behind the call's name. */
  private static final Pattern CALL = Pattern.compile("([A-Za-z]+?)(?:20\\d\\d_\\d\\d_\\d\\d)?");

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
      return new CloudTrailEvent.NotOurs(CloudTrailEvent.Reason.OTHER_SOURCE);
    }
    String call = call();
    return switch (call) {
      case "CreateDistribution",
          "CreateDistributionWithTags",
          "UpdateDistribution",
          "UpdateDistributionWithStagingConfig",
          "CopyDistribution" ->
          detail.get("errorCode").value().isPresent()
              ? new CloudTrailEvent.NotOurs(CloudTrailEvent.Reason.FAILED_CALL)
              : new CloudTrailEvent.Changed(change(call));
      default -> new CloudTrailEvent.NotOurs(CloudTrailEvent.Reason.OTHER_CALL);
    };
  }

  private String call() {
    String name = detail.get("eventName").required();
    Matcher matcher = CALL.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }

  private DistributionChange change(String call) {
    Field distribution = response.get("distribution");
    return new DistributionChange(
        detail.get("eventID").required(),
        call,
        time(),
        account(),
        distributionId(call, distribution),
        distribution.get("domainName").text(),
        response.get("eTag").text(),
        written(distribution),
        actor());
  }

  private DistributionId distributionId(String call, Field distribution) {
    Optional<String> answered = distribution.get("id").text();
    Optional<String> asked =
        switch (call) {
          case "UpdateDistribution", "UpdateDistributionWithStagingConfig" ->
              request.get("id").text();
          default -> Optional.empty();
        };
    String id =
        asked
            .or(() -> answered)
            .orElseThrow(
                () ->
                    new MalformedEventException(
                        "the event does not tell which distribution it is about: its"
                            + " requestParameters and responseElements have no distribution id."
                            + " CloudTrail leaves out what is over 100 KB"));
    if (!DistributionId.isId(id)) {
      throw new MalformedEventException("the event's distribution id is not one");
    }
    if (answered.isPresent() && !answered.get().equals(id)) {
      throw new MalformedEventException(
          "the event names one distribution in requestParameters, another in responseElements");
    }
    return new DistributionId(id);
  }

  private Optional<DistributionConfig> written(Field distribution) {
    Field answered = distribution.get("distributionConfig");
    Field asked = answered.value().isPresent() ? answered : request.get("distributionConfig");
    Field tagged = request.get("distributionConfigWithTags").get("distributionConfig");
    Field config = asked.value().isPresent() ? asked : tagged;
    try {
      return config.map().map(DistributionConfig::fromJson);
    } catch (MalformedConfigException e) {
      throw new MalformedEventException(config.path() + ": " + e.getMessage(), e);
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
        identity.get("type").text().orElse("Unknown"),
        identity.get("arn").text(),
        identity.get("sessionContext").get("sessionIssuer").get("arn").text(),
        identity.get("invokedBy").text(),
        detail.get("userAgent").text(),
        detail.get("sessionCredentialFromConsole").text().equals(Optional.of("true")));
  }

  /** CloudTrail writes {@code omitted} in place of a part that is too large. */
  private static Field part(Field part) {
    boolean omitted =
        part.value()
            .filter(value -> value instanceof Map<?, ?> map && map.containsKey("omitted"))
            .isPresent();
    return omitted || !(part.value().orElse(null) instanceof Map<?, ?>)
        ? new Field(part.path(), Optional.empty())
        : part;
  }
}
