package httpsguard.advice;

import httpsguard.distribution.Origin;
import httpsguard.policy.JudgedBehavior;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An origin of S3 that CloudFront asks over HTTP, whatever viewers speak. No viewer protocol policy
 * changes that (CloudFront guide, using-https-cloudfront-to-s3-origin).
 */
public record HttpToS3(Origin origin, Why why) {
  public enum Why {
    /** S3's website endpoints do not speak HTTPS. */
    WEBSITE_ENDPOINT("website-endpoint"),
    /** The origin's {@code OriginProtocolPolicy}. */
    HTTP_ONLY("http-only");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public static List<HttpToS3> among(List<JudgedBehavior> behaviors) {
    return behaviors.stream()
        .filter(JudgedBehavior::reachesS3)
        .flatMap(judged -> judged.origins().stream())
        .distinct()
        .filter(origin -> origin.isS3() && origin.protocol() == Origin.Protocol.HTTP)
        .map(origin -> new HttpToS3(origin, why(origin)))
        .toList();
  }

  /** What is the matter, a paragraph for each reason. */
  public static List<String> words(List<JudgedBehavior> behaviors) {
    return words(behaviors, "Still plain HTTP");
  }

  /** The same where no HTTPS Guard is at work. */
  static List<String> wordsIfInstalled(List<JudgedBehavior> behaviors) {
    return words(behaviors, "Plain HTTP, with HTTPS Guard and without,");
  }

  private static List<String> words(List<JudgedBehavior> behaviors, String plainHttp) {
    return byReason(behaviors).entrySet().stream()
        .map(entry -> words(plainHttp, entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What cures it, a step for each reason. */
  public static List<Step> cures(List<JudgedBehavior> behaviors) {
    return byReason(behaviors).entrySet().stream()
        .map(entry -> cure(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<Why, List<HttpToS3>> byReason(List<JudgedBehavior> behaviors) {
    return among(behaviors).stream()
        .collect(
            Collectors.groupingBy(
                HttpToS3::why, () -> new EnumMap<>(Why.class), Collectors.toList()));
  }

  private static String words(String plainHttp, Why why, List<HttpToS3> origins) {
    return "%s from CloudFront to S3, at %s: ".formatted(plainHttp, labels(origins))
        + switch (why) {
          case WEBSITE_ENDPOINT ->
              "website endpoints of S3 do not support HTTPS. The viewer protocol policy protects"
                  + " viewers; it cannot change how CloudFront asks such an origin.";
          case HTTP_ONLY ->
              "the OriginProtocolPolicy is http-only. The viewer protocol policy protects viewers; it"
                  + " cannot change that, and HTTPS Guard does not change origins.";
        };
  }

  private static Step cure(Why why, List<HttpToS3> origins) {
    return switch (why) {
      case WEBSITE_ENDPOINT ->
          Step.of(
              "Cure the way to S3: instead of the website endpoint, use the bucket's REST endpoint"
                  + " with origin access control for "
                  + Labels.list(origins, http -> RestEndpoint.label(http.origin()))
                  + "."
                  + RestEndpoint.UNLIKE_A_WEBSITE);
      case HTTP_ONLY -> Step.of("Cure the way to S3: " + instead(origins));
    };
  }

  /** A name with dots does not match S3's certificate (S3 guide, VirtualHosting). */
  private static String instead(List<HttpToS3> origins) {
    List<HttpToS3> dotted = origins.stream().filter(HttpToS3::hasDottedName).toList();
    List<HttpToS3> others = origins.stream().filter(http -> !http.hasDottedName()).toList();
    List<String> sentences = new ArrayList<>();
    if (!others.isEmpty()) {
      sentences.add(
          "set OriginProtocolPolicy (Terraform: origin_protocol_policy) to https-only for "
              + labels(others)
              + ", or use an S3 origin with origin access control instead.");
    }
    if (!dotted.isEmpty()) {
      sentences.add(
          "use an S3 origin with origin access control instead of "
              + labels(dotted)
              + ". There https-only would fail: the bucket's name has dots, and so does not match"
              + " S3's certificate.");
    }
    return String.join(" And ", sentences);
  }

  private boolean hasDottedName() {
    return origin.noHttps().equals(Optional.of(Origin.NoHttps.CERTIFICATE));
  }

  private static String labels(List<HttpToS3> origins) {
    return Labels.list(origins, http -> "origin " + Quoted.of(http.origin().id()));
  }

  private static Why why(Origin origin) {
    return origin.isWebsiteEndpoint() ? Why.WEBSITE_ENDPOINT : Why.HTTP_ONLY;
  }
}
