package httpsguard.distribution;

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
}
