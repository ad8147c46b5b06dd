package httpsguard.notice;

import static httpsguard.distribution.Configs.config;
import static httpsguard.notice.Situations.drift;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.local.Fault;
import httpsguard.notice.Situations.Situation;
import java.util.List;
import java.util.stream.Stream;

/** Where something stays open: only the owner can act, or CloudFront refuses a call. */
final class NotRepairedSituations {
  private NotRepairedSituations() {}

  static List<Situation> all() {
    return Stream.concat(leftOpen().stream(), refusals().stream()).toList();
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

  private static Configs website() {
    return config()
        .custom("site", "www.example.com.s3-website-us-east-1.amazonaws.com", "match-viewer");
  }
}
