package httpsguard.aws;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the services are: in the partition {@code aws}, to which {@link TopicArn} holds, unless the
 * SDK's own environment variables name another place, such as the stand-in's.
 */
record Endpoints(Map<String, String> environment) {
  URI cloudFront() {
    return named("AWS_ENDPOINT_URL_CLOUDFRONT", "https://cloudfront.amazonaws.com");
  }

  URI sns(String region) {
    return named("AWS_ENDPOINT_URL_SNS", "https://sns." + region + ".amazonaws.com");
  }

  private URI named(String variable, String otherwise) {
    return URI.create(
        Stream.of(variable, "AWS_ENDPOINT_URL")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(url -> !url.isEmpty())
            .findFirst()
            .orElse(otherwise));
  }
}
