package httpsguard.advice;

import httpsguard.distribution.Origin;
import httpsguard.policy.JudgedBehavior;
import httpsguard.s3.S3Endpoint;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** S3 origins that CloudFront does not connect to over HTTPS, or that do not answer over HTTPS. */
public final class S3Origins {
  static final String UNLIKE_A_WEBSITE =
      " A REST endpoint has no index documents in folders, no error documents and no redirect"
          + " rules; CloudFront's default root object, custom error responses and functions can"
          + " take their place.";

  /** Origins with the same of these share a paragraph. */
  private record NoAnswer(boolean isWebsite, Origin.Protocol protocol, String policy) {}

  private S3Origins() {}

  /**
   * Those that CloudFront connects to over HTTP, whatever viewers use. No viewer protocol policy
   * changes that (CloudFront guide, using-https-cloudfront-to-s3-origin).
   */
  public static List<Origin> overHttp(List<JudgedBehavior> behaviors) {
    return reached(behaviors).filter(origin -> origin.protocol() == Origin.Protocol.HTTP).toList();
  }

  /**
   * Those that CloudFront connects to over HTTPS, or may, and that do not answer over HTTPS: their
   * viewers get an error.
   */
  public static List<Origin> withoutHttps(List<JudgedBehavior> behaviors) {
    return reached(behaviors)
        .filter(origin -> origin.protocol() != Origin.Protocol.HTTP)
        .filter(origin -> origin.noHttps().isPresent())
        .toList();
  }

  private static Stream<Origin> reached(List<JudgedBehavior> behaviors) {
    return behaviors.stream()
        .filter(JudgedBehavior::reachesS3)
        .flatMap(judged -> judged.origins().stream())
        .distinct()
        .filter(Origin::isS3);
  }

  public static String originProtocolPolicy(Origin origin) {
    return origin.kind() instanceof Origin.Kind.Custom(var policy) ? policy : "match-viewer";
  }

  /** What is wrong where CloudFront connects over HTTP, a paragraph for each reason. */
  public static List<String> words(List<JudgedBehavior> behaviors, Installed installed) {
    String plainHttp =
        switch (installed) {
          case YES -> "Still plain HTTP from CloudFront to S3, at ";
          case NOT_YET -> "Plain HTTP from CloudFront to S3, with or without HTTPS Guard, at ";
        };
    List<Origin> websites = websites(behaviors);
    List<Origin> httpOnly = httpOnly(behaviors);
    List<String> words = new ArrayList<>();
    if (!websites.isEmpty()) {
      words.add(
          plainHttp
              + Labels.list(websites, Labels::of)
              + ": S3 website endpoints do not support HTTPS. The viewer protocol policy protects"
              + " viewers; it cannot change how CloudFront connects to such an origin.");
    }
    if (!httpOnly.isEmpty()) {
      words.add(
          plainHttp
              + Labels.list(httpOnly, Labels::of)
              + ": the OriginProtocolPolicy is http-only. The viewer protocol policy protects"
              + " viewers; it cannot change that, and HTTPS Guard does not change origins.");
    }
    return words;
  }

  /** What fixes that, a step for each reason. */
  static List<Step> cures(List<JudgedBehavior> behaviors) {
    List<Origin> websites = websites(behaviors);
    List<Origin> httpOnly = httpOnly(behaviors);
    List<Step> steps = new ArrayList<>();
    if (!websites.isEmpty()) {
      steps.add(
          Step.of(
              "Fix the connection to S3: instead of the website endpoint, use the bucket's REST"
                  + " endpoint with origin access control for "
                  + restEndpoints(websites)
                  + "."
                  + UNLIKE_A_WEBSITE));
    }
    if (!httpOnly.isEmpty()) {
      steps.add(Step.of("Fix the connection to S3: " + insteadOfHttpOnly(httpOnly)));
    }
    return steps;
  }

  /** A name with dots does not match S3's certificate (S3 guide, VirtualHosting). */
  private static String insteadOfHttpOnly(List<Origin> origins) {
    List<Origin> dotted = origins.stream().filter(each -> each.noHttps().isPresent()).toList();
    List<Origin> others = origins.stream().filter(each -> each.noHttps().isEmpty()).toList();
    List<String> sentences = new ArrayList<>();
    if (!others.isEmpty()) {
      sentences.add(
          "set OriginProtocolPolicy (Terraform: origin_protocol_policy) to https-only for "
              + Labels.list(others, Labels::of)
              + ", or use an S3 origin with origin access control instead.");
    }
    if (!dotted.isEmpty()) {
      sentences.add(
          "for "
              + Labels.list(dotted, Labels::of)
              + ", use an S3 origin with origin access control instead. There, https-only would"
              + " fail: a bucket name with dots does not match S3's certificate.");
    }
    return String.join(" And ", sentences);
  }

  private static List<Origin> websites(List<JudgedBehavior> behaviors) {
    return overHttp(behaviors).stream().filter(Origin::isWebsiteEndpoint).toList();
  }

  private static List<Origin> httpOnly(List<JudgedBehavior> behaviors) {
    return overHttp(behaviors).stream().filter(origin -> !origin.isWebsiteEndpoint()).toList();
  }

  /** What is wrong where there is no answer over HTTPS, a paragraph for each reason. */
  static List<String> noAnswers(List<JudgedBehavior> behaviors) {
    return withoutHttps(behaviors).stream()
        .collect(
            Collectors.groupingBy(
                origin ->
                    new NoAnswer(
                        origin.isWebsiteEndpoint(),
                        origin.protocol(),
                        originProtocolPolicy(origin)),
                LinkedHashMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> words(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String words(NoAnswer why, List<Origin> origins) {
    boolean isOne = origins.size() == 1;
    String error = why.isWebsite() ? "an error (502 or 504)" : "an error (502)";
    return "%s %s %s not answer CloudFront over HTTPS: %s. The OriginProtocolPolicy is %s"
        .formatted(
            isOne ? "Origin" : "Origins",
            Labels.list(origins, origin -> Quoted.of(origin.id())),
            isOne ? "does" : "do",
            why.isWebsite()
                ? "S3 website endpoints do not support it"
                : "a bucket name with dots does not match S3's certificate",
            switch (why.protocol()) {
              case HTTPS -> "https-only, so the origin is broken: every viewer gets " + error + ".";
              case VIEWERS -> "match-viewer: viewers on HTTPS get " + error + ".";
              case UNKNOWN, HTTP ->
                  Quoted.of(why.policy()) + ", which this version of HTTPS Guard does not know.";
            });
  }

  /** Each origin, with the REST endpoint of its bucket, where that is known. */
  static String restEndpoints(List<Origin> origins) {
    return Labels.list(
        origins,
        origin ->
            Labels.of(origin)
                + restEndpoint(origin).map(host -> " (" + Quoted.host(host) + ")").orElse(""));
  }

  private static Optional<String> restEndpoint(Origin origin) {
    return origin.endpoint() instanceof S3Endpoint.Known(var _, var name, var region)
        ? name.flatMap(
            bucket -> region.map(where -> bucket + ".s3." + where + suffix(origin, where)))
        : Optional.empty();
  }

  /** What follows the Region. */
  private static String suffix(Origin origin, String region) {
    String host = origin.domainName();
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    int at = host.toLowerCase(Locale.ROOT).lastIndexOf(region);
    return host.substring(at + region.length(), end);
  }
}
