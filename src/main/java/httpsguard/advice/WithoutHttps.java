package httpsguard.advice;

import httpsguard.distribution.Origin;
import httpsguard.policy.JudgedBehavior;
import httpsguard.text.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An origin of S3 that CloudFront asks, or may ask, over HTTPS, and that does not answer so: its
 * viewers get an error.
 */
public record WithoutHttps(Origin origin, Origin.NoHttps why) {
  /** Those of which the same is to be said. */
  private record Kind(Origin.NoHttps why, Origin.Protocol protocol) {}

  public static List<WithoutHttps> among(List<JudgedBehavior> behaviors) {
    return behaviors.stream()
        .filter(JudgedBehavior::reachesS3)
        .flatMap(judged -> judged.origins().stream())
        .distinct()
        .filter(origin -> origin.isS3() && origin.protocol() != Origin.Protocol.HTTP)
        .flatMap(origin -> origin.noHttps().map(why -> new WithoutHttps(origin, why)).stream())
        .toList();
  }

  public String word() {
    return switch (why) {
      case WEBSITE_ENDPOINT -> "website-endpoint";
      case CERTIFICATE -> "certificate";
    };
  }

  public String originProtocolPolicy() {
    return origin.kind() instanceof Origin.Kind.Custom(var policy) ? policy : "match-viewer";
  }

  /** What is the matter, a paragraph for each kind. */
  static List<String> words(List<JudgedBehavior> behaviors) {
    Map<Kind, List<WithoutHttps>> byKind =
        among(behaviors).stream()
            .collect(
                Collectors.groupingBy(
                    without -> new Kind(without.why(), without.origin().protocol()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byKind.entrySet().stream()
        .map(entry -> words(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String words(Kind kind, List<WithoutHttps> origins) {
    boolean isOne = origins.size() == 1;
    String error =
        switch (kind.why()) {
          case WEBSITE_ENDPOINT -> "an error (502 or 504)";
          case CERTIFICATE -> "an error (502)";
        };
    return (isOne ? "Origin " : "Origins ")
        + labels(origins)
        + (isOne ? " does" : " do")
        + " not answer CloudFront over HTTPS: "
        + switch (kind.why()) {
          case WEBSITE_ENDPOINT -> "website endpoints of S3 do not support it";
          case CERTIFICATE -> "a bucket's name with dots does not match S3's certificate";
        }
        + ". The OriginProtocolPolicy is "
        + switch (kind.protocol()) {
          case HTTPS -> "https-only, so that it is broken: every viewer gets " + error + ".";
          case UNKNOWN, HTTP ->
              Quoted.of(origins.getFirst().originProtocolPolicy())
                  + ", which this version of HTTPS Guard does not know.";
          case VIEWERS -> "match-viewer: viewers on HTTPS get " + error + ".";
        };
  }

  static String labels(List<WithoutHttps> origins) {
    return Labels.list(origins, without -> Quoted.of(without.origin().id()));
  }
}
