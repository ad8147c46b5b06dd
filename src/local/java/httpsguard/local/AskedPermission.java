package httpsguard.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * What CloudFront asks whoever updates a distribution to be allowed, beside the update itself, and
 * its answer where that is not so. The words are those that people met: of Lambda@Edge in aws-cdk,
 * issue 1474, and serverless-lambda-edge-pre-existing-cloudfront, issue 36; of the log bucket in
 * terraform-provider-aws, issue 3622; of the web ACL in terraform, issue 17544; of the VPC origin
 * as IAM words any (IAM guide, troubleshoot_access-denied).
 */
record AskedPermission(String action, String resource) {

  /** In the order in which they are looked at here; CloudFront's own order is not known. */
  static List<AskedPermission> of(Element config) {
    List<AskedPermission> asked = new ArrayList<>();
    for (String function : lambdaFunctions(config)) {
      asked.add(new AskedPermission("lambda:GetFunction", function));
      asked.add(new AskedPermission("lambda:EnableReplication*", function));
      asked.add(new AskedPermission("lambda:DisableReplication*", function));
    }
    Xml.child(config, "Logging")
        .filter(logging -> Xml.text(logging, "Enabled").equals("true"))
        .map(logging -> Xml.text(logging, "Bucket"))
        .ifPresent(
            bucket -> {
              asked.add(new AskedPermission("s3:GetBucketAcl", bucket));
              asked.add(new AskedPermission("s3:PutBucketAcl", bucket));
            });
    String webAcl = Xml.text(config, "WebACLId");
    if (!webAcl.isEmpty()) {
      asked.add(new AskedPermission("wafv2:GetWebACL", webAcl));
    }
    items(config, "Origins")
        .flatMap(origin -> Xml.child(origin, "VpcOriginConfig").stream())
        .map(vpc -> "vpcorigin/" + Xml.text(vpc, "VpcOriginId"))
        .forEach(origin -> asked.add(new AskedPermission("cloudfront:GetVpcOrigin", origin)));
    return asked;
  }

  /** What CloudFront answers a caller who is not allowed. */
  ServiceError refusal(String account) {
    return switch (action) {
      case "lambda:GetFunction" -> lambdaEdge("retrieve");
      case "lambda:EnableReplication*" -> lambdaEdge("enable replication for");
      case "lambda:DisableReplication*" -> lambdaEdge("disable replication for");
      case "s3:GetBucketAcl", "s3:PutBucketAcl" ->
          new ServiceError(
              403,
              "AccessDenied",
              "You don't have permission to access the S3 bucket for CloudFront logs: "
                  + resource
                  + " If you're using IAM, you need s3:GetBucketAcl and s3:PutBucketAcl permissions to"
                  + " create a distribution or to update log settings for an existing distribution. In"
                  + " addition, the S3 ACL for the bucket must grant you FULL_CONTROL.");
      case "wafv2:GetWebACL" ->
          new ServiceError(400, "InvalidWebACLId", "Web ACL is not accessible by the requester.");
      default ->
          new ServiceError(
              403,
              "AccessDenied",
              "User: arn:aws:sts::"
                  + account
                  + ":assumed-role/https-guard/guard is not authorized to perform: "
                  + action
                  + " on resource: arn:aws:cloudfront::"
                  + account
                  + ":"
                  + resource
                  + " because no identity-based policy allows the "
                  + action
                  + " action");
    };
  }

  private ServiceError lambdaEdge(String what) {
    return new ServiceError(
        400,
        "InvalidLambdaFunctionAssociation",
        "Lambda@Edge cannot "
            + what
            + " the specified Lambda function. Update the IAM policy to add permission: "
            + action
            + " for resource: "
            + resource
            + " and try again.");
  }

  private static List<String> lambdaFunctions(Element config) {
    return Stream.concat(
            Xml.child(config, "DefaultCacheBehavior").stream(), items(config, "CacheBehaviors"))
        .flatMap(behavior -> items(behavior, "LambdaFunctionAssociations"))
        .map(association -> Xml.text(association, "LambdaFunctionARN"))
        .distinct()
        .toList();
  }

  private static Stream<Element> items(Element parent, String list) {
    return Xml.items(parent, list).stream();
  }
}
