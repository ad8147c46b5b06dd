package httpsguard.notice;

import httpsguard.advice.Labels;
import httpsguard.distribution.Origin;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.s3.S3Endpoint;
import httpsguard.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** What was judged, in tables: cache behaviors, and the origins that they can reach. */
public final class JudgedTables {
  private JudgedTables() {}

  /** What became of findings. */
  public enum Findings {
    FOUND("FINDING", "UNDECIDED", true),
    REPAIRED("REPAIRED", "UNDECIDED", true),
    WOULD_BE_REPAIRED("WOULD BE REPAIRED", "UNDECIDED", true),
    STILL_OPEN("STILL OPEN", "STILL OPEN", false),
    LEFT_ALONE("out of policy, left alone", "undecided, left alone", false),
    WRITTEN("written by the call", "written by the call", false);

    private final String words;
    private final String undecided;
    private final boolean areChanged;

    Findings(String words, String undecided, boolean areChanged) {
      this.words = words;
      this.undecided = undecided;
      this.areChanged = areChanged;
    }
  }

  /** In the order in which CloudFront tries them, each with its verdict. */
  public static List<List<String>> behaviors(List<JudgedBehavior> behaviors, Findings findings) {
    List<List<String>> rows = new ArrayList<>();
    for (JudgedBehavior judged : behaviors) {
      rows.add(
          List.of(
              rows.size() + 1 + ".",
              Labels.of(judged.behavior()),
              verdict(judged, findings),
              ids(judged.origins())));
    }
    return rows;
  }

  private static String verdict(JudgedBehavior judged, Findings findings) {
    String policy = Quoted.plain(judged.behavior().viewerProtocolPolicy().value());
    String verdict =
        switch (judged.verdict()) {
          case Verdict.Finding _ -> findings.words;
          case Verdict.Undecided _ -> findings.undecided;
          case Verdict.Unservable() -> "FAILS OVER HTTPS, left alone";
          case Verdict.Unjudgeable _ -> "NOT JUDGED, left alone";
          case Verdict.InPolicy() -> "in policy";
          case Verdict.Exempt(var exemption) -> "exempt until " + exemption.until();
          case Verdict.NotS3() ->
              Labels.notS3(judged)
                  + (judged.behavior().viewerProtocolPolicy().servesHttp() ? ", left alone" : "");
        };
    String change =
        judged.verdict() instanceof Verdict.Finding(var to) && findings.areChanged
            ? " -> " + to.value()
            : "";
    return verdict + ": " + policy + change;
  }

  private static String ids(List<Origin> origins) {
    return (origins.size() > 1 ? "origins " : "origin ")
        + Labels.list(origins, origin -> Quoted.of(origin.id()));
  }

  public static List<List<String>> origins(List<JudgedBehavior> behaviors) {
    return behaviors.stream()
        .flatMap(judged -> judged.origins().stream())
        .distinct()
        .map(
            origin ->
                List.of(Quoted.of(origin.id()), kind(origin), Quoted.host(origin.domainName())))
        .toList();
  }

  private static String kind(Origin origin) {
    if (origin.isUpToTenants()) {
      return "up to each tenant, not judged";
    }
    if (origin.isPerhapsS3()) {
      return "S3 perhaps, not judged";
    }
    return origin.isS3() ? endpoint(origin.endpoint()) + protocol(origin) : "not S3";
  }

  private static String endpoint(S3Endpoint endpoint) {
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
