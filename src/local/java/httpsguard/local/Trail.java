package httpsguard.local;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Writes calls down as CloudTrail does, in the envelope in which EventBridge delivers a record, and
 * only those that the guard's rule lets through: the template's {@code CallsToCloudFront}.
 */
final class Trail {
  /** A longer part of a record is left out (CloudTrail guide, record-contents). */
  private static final int LONGEST_PART = 100 * 1024;

  private static final DateTimeFormatter IN_ANSWERS =
      DateTimeFormatter.ofPattern("MMM d, uuuu h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

  private final String guardKeyId;

  /**
   * @param guardKeyId the access key of the guard's role
   */
  Trail(String guardKeyId) {
    this.guardKeyId = guardKeyId;
  }

  /** The event; empty where no rule asks for it. */
  Optional<JsonObject> event(AnsweredCall call) {
    try {
      return parameters(call).map(parameters -> event(call, parameters));
    } catch (SAXException e) {
      throw new IllegalStateException("CloudFront acted on what is no XML", e);
    }
  }

  private static Optional<JsonObject> parameters(AnsweredCall call) throws SAXException {
    HttpRequest request = call.request();
    var parameters = new JsonObject();
    switch (call.operation().action()) {
      case "CreateDistribution" ->
          parameters.put("distributionConfig", ConfigJson.of(Xml.parse(request.body())));
      case "CreateDistributionWithTags" ->
          parameters.put("distributionConfigWithTags", ConfigJson.of(Xml.parse(request.body())));
      case "UpdateDistribution" -> {
        parameters.put("id", call.operation().distributionId().orElseThrow());
        parameters.put("ifMatch", request.header("If-Match").orElseThrow());
        parameters.put("distributionConfig", ConfigJson.of(Xml.parse(request.body())));
      }
      case "UpdateDistributionWithStagingConfig" -> {
        parameters.put("id", call.operation().distributionId().orElseThrow());
        parameters.put(
            "stagingDistributionId", request.queryParameter("StagingDistributionId").orElseThrow());
        parameters.put("ifMatch", request.header("If-Match").orElseThrow());
      }
      case "TagResource" -> {
        parameters.put("resource", request.queryParameter("Resource").orElseThrow());
        parameters.put("tags", ConfigJson.of(Xml.parse(request.body())));
      }
      case "UntagResource" -> {
        parameters.put("resource", request.queryParameter("Resource").orElseThrow());
        parameters.put("tagKeys", ConfigJson.of(Xml.parse(request.body())));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private JsonObject event(AnsweredCall call, JsonObject parameters) {
    String account = call.caller().accountId();
    String time = call.at().truncatedTo(ChronoUnit.SECONDS).toString();
    JsonObject detail =
        JsonObject.builder()
            .value("eventVersion", "1.11")
            .value("userIdentity", identity(call.caller()))
            .value("eventTime", time)
            .value("eventSource", "cloudfront.amazonaws.com")
            .value("eventName", call.operation().action())
            .value("awsRegion", "us-east-1")
            .value("sourceIPAddress", "127.0.0.1")
            .value("userAgent", call.request().header("User-Agent").orElse("-"))
            .value("requestParameters", bounded(parameters))
            .value("responseElements", answered(call).map(Trail::bounded).orElse(null))
            .value("requestID", call.answer().headers().getOrDefault("x-amzn-RequestId", "-"))
            .value("eventID", UUID.randomUUID().toString())
            .value("readOnly", false)
            .value("eventType", "AwsApiCall")
            .value("apiVersion", "2020_05_31")
            .value("managementEvent", true)
            .value("recipientAccountId", account)
            .value("eventCategory", "Management")
            .done();
    return JsonObject.builder()
        .value("version", "0")
        .value("id", UUID.randomUUID().toString())
        .value("detail-type", "AWS API Call via CloudTrail")
        .value("source", "aws.cloudfront")
        .value("account", account)
        .value("time", time)
        .value("region", "us-east-1")
        .value("resources", new JsonArray())
        .value("detail", detail)
        .done();
  }

  private static Optional<JsonObject> answered(AnsweredCall call) {
    if (call.answer().body().size() == 0) {
      return Optional.empty();
    }
    try {
      var answered = new JsonObject();
      Optional.ofNullable(call.answer().headers().get("Location"))
          .ifPresent(location -> answered.put("location", location));
      answered.put("eTag", call.answer().headers().get("ETag"));
      Element body = Xml.parse(call.answer().body());
      JsonObject distribution = ConfigJson.of(body);
      distribution.put(
          "lastModifiedTime", IN_ANSWERS.format(Instant.parse(Xml.text(body, "LastModifiedTime"))));
      answered.put("distribution", distribution);
      return Optional.of(answered);
    } catch (SAXException e) {
      throw new IllegalStateException("an answer that is no XML", e);
    }
  }

  private static JsonObject bounded(JsonObject part) {
    int bytes = JsonWriter.string(part).getBytes(StandardCharsets.UTF_8).length;
    return bytes <= LONGEST_PART ? part : JsonObject.builder().value("omitted", true).done();
  }

  /** The guard's role, or a user: access keys that the stand-in does not know have no name. */
  private JsonObject identity(Caller caller) {
    String account = caller.accountId();
    if (!caller.accessKeyId().equals(guardKeyId)) {
      return JsonObject.builder()
          .value("type", "IAMUser")
          .value("principalId", "AIDALOCALUSEREXAMPLE")
          .value("arn", "arn:aws:iam::" + account + ":user/you")
          .value("accountId", account)
          .value("accessKeyId", caller.accessKeyId())
          .value("userName", "you")
          .done();
    }
    String role = FunctionSettings.GUARD_ROLE;
    String name = role.substring(role.lastIndexOf('/') + 1);
    return JsonObject.builder()
        .value("type", "AssumedRole")
        .value("principalId", "AROAGUARDR7EXAMPLE0:" + name)
        .value("arn", "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + name)
        .value("accountId", account)
        .value("accessKeyId", caller.accessKeyId())
        .object("sessionContext")
        .object("sessionIssuer")
        .value("type", "Role")
        .value("principalId", "AROAGUARDR7EXAMPLE0")
        .value("arn", role)
        .value("accountId", account)
        .value("userName", name)
        .end()
        .end()
        .done();
  }
}
