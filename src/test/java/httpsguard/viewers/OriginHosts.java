package httpsguard.viewers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Host names of origins, each with what it is because it was made so. */
final class OriginHosts {
  private static final List<String> PLAIN =
      List.of("assets", "s3", "my-bucket-1", "{{customer}}-x", "{{c}}");
  private static final List<String> DOTTED = List.of("www.example.com", "a.b.c", "x.y");

  /** A suffix, and Regions under it. */
  private record Partition(String suffix, List<String> regions) {}

  private static final List<Partition> PARTITIONS =
      List.of(
          new Partition(
              "amazonaws.com",
              List.of("us-east-1", "eu-central-1", "ap-southeast-7", "mx-central-1")),
          new Partition("amazonaws.com", List.of("us-gov-west-1", "us-gov-east-1")),
          new Partition("amazonaws.com.cn", List.of("cn-north-1", "cn-northwest-1")),
          new Partition("amazonaws.eu", List.of("eusc-de-east-1")),
          new Partition("c2s.ic.gov", List.of("us-iso-east-1")),
          new Partition("sc2s.sgov.gov", List.of("us-isob-east-1")),
          new Partition("cloud.adc-e.uk", List.of("eu-isoe-west-1")),
          new Partition("csp.hci.ic.gov", List.of("us-isof-south-1")));

  /** Of buckets, the only ones in S3 whose names may have dots. */
  private static final List<String> BUCKETS =
      List.of(
          "NAME.s3.SUFFIX",
          "NAME.s3.REGION.SUFFIX",
          "NAME.s3-REGION.SUFFIX",
          "NAME.s3-external-1.SUFFIX",
          "NAME.s3.dualstack.REGION.SUFFIX",
          "NAME.s3-fips.REGION.SUFFIX",
          "NAME.s3-fips.dualstack.REGION.SUFFIX",
          "NAME.s3.{{region}}.SUFFIX");

  private static final List<String> OTHER_REST =
      List.of(
          "NAME.s3-accelerate.SUFFIX",
          "NAME.s3-accelerate.dualstack.SUFFIX",
          "NAME-s3alias.s3.REGION.SUFFIX",
          "NAME-ext-s3alias.s3.REGION.SUFFIX",
          "NAME--ol-s3.s3.REGION.SUFFIX",
          "NAME-111122223333.s3-accesspoint.REGION.SUFFIX",
          "NAME-111122223333.s3-accesspoint-fips.REGION.SUFFIX",
          "NAME-111122223333.s3-accesspoint.dualstack.REGION.SUFFIX",
          "NAME-111122223333.s3-accesspoint-fips.dualstack.REGION.SUFFIX",
          "NAME-111122223333.s3-object-lambda.REGION.SUFFIX",
          "NAME-111122223333.s3-object-lambda-fips.REGION.SUFFIX",
          "NAME--usw2-az1--x-s3.s3express-usw2-az1.REGION.SUFFIX",
          "NAME--usw2-az1--x-s3.s3express-fips-usw2-az1.REGION.SUFFIX",
          "NAME--usw2-az1--x-s3.s3express-usw2-az1.dualstack.REGION.SUFFIX",
          "NAME-111122223333.op-01ac5d28a6a232904.s3-outposts.REGION.SUFFIX");

  private static final List<String> WEBSITES =
      List.of("NAME.s3-website-REGION.SUFFIX", "NAME.s3-website.REGION.SUFFIX");

  private static final String MULTI_REGION = "mfzwi23gnjvgw.mrap.accesspoint.s3-global.SUFFIX";

  private static final List<String> ELSEWHERE =
      List.of(
          "www.example.com",
          "{{customer}}.example.com",
          "{{host}}",
          "evil.s3.SUFFIX.attacker.example",
          "evil.s3.REGION.SUFFIX.attacker.example",
          "evil.s3-website-REGION.SUFFIX.attacker.example",
          "NAME.s3-website.REGION.example.com",
          "s3.example.com",
          "my-s3-website.example.com",
          "NAME.s3x.SUFFIX",
          "NAME.xs3.REGION.SUFFIX",
          "NAME.s3.REGION.xSUFFIX",
          "NAME.s3.REGION.SUFFIX.co",
          "s3-1234567890.REGION.elb.SUFFIX",
          "s3.abc123.execute-api.REGION.SUFFIX",
          "mediastore.REGION.SUFFIX",
          "111122223333.s3-control.REGION.SUFFIX",
          "NAME.s3.fr-par.scw.cloud",
          "d111111abcdef8.cloudfront.net",
          "abcdef.lambda-url.REGION.on.aws");

  private OriginHosts() {}

  /** That {@code S3OriginConfig} takes. */
  static String rest(Draw draw) {
    return draw.onceIn(2) ? bucket(draw, BUCKETS) : host(draw, draw.oneOf(OTHER_REST), PLAIN);
  }

  /** Of S3, under {@code CustomOriginConfig}. */
  static String customS3(Draw draw) {
    return switch (draw.below(6)) {
      case 0, 1 -> bucket(draw, WEBSITES);
      case 2 -> host(draw, draw.oneOf(BUCKETS), DOTTED);
      case 3 -> host(draw, MULTI_REGION, PLAIN);
      default -> rest(draw);
    };
  }

  /** Not S3's, however much it looks like it. */
  static String elsewhere(Draw draw) {
    return bucket(draw, ELSEWHERE);
  }

  /** Which endpoint of S3 a custom origin has that does not answer over HTTPS, if it has one. */
  static Optional<String> withoutHttps(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.contains(".s3-website")) {
      return Optional.of("website endpoint");
    }
    return DOTTED.stream().anyMatch(name -> lower.startsWith(name + ".s3"))
        ? Optional.of("bucket with dots")
        : Optional.empty();
  }

  private static String bucket(Draw draw, List<String> forms) {
    return host(draw, draw.oneOf(forms), draw.onceIn(3) ? DOTTED : PLAIN);
  }

  private static String host(Draw draw, String form, List<String> names) {
    Partition partition = draw.oneOf(PARTITIONS);
    String host =
        form.replace("NAME", draw.oneOf(names))
            .replace("REGION", draw.oneOf(partition.regions()))
            .replace("SUFFIX", partition.suffix());
    return switch (draw.below(6)) {
      case 0 -> host.toUpperCase(Locale.ROOT);
      case 1 -> mixed(draw, host);
      default -> host;
    };
  }

  private static String mixed(Draw draw, String host) {
    StringBuilder mixed = new StringBuilder();
    host.chars().forEach(c -> mixed.appendCodePoint(draw.onceIn(2) ? Character.toUpperCase(c) : c));
    return mixed.toString();
  }
}
