package httpsguard.distribution;

/**
 * What {@code UpdateDistribution} answers.
 *
 * @param id the distribution that it says it updated, as it stands there
 * @param domainName such as {@code d111111abcdef8.cloudfront.net}
 * @param config the config as CloudFront now has it
 */
public record UpdatedDistribution(String id, String domainName, DistributionConfig config) {
  /**
   * @param bytes the answer's XML document, a {@code Distribution}
   * @throws MalformedConfigException if the bytes are not such a document
   */
  public static UpdatedDistribution of(byte[] bytes) {
    XmlElement root = XmlElement.parse(bytes, "Distribution");
    return new UpdatedDistribution(
        root.required("Id").text(),
        root.required("DomainName").text(),
        ConfigReader.read(root.required("DistributionConfig")));
  }

  /** Whether it is about this distribution, and shows all that is judged of what was sent. */
  public boolean shows(DistributionId distribution, DistributionConfig sent) {
    return id.equals(distribution.value()) && config.isJudgedAs(sent);
  }
}
