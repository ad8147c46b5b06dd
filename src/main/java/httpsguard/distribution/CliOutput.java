package httpsguard.distribution;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the AWS CLI prints of distributions, as JSON (AWS CLI reference, {@code cloudfront}).
 *
 * @param isComplete false for a list of which more is to be asked for
 */
public record CliOutput(List<Described> distributions, boolean isComplete) {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:cloudfront::(\\d{12}):distribution/[A-Z0-9]+");

  /**
   * One distribution, as far as the output tells.
   *
   * @param id empty in the output of {@code get-distribution-config}
   * @param account twelve digits; empty there, too
   */
  public record Described(
      Optional<DistributionId> id,
      Optional<String> account,
      Optional<String> domainName,
      Optional<Instant> lastModified,
      DistributionConfig config) {}

  public CliOutput {
    distributions = List.copyOf(distributions);
  }

  /**
   * Reads the output of {@code get-distribution-config}, {@code get-distribution} (or any call that
   * answers like it), {@code list-distributions}, or a config alone.
   *
   * @param json as maps, lists and values
   * @throws MalformedConfigException if it is none of these, or a distribution in it cannot be
   *     judged
   */
  public static CliOutput read(Map<?, ?> json) {
    JsonNode root = new JsonNode(json);
    Optional<JsonNode> list = root.child("DistributionList");
    if (list.isPresent()) {
      boolean more =
          root.child("NextToken").isPresent()
              || list.get().textOf("IsTruncated").map(ConfigReader::bool).orElse(false);
      return new CliOutput(
          // Where the CLI put the pages together itself, it prints no Quantity.
          list.get().listed("DistributionSummary").stream()
              .map(summary -> described(summary, summary))
              .toList(),
          !more);
    }
    return new CliOutput(List.of(single(root)), true);
  }

  private static Described single(JsonNode root) {
    Optional<JsonNode> distribution = root.child("Distribution");
    if (distribution.isPresent()) {
      return described(distribution.get(), distribution.get().required("DistributionConfig"));
    }
    Optional<JsonNode> config = root.child("DistributionConfig");
    if (config.isPresent()) {
      return described(root, config.get());
    }
    if (root.child("DefaultCacheBehavior").isPresent()) {
      return described(root, root);
    }
    throw new MalformedConfigException(
        "it has no DistributionConfig, Distribution or DistributionList: print it with aws"
            + " cloudfront get-distribution-config or list-distributions, with --output json");
  }

  private static Described described(ConfigNode about, ConfigNode config) {
    return new Described(
        about.textOf("Id").filter(DistributionId::isId).map(DistributionId::new),
        about.textOf("ARN").flatMap(CliOutput::account),
        about.textOf("DomainName"),
        about.textOf("LastModifiedTime").flatMap(DistributionPage::time),
        ConfigReader.read(config));
  }

  private static Optional<String> account(String arn) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
