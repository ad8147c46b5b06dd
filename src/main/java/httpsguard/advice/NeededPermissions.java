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
        "First make sure that HTTPS Guard may update what is out of policy: "
            + String.join(", ", have)
            + ". Whoever updates such a distribution needs permissions on these. ";
    String logs =
        " The audit does not see standard logging (legacy): put the names of its buckets in the"
            + " parameter AllowLegacyLogBucket.";
    return Optional.of(
        dependents.lambdaEdge() > 0
            ? Step.of(
                words
                    + "For Lambda@Edge functions the stack grants them only with"
                    + " AllowLambdaEdge=yes (the command is for SAM CLI); for web ACLs and VPC"
                    + " origins it always does."
                    + logs,
                ReportSteps.DEPLOY + "AllowLambdaEdge=yes")
            : Step.of(words + "The stack always grants them." + logs));
  }

  private static void have(List<String> have, int number, DependentPermission permission) {
    if (number > 0) {
      have.add(number + (number == 1 ? " has " : " have ") + permission.what());
    }
  }
}
