package httpsguard.advice;

import httpsguard.distribution.Distributions;
import httpsguard.text.Step;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The permission that AWS says is missing.
 *
 * @param action such as {@code lambda:GetFunction}
 */
public record MissingPermission(String action) {
  /** As AWS words it (IAM guide, troubleshoot_access-denied). */
  private static final Pattern MESSAGE =
      Pattern.compile(
          " is not authorized to perform: ([a-z][a-z0-9-]{1,31}:[A-Z][A-Za-z0-9]{2,63}\\*?)"
              + "(?=[ ,.]|$)");

  /** The latter two may carry a {@code *}, as CloudFront's guide writes them. */
  private static final Set<String> LAMBDA_EDGE =
      Set.of("lambda:GetFunction", "lambda:EnableReplication", "lambda:DisableReplication");

  private static final Set<String> LEGACY_LOGGING = Set.of("s3:GetBucketAcl", "s3:PutBucketAcl");

  /** Empty if the refusal is another one, or AWS's message names no action. */
  public static Optional<MissingPermission> of(Distributions.Refusal refusal) {
    if (!refusal.code().startsWith("AccessDenied")) {
      return Optional.empty();
    }
    Matcher message = MESSAGE.matcher(refusal.message());
    return message.find() ? Optional.of(new MissingPermission(message.group(1))) : Optional.empty();
  }

  /** What grants it, and what else to look at. */
  public Step step() {
    return Step.of(
        parameter()
            .map(
                parameter ->
                    "Let HTTPS Guard use "
                        + action
                        + ": deploy its stack with "
                        + parameter
                        + ". If that is set already, look at its role's permissions boundary and the"
                        + " organization's service control policies. Its next audit then tries again.")
            .orElseGet(
                () ->
                    "Let HTTPS Guard use "
                        + action
                        + ": look at its role, the role's permissions boundary and the organization's"
                        + " service control policies. Its next audit then tries again."));
  }

  /** The parameter of the stack that grants it, with its value (template.yaml). */
  private Optional<String> parameter() {
    if (LAMBDA_EDGE.stream().anyMatch(action::startsWith)) {
      return Optional.of("the parameter AllowLambdaEdge=yes");
    }
    if (LEGACY_LOGGING.contains(action)) {
      return Optional.of("the log bucket's name in the parameter AllowLegacyLogBucket");
    }
    return action.equals("wafv2:GetWebACL")
        ? Optional.of("the parameter AllowWebAcl=yes")
        : Optional.empty();
  }
}
