package httpsguard.local;

import java.util.List;
import java.util.Optional;

/** Which call of which service a request is. */
record Operation(String service, String action, Optional<String> distributionId) {
  private static final String CLOUDFRONT = "cloudfront";
  private static final String SNS = "sns";
  private static final String VERSION = "2020-05-31";
  private static final String UNKNOWN = "Unknown";

  boolean isCloudFront() {
    return service.equals(CLOUDFRONT);
  }

  boolean writes() {
    return !action.startsWith("Get") && !action.startsWith("List");
  }

  static Operation of(HttpRequest request) {
    List<String> path = List.of(request.path().substring(1).split("/", -1));
    if (!path.getFirst().equals(VERSION)) {
      String action = request.form().getOrDefault("Action", UNKNOWN);
      return new Operation(SNS, action, Optional.empty());
    }
    if (path.size() > 1 && path.get(1).equals("tagging")) {
      return tagging(request);
    }
    boolean distributions = path.size() > 1 && path.get(1).equals("distribution");
    Optional<String> id = path.size() > 2 ? Optional.of(path.get(2)) : Optional.empty();
    boolean ofInvalidation = path.size() == 5 && path.get(3).equals("invalidation");
    String rest =
        ofInvalidation
            ? "/invalidation id"
            : path.size() > 3 ? "/" + String.join("/", path.subList(3, path.size())) : "";
    String action =
        !distributions
            ? UNKNOWN
            : switch (request.method() + (id.isPresent() ? " id" + rest : "")) {
              case "GET" -> "ListDistributions";
              case "POST" ->
                  request.query().equals("WithTags")
                      ? "CreateDistributionWithTags"
                      : "CreateDistribution";
              case "GET id" -> "GetDistribution";
              case "GET id/config" -> "GetDistributionConfig";
              case "PUT id/config" -> "UpdateDistribution";
              case "PUT id/promote-staging-config" -> "UpdateDistributionWithStagingConfig";
              case "POST id/invalidation" -> "CreateInvalidation";
              case "GET id/invalidation id" -> "GetInvalidation";
              default -> UNKNOWN;
            };
    return new Operation(CLOUDFRONT, action, id);
  }

  private static Operation tagging(HttpRequest request) {
    Optional<String> id =
        request
            .queryParameter("Resource")
            .filter(arn -> arn.contains(":distribution/"))
            .map(arn -> arn.substring(arn.lastIndexOf('/') + 1));
    String operation = request.queryParameter("Operation").orElse("");
    String action =
        request.method().equals("GET")
            ? "ListTagsForResource"
            : switch (operation) {
              case "Tag" -> "TagResource";
              case "Untag" -> "UntagResource";
              default -> UNKNOWN;
            };
    return new Operation(CLOUDFRONT, action, id);
  }
}
