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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** S3 origins that CloudFront does not connect to over HTTPS, or that do not answer over HTTPS. */
public final class S3Origins {
  static final String UNLIKE_A_WEBSITE =
      " A REST endpoint has no index documents in folders, no error documents and no redirect"
          + " rules; CloudFront's default root object, custom error responses and functions can"
          + " take their place.";

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
    return split(
        overHttp(behaviors),
        Origin::isWebsiteEndpoint,
        websites ->
            plainHttp
                + Labels.list(websites, Labels::of)
                + ": S3 website endpoints do not support HTTPS. The viewer protocol policy protects"
                + " viewers; it cannot change how CloudFront connects to such an origin.",
        others ->
            plainHttp
                + Labels.list(others, Labels::of)
                + ": the OriginProtocolPolicy is http-only. The viewer protocol policy protects"
                + " viewers; it cannot change that, and HTTPS Guard does not change origins.");
  }

  /** What fixes that, a step for each reason. */
  static List<Step> cures(List<JudgedBehavior> behaviors) {
    return split(
        overHttp(behaviors),
        Origin::isWebsiteEndpoint,
        websites ->
            Step.of(
                "Fix the connection to S3: instead of the website endpoint, use the bucket's REST"
                    + " endpoint with origin access control for "
                    + restEndpoints(websites)
                    + "."
                    + UNLIKE_A_WEBSITE),
        others ->
            Step.of(
                "Fix the connection to S3: " + String.join(" And ", insteadOfHttpOnly(others))));
  }

  /** A name with dots does not match S3's certificate (S3 guide, VirtualHosting). */
  private static List<String> insteadOfHttpOnly(List<Origin> origins) {
    return split(
        origins,
        origin -> origin.noHttps().isEmpty(),
        undotted ->
            "set OriginProtocolPolicy (Terraform: origin_protocol_policy) to https-only for "
                + Labels.list(undotted, Labels::of)
                + ", or use an S3 origin with origin access control instead.",
        dotted ->
            "for "
                + Labels.list(dotted, Labels::of)
                + ", use an S3 origin with origin access control instead. There, https-only would"
                + " fail: a bucket name with dots does not match S3's certificate.");
  }

  /** What there is to say of the origins that pass, and of the others; nothing of none. */
  private static <T> List<T> split(
      List<Origin> origins,
      Predicate<Origin> test,
      Function<List<Origin>, T> ofThose,
      Function<List<Origin>, T> ofOthers) {
    List<Origin> those = origins.stream().filter(test).toList();
    List<Origin> others = origins.stream().filter(test.negate()).toList();
    List<T> said = new ArrayList<>();
    if (!those.isEmpty()) {
      said.add(ofThose.apply(those));
    }
    if (!others.isEmpty()) {
      said.add(ofOthers.apply(others));
    }
    return said;
  }

  /** What is wrong where there is no answer over HTTPS, a paragraph for each reason. */
  static List<String> noAnswers(List<JudgedBehavior> behaviors) {
    return withoutHttps(behaviors).stream()
        .collect(
            Collectors.groupingBy(S3Origins::noAnswer, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            entry ->
                (entry.getValue().size() == 1 ? "Origin %s does" : "Origins %s do")
                        .formatted(Labels.list(entry.getValue(), origin -> Quoted.of(origin.id())))
                    + entry.getKey())
        .toList();
  }

  private static String noAnswer(Origin origin) {
    boolean isWebsite = origin.isWebsiteEndpoint();
    String error = isWebsite ? "an error (502 or 504)" : "an error (502)";
    return " not answer CloudFront over HTTPS: %s. The OriginProtocolPolicy is %s"
        .formatted(
            isWebsite
                ? "S3 website endpoints do not support it"
                : "a bucket name with dots does not match S3's certificate",
            switch (origin.protocol()) {
              case HTTPS -> "https-only, so the origin is broken: every viewer gets " + error + ".";
              case VIEWERS -> "match-viewer: viewers on HTTPS get " + error + ".";
              case UNKNOWN, HTTP ->
                  Quoted.of(originProtocolPolicy(origin))
                      + ", which this version of HTTPS Guard does not know.";
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
