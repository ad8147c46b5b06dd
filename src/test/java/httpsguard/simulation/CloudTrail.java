package httpsguard.simulation;

import httpsguard.local.Accounts;
import httpsguard.local.FunctionSettings;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A record as EventBridge delivers it.
 *
 * @param isWrite whether the call wrote a config
 * @param showsConfig whether the record has that config, which CloudTrail leaves out where it is
 *     long
 * @param showsDrift whether it has one that serves S3 over plain HTTP
 */
record CloudTrail(
    String eventId,
    Site site,
    boolean byGuard,
    boolean isWrite,
    boolean showsConfig,
    boolean showsDrift,
    String json) {
  private static final String ACCOUNT = Accounts.DEFAULT_ID;

  /** Who calls. */
  enum Caller {
    HUMAN("arn:aws:iam::" + ACCOUNT + ":role/deploy"),
    GUARD(FunctionSettings.GUARD_ROLE);

    private final String role;

    Caller(String role) {
      this.role = role;
    }
  }

  /** Whether people are to hear of it, whatever becomes of the distribution. */
  boolean owesNotice() {
    return isWrite && !byGuard && (showsDrift || !showsConfig);
  }

  /** Whether it says that the guard wrote what leaves nothing to do. */
  boolean isRepair() {
    return byGuard && showsConfig && !showsDrift;
  }

  static CloudTrail write(
      int number, String operation, Site site, Caller caller, boolean showsConfig, Instant now) {
    SiteConfig config = site.live.config();
    String written = showsConfig ? ",\"distributionConfig\":" + config.json() : "";
    String asked =
        operation.equals("UpdateDistribution")
            ? "{\"id\":\""
                + site.id
                + "\",\"ifMatch\":\""
                + site.before.eTag()
                + "\""
                + written
                + "}"
            : "{" + (written.isEmpty() ? "" : written.substring(1)) + "}";
    String answered =
        """
        {"eTag":"%s","distribution":{"id":"%s","domainName":"%s"%s}}"""
            .formatted(site.live.eTag(), site.id, site.domainName(), written);
    return record(
        number,
        operation,
        site,
        caller,
        true,
        showsConfig,
        showsConfig && (config.isDrifted() || config.isLeftOpen()),
        now,
        asked,
        answered);
  }

  static CloudTrail tagging(int number, Site site, Map<String, String> tags, Instant now) {
    String items =
        tags.entrySet().stream()
            .map(tag -> "{\"key\":\"" + tag.getKey() + "\",\"value\":\"" + tag.getValue() + "\"}")
            .collect(Collectors.joining(","));
    return tagCall(number, "TagResource", site, "\"tags\":{\"items\":[" + items + "]}", now);
  }

  static CloudTrail untagging(int number, Site site, String key, Instant now) {
    return tagCall(number, "UntagResource", site, "\"tagKeys\":{\"items\":[\"" + key + "\"]}", now);
  }

  private static CloudTrail tagCall(
      int number, String operation, Site site, String list, Instant now) {
    String asked =
        "{\"resource\":\"arn:aws:cloudfront::%s:distribution/%s\",%s}"
            .formatted(ACCOUNT, site.id, list);
    return record(number, operation, site, Caller.HUMAN, false, false, false, now, asked, "null");
  }

  private static CloudTrail record(
      int number,
      String operation,
      Site site,
      Caller caller,
      boolean isWrite,
      boolean showsConfig,
      boolean showsDrift,
      Instant now,
      String asked,
      String answered) {
    String eventId = "0a1b2c3d-0000-0000-0000-%012d".formatted(number);
    String json =
        """
        {"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602",\
        "detail-type":"AWS API Call via CloudTrail","source":"aws.cloudfront",\
        "account":"%s","time":"%s","region":"us-east-1","resources":[],\
        "detail":{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole",\
        "arn":"%s/session","accountId":"%s","sessionContext":{"sessionIssuer":{"type":"Role",\
        "arn":"%s"}}},"eventTime":"%s","eventSource":"cloudfront.amazonaws.com","eventName":"%s",\
        "awsRegion":"us-east-1","userAgent":"APN/1.0 HashiCorp/1.0 Terraform/1.9.8",\
        "requestParameters":%s,"responseElements":%s,"eventID":"%s","apiVersion":"2020_05_31",\
        "recipientAccountId":"%s"}}"""
            .formatted(
                ACCOUNT,
                now,
                caller.role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/"),
                ACCOUNT,
                caller.role,
                now,
                operation,
                asked,
                answered,
                eventId,
                ACCOUNT);
    return new CloudTrail(
        eventId, site, caller == Caller.GUARD, isWrite, showsConfig, showsDrift, json);
  }
}
