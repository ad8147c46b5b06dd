package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people are to do about findings. */
final class Remedy {
  private static final String STACK = "aws:cloudformation:stack-name";
  private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

  private final Outcome.About about;
  private final Assessment found;

  Remedy(Outcome.About about, Assessment found) {
    this.about = about;
    this.found = found;
  }

  List<String> steps() {
    return List.of(confirm(), permanent(), cachedCopies());
  }

  private static String confirm() {
    return "Confirm in the table above that the path patterns, their order and their origins are"
        + " what you want: each pattern should match only requests that viewers use HTTPS for.";
  }

  private String permanent() {
    String values =
        found.repairs().values().stream()
            .map(ViewerProtocolPolicy::value)
            .distinct()
            .sorted()
            .collect(Collectors.joining("\" or \"", "\"", "\""));
    Map<String, String> tags = about.tags().orElse(Map.of());
    Tool tool = tool().orElse(Tool.UNKNOWN);
    if (tags.containsKey(STACK) || tool == Tool.CLOUDFORMATION) {
      return "Make it permanent, or the next deployment brings plain HTTP back: in the"
          + " CloudFormation template"
          + Optional.ofNullable(tags.get(STACK))
              .map(name -> " of stack " + Quoted.of(name))
              .orElse("")
          + Optional.ofNullable(tags.get(LOGICAL_ID))
              .map(name -> ", resource " + Quoted.of(name))
              .orElse("")
          + ", set ViewerProtocolPolicy to "
          + values
          + " under DefaultCacheBehavior or CacheBehaviors.";
    }
    return switch (tool) {
      case TERRAFORM ->
          "Make it permanent, or the next apply brings plain HTTP back: in the Terraform resource"
              + " aws_cloudfront_distribution, set viewer_protocol_policy = "
              + values
              + " under default_cache_behavior or ordered_cache_behavior.";
      case CLI, SDK ->
          "Make it permanent: the script or program that called CloudFront must send"
              + " ViewerProtocolPolicy "
              + values
              + ", or its next run brings plain HTTP back.";
      case CONSOLE, CLOUDFORMATION, AWS_SERVICE, UNKNOWN ->
          "Make it permanent: if Terraform (viewer_protocol_policy), CloudFormation"
              + " (ViewerProtocolPolicy) or a script manages this distribution, set "
              + values
              + " there, or its next run brings plain HTTP back.";
    };
  }

  private String cachedCopies() {
    return "CloudFront's caches may hold copies that were fetched over plain HTTP. To clear them,"
        + " wait for the deployment first:\n  "
        + String.join(
            "\n  ", CachedCopies.commands(about.trigger().distribution(), found.findings()));
  }

  private Optional<Tool> tool() {
    return switch (about.trigger()) {
      case Trigger.Called called -> Optional.of(called.call().actor().tool());
    };
  }
}
