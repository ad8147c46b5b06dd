package httpsguard.advice;

import httpsguard.audit.Report;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the guard's role may lack for what an audit found, before CloudFront refuses a write. */
final class NeededPermissions {
  private NeededPermissions() {}

  /** Empty where nothing that a list shows needs any. */
  static Optional<Step> step(Report report) {
    Report.Dependents dependents = report.dependents();
    List<String> have = new ArrayList<>();
    have(have, dependents.lambdaEdge(), DependentPermission.LAMBDA_EDGE);
    have(have, dependents.webAcl(), DependentPermission.WEB_ACL);
    have(have, dependents.vpcOrigin(), DependentPermission.VPC_ORIGIN);
    if (have.isEmpty()) {
      return Optional.empty();
    }
    String words =
        "See beforehand that HTTPS Guard may write to what is out of policy: "
            + String.join(", ", have)
            + ". CloudFront asks whoever updates such a distribution for permissions on these. ";
    String logs =
        " A list does not show standard logging (legacy): the names of its buckets belong in the"
            + " parameter AllowLegacyLogBucket.";
    return Optional.of(
        dependents.lambdaEdge() > 0
            ? Step.of(
                words
                    + "For Lambda@Edge functions the stack grants them only with AllowLambdaEdge=yes"
                    + " (the command is SAM CLI's); for web ACLs and VPC origins it does so by itself."
                    + logs,
                ReportSteps.DEPLOY + "AllowLambdaEdge=yes")
            : Step.of(words + "The stack grants them by itself." + logs));
  }

  private static void have(List<String> have, int number, DependentPermission permission) {
    if (number > 0) {
      have.add(number + (number == 1 ? " has " : " have ") + permission.what());
    }
  }
}
