package httpsguard.notice;

import static httpsguard.distribution.Configs.config;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.lambda.Lab;
import httpsguard.local.Fault;
import java.util.List;
import java.util.stream.Stream;

/** Everything that leads to a notice of a form of its own. */
final class Situations {
  private static final String TAG = "https-guard-exempt";
  private static final String DATED = "2027-03-31 set-top boxes";
  private static final String NO_TAGS = "{\"policy\":\"redirect-to-https\",\"exemptionTag\":null}";

  private Situations() {}

  /** What leads to one notice. */
  @FunctionalInterface
  interface Play {
    void in(Lab lab);
  }

  /**
   * @param name the golden file's, without its ending
   */
  record Situation(String name, Play play) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Situation> all() {
    return Stream.of(
            repairs(), origins(), leftOpen(), exemptions(), tagChanges(), nothingToDo(), refusals())
        .flatMap(List::stream)
        .toList();
  }

  static Situation named(String name) {
    return all().stream()
        .filter(situation -> situation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  /** Found on a distribution, and repaired or not by the mode. */
  private static List<Situation> repairs() {
    return List.of(
        new Situation("repaired", lab -> drift(lab, typical())),
        new Situation(
            "repaired-cloudformation",
            lab -> {
              lab.put(config());
              tag(lab, "aws:cloudformation:stack-name", "shop");
              tag(lab, "aws:cloudformation:logical-id", "Cdn");
              lab.handle(
                  update(lab)
                      .with("detail.userIdentity.invokedBy", "cloudformation.amazonaws.com")
                      .with("detail.userAgent", "cloudformation.amazonaws.com"));
            }),
        new Situation(
            "repaired-cloudformation-stack-unknown",
            lab -> {
              lab.put(config());
              lab.handle(
                  update(lab)
                      .with("detail.userIdentity.invokedBy", "cloudformation.amazonaws.com")
                      .with("detail.userAgent", "cloudformation.amazonaws.com"));
            }),
        new Situation(
            "repaired-console",
            lab -> {
              lab.put(config());
              lab.handle(
                  update(lab)
                      .with("detail.userAgent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0")
                      .with("detail.sessionCredentialFromConsole", "true"));
            }),
        new Situation(
            "repaired-https-only",
            lab -> drift(lab.set("HTTPS_POLICY", "https-only"), config().allowingAllMethods())),
        new Situation(
            "repaired-to-two-policies",
            lab ->
                drift(
                    lab.set(
                        "HTTPS_POLICY",
                        rules("{\"pathPattern\":\"/pay/*\",\"policy\":\"https-only\"}")),
                    config().path("/pay/*", "s3", "allow-all").allowingAllMethods())),
        new Situation(
            "repaired-last-writer-unknown",
            lab -> {
              lab.put(config());
              lab.handle(Events.update("https-only").with("detail.userAgent", "Boto3/1.40.0"));
            }),
        new Situation("would-repair", lab -> drift(lab.set("MODE", "notify"), typical())),
        new Situation(
            "would-repair-tags-unreadable",
            lab -> {
              lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
              drift(lab.set("MODE", "notify"), config());
            }));
  }

  /** Where a distribution or its origins are of another kind. */
  private static List<Situation> origins() {
    return List.of(
        new Situation(
            "website",
            lab ->
                drift(
                    lab,
                    config()
                        .custom(
                            "site",
                            "www.example.com.s3-website-us-east-1.amazonaws.com",
                            "http-only")
                        .defaultTo("site", "allow-all"))),
        new Situation(
            "custom-http-only",
            lab ->
                drift(
                    lab,
                    config()
                        .custom("files", "files.s3.eu-west-1.amazonaws.com", "http-only")
                        .custom("dots", "my.files.s3.eu-west-1.amazonaws.com", "http-only")
                        .path("/my/*", "dots", "https-only")
                        .defaultTo("files", "allow-all"))),
        new Situation(
            "origin-group",
            lab ->
                drift(
                    lab,
                    config().group("failover", "web", "s3").defaultTo("failover", "allow-all"))),
        new Situation("staging", lab -> drift(lab, config().staging())),
        new Situation(
            "multi-tenant",
            lab ->
                drift(
                    lab,
                    config()
                        .s3("tenants", "{{customer}}.s3.us-east-1.amazonaws.com")
                        .custom("elsewhere", "{{host}}", "match-viewer")
                        .path("/custom/*", "elsewhere", "allow-all")
                        .defaultTo("tenants", "allow-all")
                        .multiTenant())),
        new Situation("edge-functions", lab -> drift(lab, config().withEdgeFunctions())),
        new Situation("post-allowed", lab -> drift(lab, config().allowingAllMethods())));
  }

  /** Where only the owner can act. */
  private static List<Situation> leftOpen() {
    return List.of(
        new Situation(
            "website-match-viewer", lab -> drift(lab, website().defaultTo("site", "allow-all"))),
        new Situation(
            "dotted-bucket-match-viewer",
            lab ->
                drift(
                    lab,
                    config()
                        .custom("dots", "my.files.s3.eu-west-1.amazonaws.com", "match-viewer")
                        .defaultTo("dots", "allow-all"))),
        new Situation(
            "website-https-only",
            lab ->
                drift(
                    lab,
                    config()
                        .custom("site", "site.s3-website-us-east-1.amazonaws.com", "https-only")
                        .defaultTo("site", "allow-all"))),
        new Situation(
            "repaired-in-part", lab -> drift(lab, website().path("/site/*", "site", "allow-all"))),
        new Situation(
            "would-repair-in-part",
            lab ->
                drift(lab.set("MODE", "notify"), website().path("/site/*", "site", "allow-all"))),
        new Situation(
            "left-open-rest-put-right",
            lab ->
                lab.put(
                        website()
                            .path("/site/*", "site", "allow-all")
                            .defaultTo("s3", "redirect-to-https"))
                    .handle(Events.update("allow-all"))),
        new Situation(
            "not-judged",
            lab -> {
              lab.put(config().defaultTo("s3", "allow_all"));
              lab.handle(
                  Events.update("allow_all").with("detail.responseElements.eTag", lab.eTag()));
            }));
  }

  private static Configs website() {
    return config()
        .custom("site", "www.example.com.s3-website-us-east-1.amazonaws.com", "match-viewer");
  }

  /** Where something exempts, did, or was meant to. */
  private static List<Situation> exemptions() {
    return List.of(
        new Situation("exempt", lab -> taggedDrift(lab, DATED, config())),
        new Situation(
            "exempt-until-two-days",
            lab ->
                taggedDrift(
                    lab.set("HTTPS_POLICY", rules(exempt("/old/*", "2026-12-31"))),
                    DATED,
                    config().path("/old/*", "s3", "allow-all"))),
        new Situation(
            "exempt-by-a-rule-with-tags",
            lab -> {
              lab.set(
                  "HTTPS_POLICY", rules("{\"tags\":{\"team\":\"tv\"}," + exempt("*").substring(1)));
              tag(lab.put(config()), "team", "tv").handle(update(lab));
            }),
        new Situation(
            "would-repair-tags-demand",
            lab -> {
              lab.set("MODE", "notify")
                  .set(
                      "HTTPS_POLICY",
                      rules(
                          "{\"tags\":{\"data\":\"personal\"},\"policy\":\"https-only\"},"
                              + exempt("*")));
              lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
              drift(lab, config());
            }),
        new Situation(
            "repaired-but-for-an-exemption",
            lab ->
                drift(
                    lab.set("HTTPS_POLICY", rules(exempt("/legacy/*", "2027-03-31"))),
                    config().path("/legacy/*", "s3", "allow-all"))),
        new Situation(
            "repaired-exemption-ended",
            lab -> drift(lab.set("HTTPS_POLICY", rules(exempt("*", "2026-11-23"))), config())),
        new Situation("repaired-tag-ended", lab -> taggedDrift(lab, "2026-11-23 boxes", config())),
        new Situation("repaired-tag-malformed", lab -> taggedDrift(lab, "until spring", config())),
        new Situation(
            "repaired-tag-too-far-off", lab -> taggedDrift(lab, "2029-12-31 boxes", config())),
        new Situation(
            "repaired-rule-before-tag",
            lab ->
                taggedDrift(
                    lab.set(
                        "HTTPS_POLICY",
                        rules("{\"account\":\"111122223333\",\"policy\":\"https-only\"}")),
                    DATED,
                    config())),
        new Situation(
            "repaired-tags-unreadable",
            lab -> {
              lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
              drift(lab.set("HTTPS_POLICY", NO_TAGS), config());
            }));
  }

  /** Where somebody changed tags, not the config. */
  private static List<Situation> tagChanges() {
    return List.of(
        new Situation(
            "tag-granted", lab -> tagged(lab.put(config()), DATED).handle(Events.tagging(TAG))),
        new Situation(
            "tag-granted-in-policy",
            lab -> tagged(inPolicy(lab), DATED).handle(Events.tagging(TAG))),
        new Situation(
            "tag-set-malformed",
            lab -> tagged(lab.put(config()), "until spring").handle(Events.tagging(TAG))),
        new Situation("tag-removed", lab -> lab.put(config()).handle(Events.untagging(TAG))),
        new Situation(
            "tag-removed-mode-notify",
            lab -> lab.set("MODE", "notify").put(config()).handle(Events.untagging(TAG))),
        new Situation("tag-removed-in-policy", lab -> inPolicy(lab).handle(Events.untagging(TAG))),
        new Situation(
            "tag-removed-disabled",
            lab -> lab.put(config().disabled()).handle(Events.untagging(TAG))),
        new Situation(
            "tag-keys-unreadable",
            lab ->
                inPolicy(lab)
                    .handle(Events.tagging(TAG).with("detail.requestParameters.tags", null))));
  }

  /** Where the call is told, and nothing is left to repair. */
  private static List<Situation> nothingToDo() {
    return List.of(
        new Situation("already-back", lab -> inPolicy(lab).handle(Events.update("allow-all"))),
        new Situation("already-back-config-unknown", lab -> inPolicy(lab).handle(withoutConfig())),
        new Situation(
            "already-back-but-for-an-exemption",
            lab ->
                lab.set("HTTPS_POLICY", rules(exempt("/legacy/*", "2027-03-31")))
                    .put(
                        config()
                            .path("/legacy/*", "s3", "allow-all")
                            .defaultTo("s3", "redirect-to-https"))
                    .handle(Events.update("allow-all"))),
        new Situation(
            "already-back-website",
            lab ->
                lab.put(
                        config()
                            .custom("site", "site.s3-website-us-east-1.amazonaws.com", "http-only")
                            .path("/site/*", "site", "https-only")
                            .defaultTo("s3", "redirect-to-https"))
                    .handle(Events.update("allow-all"))),
        new Situation(
            "already-back-tags-unreadable",
            lab -> {
              lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
              inPolicy(lab).handle(Events.update("allow-all"));
            }),
        new Situation(
            "disabled", lab -> lab.put(config().disabled()).handle(Events.update("allow-all"))),
        new Situation(
            "disabled-config-unknown", lab -> lab.put(config().disabled()).handle(withoutConfig())),
        new Situation("gone", lab -> lab.handle(Events.update("allow-all"))),
        new Situation("gone-config-unknown", lab -> lab.handle(withoutConfig())));
  }

  /** Where CloudFront says no. */
  private static List<Situation> refusals() {
    return List.of(
        new Situation(
            "not-repaired",
            lab -> {
              lab.cloud()
                  .faults()
                  .always(
                      "UpdateDistribution",
                      new Fault.Refuse(
                          403,
                          "AccessDenied",
                          "User: arn:aws:sts::111122223333:assumed-role/https-guard/guard is not"
                              + " authorized to perform: cloudfront:UpdateDistribution on resource:"
                              + " arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5"
                              + " with an explicit deny in a service control policy"));
              drift(lab, config());
            }),
        new Situation(
            "not-repaired-lambda-edge",
            lab -> {
              lab.cloud()
                  .faults()
                  .always(
                      "UpdateDistribution",
                      Fault.accessDenied(
                          "User: arn:aws:sts::111122223333:assumed-role/https-guard/guard is not"
                              + " authorized to perform: lambda:GetFunction on resource:"
                              + " arn:aws:lambda:us-east-1:111122223333:function:rewrite:3 because"
                              + " no identity-based policy allows the lambda:GetFunction action"));
              drift(lab, config().withEdgeFunctions());
            }),
        new Situation(
            "not-repaired-tags-refused",
            lab -> {
              lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
              drift(lab, config());
            }),
        new Situation(
            "not-read",
            lab -> {
              lab.cloud()
                  .faults()
                  .always(
                      "GetDistributionConfig",
                      new Fault.Refuse(403, "AccessDenied", "User is not authorized"));
              drift(lab, config());
            }));
  }

  private static void drift(Lab lab, Configs config) {
    lab.put(config);
    lab.handle(update(lab));
  }

  private static void taggedDrift(Lab lab, String exemption, Configs config) {
    tagged(lab.put(config), exemption).handle(update(lab));
  }

  /** Terraform wrote this default behavior, and nobody wrote since. */
  private static Events update(Lab lab) {
    return Events.update("allow-all").with("detail.responseElements.eTag", lab.eTag());
  }

  /** A call whose config CloudTrail left out for its size. */
  private static Events withoutConfig() {
    return Events.update("allow-all")
        .with("detail.requestParameters.distributionConfig", null)
        .with("detail.responseElements", null);
  }

  private static Lab inPolicy(Lab lab) {
    return lab.put(config().defaultTo("s3", "redirect-to-https"));
  }

  private static Lab tagged(Lab lab, String exemption) {
    return tag(lab, TAG, exemption);
  }

  private static Lab tag(Lab lab, String key, String value) {
    lab.cloud().distributions().tag(Events.ID, key, value);
    return lab;
  }

  private static Configs typical() {
    return config()
        .path("/img/*", "s3", "allow-all")
        .path("/api/*", "web", "allow-all")
        .path("/docs/*", "s3", "https-only");
  }

  private static String exempt(String pattern) {
    return exempt(pattern, "2027-03-31");
  }

  private static String exempt(String pattern, String until) {
    return "{\"pathPattern\":\""
        + pattern
        + "\",\"policy\":\"allow-all\",\"until\":\""
        + until
        + "\",\"reason\":\"set-top boxes\"}";
  }

  private static String rules(String rule) {
    return "{\"policy\":\"redirect-to-https\",\"rules\":[" + rule + "]}";
  }
}
