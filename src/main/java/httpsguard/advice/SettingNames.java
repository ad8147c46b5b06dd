package httpsguard.advice;

import httpsguard.policy.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a tool calls what is to be set.
 *
 * @param in what holds the settings, with a comma; empty where that need not be said
 * @param also follows them; may be empty
 */
record SettingNames(String in, String setting, String forDefault, String forPaths, String also) {
  static final SettingNames API =
      of("ViewerProtocolPolicy", "DefaultCacheBehavior", "CacheBehaviors");

  static final SettingNames TERRAFORM =
      of("viewer_protocol_policy", "default_cache_behavior", "ordered_cache_behavior")
          .in("resource aws_cloudfront_distribution");

  /** Of Terraform's resource for multi-tenant distributions. */
  static final SettingNames TERRAFORM_MULTI_TENANT =
      of("viewer_protocol_policy", "the default cache behavior", "the cache behaviors");

  /** Where the tool's own names are not known. */
  static final SettingNames ANY =
      of(
          "ViewerProtocolPolicy (Terraform: viewer_protocol_policy)",
          "the default cache behavior",
          "the cache behaviors");

  static SettingNames of(String setting, String forDefault, String forPaths) {
    return new SettingNames("", setting, forDefault, forPaths, "");
  }

  SettingNames in(String what) {
    return new SettingNames("in " + what + ", ", setting, forDefault, forPaths, also);
  }

  SettingNames also(String what) {
    return new SettingNames(in, setting, forDefault, forPaths, " (" + what + ")");
  }

  /** A sentence with its full stop: each value, with the places that it is for. */
  String toSet(List<Finding> drift) {
    List<String> settings = new ArrayList<>();
    drift.stream()
        .collect(Collectors.groupingBy(Finding::to, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (to, findings) ->
                settings.add(
                    "set %s to \"%s\" in %s".formatted(setting, to.value(), places(findings))));
    return in + String.join("; ", settings) + also + ".";
  }

  private String places(List<Finding> findings) {
    List<Finding> paths =
        findings.stream().filter(finding -> !finding.behavior().isDefault()).toList();
    List<String> places = new ArrayList<>();
    if (paths.size() < findings.size()) {
      places.add(forDefault);
    }
    if (!paths.isEmpty()) {
      places.add(forPaths + " for " + Labels.of(paths));
    }
    return String.join(" and in ", places);
  }
}
