package httpsguard.distribution;

import java.util.Map;

/**
 * What {@code UpdateDistribution} answers.
 *
 * @param domainName such as {@code d111111abcdef8.cloudfront.net}
 * @param config the config as CloudFront now has it
 */
public record UpdatedDistribution(String domainName, DistributionConfig config) {
  /**
   * @param bytes the answer's XML document, a {@code Distribution}
   * @throws MalformedConfigException if the bytes are not such a document
   */
  public static UpdatedDistribution of(byte[] bytes) {
    XmlElement root = XmlElement.parse(bytes);
    return new UpdatedDistribution(
        root.required("DomainName").text(), ConfigReader.read(root.required("DistributionConfig")));
  }

  /**
   * Whether behaviors have the viewer protocol policies that were asked for.
   *
   * @param asked by {@link CacheBehavior#precedence()}
   */
  public boolean shows(Map<Integer, ViewerProtocolPolicy> asked) {
    return asked.entrySet().stream()
        .allMatch(
            wanted ->
                config.behaviors().stream()
                    .anyMatch(
                        behavior ->
                            behavior.precedence() == wanted.getKey()
                                && behavior.viewerProtocolPolicy().equals(wanted.getValue())));
  }
}
