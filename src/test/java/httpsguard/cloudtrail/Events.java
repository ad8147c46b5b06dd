package httpsguard.cloudtrail;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import httpsguard.local.FunctionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds CloudTrail events as EventBridge delivers them, for tests. */
public final class Events {
  public static final String ID = "EDFDVBD632BHDS5";
  public static final String GUARD_ROLE = FunctionSettings.GUARD_ROLE;

  private final JsonObject event;

  private Events(JsonObject event) {
    this.event = event;
  }

  /** An update by Terraform that wrote a default behavior of this policy, leading to S3. */
  public static Events update(String policy) {
    return new Events(
        parse(
            """
            {"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602",
             "detail-type":"AWS API Call via CloudTrail","source":"aws.cloudfront",
             "account":"111122223333","time":"2026-11-24T10:00:00Z","region":"us-east-1",
             "resources":[],
             "detail":{"eventVersion":"1.11",
              "userIdentity":{"type":"AssumedRole",
               "arn":"arn:aws:sts::111122223333:assumed-role/deploy/pipeline",
               "accountId":"111122223333",
               "sessionContext":{"sessionIssuer":{"type":"Role",
                "arn":"arn:aws:iam::111122223333:role/deploy"}}},
              "eventTime":"2026-11-24T09:59:30Z","eventSource":"cloudfront.amazonaws.com",
              "eventName":"UpdateDistribution","awsRegion":"us-east-1",
              "userAgent":"APN/1.0 HashiCorp/1.0 Terraform/1.9.8",
              "requestParameters":{"id":"%s","ifMatch":"E1","distributionConfig":%s},
              "responseElements":{"eTag":"E2","distribution":{"id":"%s",
               "domainName":"d111111abcdef8.cloudfront.net","distributionConfig":%s}},
              "eventID":"0a1b2c3d-1111-2222-3333-444455556666","apiVersion":"2020_05_31",
              "recipientAccountId":"111122223333"}}
            """
                .formatted(ID, config(policy), ID, config(policy))));
  }

  /** Somebody set tags with these keys. */
  public static Events tagging(String... keys) {
    List<Object> tags = new ArrayList<>();
    for (String key : keys) {
      tags.add(Map.of("key", key, "value", "set by the call"));
    }
    return tagCall("TagResource", "tags", tags);
  }

  /** Somebody removed tags with these keys. */
  public static Events untagging(String... keys) {
    return tagCall("UntagResource", "tagKeys", List.of((Object[]) keys));
  }

  private static Events tagCall(String operation, String list, List<Object> items) {
    return update("allow-all")
        .with("detail.eventName", operation)
        .with("detail.responseElements", null)
        .with(
            "detail.requestParameters",
            new JsonObject(
                Map.of(
                    "resource",
                    "arn:aws:cloudfront::111122223333:distribution/" + ID,
                    list,
                    Map.of("items", items))));
  }

  private static String config(String policy) {
    return """
        {"callerReference":"made-for-a-test","enabled":true,
         "comment":"HIDDEN_DUE_TO_SECURITY_REASONS",
         "aliases":{"quantity":1,"items":["www.example.com"]},
         "origins":{"quantity":1,"items":[{"id":"s3",
          "domainName":"assets.s3.us-east-1.amazonaws.com",
          "s3OriginConfig":{"originAccessIdentity":""}}]},
         "originGroups":{"quantity":0},
         "defaultCacheBehavior":{"targetOriginId":"s3","viewerProtocolPolicy":"%s",
          "allowedMethods":{"quantity":2,"items":["HEAD","GET"]}},
         "cacheBehaviors":{"quantity":0}}
        """
        .formatted(policy);
  }

  /** Sets what stands at a path such as {@code detail.eventName}; null removes it. */
  public Events with(String path, @Nullable Object value) {
    JsonObject at = event;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = at.getObject(names[i]);
    }
    if (value == null) {
      at.remove(names[names.length - 1]);
    } else {
      at.put(names[names.length - 1], value);
    }
    return this;
  }

  /** As the guard's own write. */
  public Events byTheGuard() {
    return with("detail.userIdentity.sessionContext.sessionIssuer.arn", GUARD_ROLE);
  }

  public String json() {
    return JsonWriter.string(event);
  }

  public ScheduledEvent scheduledEvent() {
    ScheduledEvent scheduled = new ScheduledEvent();
    scheduled.setSource(event.getString("source"));
    scheduled.setDetailType(event.getString("detail-type"));
    scheduled.setAccount(event.getString("account"));
    scheduled.setDetail(event.getObject("detail"));
    return scheduled;
  }

  private static JsonObject parse(String json) {
    try {
      return JsonParser.object().from(json);
    } catch (JsonParserException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
