package httpsguard.notice;

import httpsguard.distribution.Origin;
import httpsguard.policy.JudgedBehavior;
import httpsguard.s3.S3Endpoint;
import httpsguard.text.Quoted;
import java.util.List;

/** The origins that cache behaviors can reach, each with what it is. */
final class OriginTable {
  private OriginTable() {}

  static List<List<String>> rows(List<JudgedBehavior> behaviors) {
    return behaviors.stream()
        .flatMap(judged -> judged.origins().stream())
        .distinct()
        .map(
            origin ->
                List.of(Quoted.of(origin.id()), words(origin), Quoted.host(origin.domainName())))
        .toList();
  }

  private static String words(Origin origin) {
    if (origin.isUpToTenants()) {
      return "up to each tenant, not judged";
    }
    return origin.isS3() ? name(origin.endpoint()) + protocol(origin) : "not S3";
  }

  private static String name(S3Endpoint endpoint) {
    return switch (endpoint) {
      case S3Endpoint.Known(var kind, var _, var _) ->
          switch (kind) {
            case REST -> "S3";
            case WEBSITE -> "S3 website endpoint";
            case TRANSFER_ACCELERATION -> "S3 Transfer Acceleration";
            case ACCESS_POINT, ACCESS_POINT_ALIAS, EXTERNAL_ACCESS_POINT_ALIAS -> "S3 access point";
            case OBJECT_LAMBDA_ACCESS_POINT, OBJECT_LAMBDA_ACCESS_POINT_ALIAS -> "S3 Object Lambda";
            case MULTI_REGION_ACCESS_POINT -> "S3 Multi-Region Access Point";
            case EXPRESS -> "S3 Express One Zone";
            case OUTPOSTS -> "S3 on Outposts";
          };
      case S3Endpoint.NotS3(), S3Endpoint.UpToTenants() -> "S3";
    };
  }

  private static String protocol(Origin origin) {
    return switch (origin.protocol()) {
      case HTTP -> ", always HTTP";
      case HTTPS -> origin.noHttps().isPresent() ? ", broken: asked over HTTPS" : ", always HTTPS";
      case VIEWERS -> origin.noHttps().isPresent() ? ", no answer over HTTPS" : "";
      case UNKNOWN -> "";
    };
  }
}
