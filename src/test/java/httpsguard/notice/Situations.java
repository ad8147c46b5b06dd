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
            repairs(), origins(), NotRepairedSituations.all(), TagSituations.all(), nothingToDo())
        .flatMap(List::stream)
        .toList();
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

  static void drift(Lab lab, Configs config) {
    lab.put(config);
    lab.handle(update(lab));
  }

  /** Terraform wrote this default behavior, and nobody wrote since. */
  static Events update(Lab lab) {
    return Events.update("allow-all").with("detail.responseElements.eTag", lab.eTag());
  }

  /** A call whose config CloudTrail left out for its size. */
  private static Events withoutConfig() {
    return Events.update("allow-all")
        .with("detail.requestParameters.distributionConfig", null)
        .with("detail.responseElements", null);
  }

  static Lab inPolicy(Lab lab) {
    return lab.put(config().defaultTo("s3", "redirect-to-https"));
  }

  static Lab tag(Lab lab, String key, String value) {
    lab.cloud().distributions().tag(Events.ID, key, value);
    return lab;
  }

  static Configs typical() {
    return config()
        .path("/img/*", "s3", "allow-all")
        .path("/api/*", "web", "allow-all")
        .path("/docs/*", "s3", "https-only");
  }

  static String exempt(String pattern, String until) {
    return "{\"pathPattern\":\""
        + pattern
        + "\",\"policy\":\"allow-all\",\"until\":\""
        + until
        + "\",\"reason\":\"set-top boxes\"}";
  }

  static String rules(String rule) {
    return "{\"policy\":\"redirect-to-https\",\"rules\":[" + rule + "]}";
  }
}
