package httpsguard.notice;

import static httpsguard.distribution.Configs.config;
import static httpsguard.notice.Situations.drift;
import static httpsguard.notice.Situations.exempt;
import static httpsguard.notice.Situations.inPolicy;
import static httpsguard.notice.Situations.rules;
import static httpsguard.notice.Situations.tag;
import static httpsguard.notice.Situations.update;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.lambda.Lab;
import httpsguard.local.Fault;
import httpsguard.notice.Situations.Situation;
import java.util.List;
import java.util.stream.Stream;

/** Where something exempts, did, or was meant to, and where someone changed tags. */
final class TagSituations {
  private static final String TAG = "https-guard-exempt";
  private static final String UNTIL = "2027-03-31";
  private static final String DATED = UNTIL + " set-top boxes";
  private static final String NO_TAGS = "{\"policy\":\"redirect-to-https\",\"exemptionTag\":null}";

  private TagSituations() {}

  static List<Situation> all() {
    return Stream.concat(exemptions().stream(), changes().stream()).toList();
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
                  "HTTPS_POLICY",
                  rules("{\"tags\":{\"team\":\"tv\"}," + exempt("*", UNTIL).substring(1)));
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
                              + exempt("*", UNTIL)));
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

  /** Where someone changed tags, not the config. */
  private static List<Situation> changes() {
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

  private static void taggedDrift(Lab lab, String exemption, Configs config) {
    tagged(lab.put(config), exemption).handle(update(lab));
  }

  private static Lab tagged(Lab lab, String exemption) {
    return tag(lab, TAG, exemption);
  }
}
