package httpsguard.distribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Distributions as JSON: what the AWS CLI prints of them, or takes (AWS CLI reference, {@code
 * cloudfront}), and what AWS Config records.
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
   * @param tags empty if it says nothing about tags
   */
  public record Described(
      Optional<DistributionId> id,
      Optional<String> account,
      Optional<Map<String, String>> tags,
      DistributionConfig config) {
    public Described {
      tags = tags.map(Map::copyOf);
    }
  }

  public CliOutput {
    distributions = List.copyOf(distributions);
  }

  /**
   * Reads the output of {@code get-distribution-config}, {@code get-distribution} (or any call that
   * answers like it), {@code list-distributions} or AWS Config's {@code
   * get-resource-config-history}; the input of {@code create-distribution-with-tags}; a config
   * alone, or a list of any of these, as {@code --query} prints it.
   *
   * @param json a map, a list or a value
   * @throws MalformedConfigException if it is none of these, or a distribution in it cannot be
   *     judged
   */
  public static CliOutput read(Object json) {
    JsonNode root = new JsonNode(json);
    if (root.isList()) {
      return whole(root.elements());
    }
    Optional<JsonNode> list = root.child("DistributionList");
    if (list.isPresent()) {
      return page(root, list.get());
    }
    if (root.child("Items").isPresent()) {
      return page(root, root);
    }
    return whole(
        root.child("ConfigurationItems")
            .or(() -> root.child("BaseConfigurationItems"))
            .map(JsonNode::elements)
            .orElse(List.of(root)));
  }

  /** The tags that {@code list-tags-for-resource} prints. */
  public static Map<String, String> tags(Object json) {
    return tags(new JsonNode(json).required("Tags"));
  }

  private static CliOutput page(JsonNode root, JsonNode list) {
    boolean more =
        root.child("NextToken").isPresent()
            || list.textOf("IsTruncated").map(ConfigReader::bool).orElse(false);
    // Where the CLI put the pages together itself, it prints no Quantity.
    return new CliOutput(
        list.listed("DistributionSummary").stream().map(CliOutput::single).toList(), !more);
  }

  private static CliOutput whole(List<JsonNode> nodes) {
    return new CliOutput(
        nodes.stream().filter(CliOutput::isOfADistribution).map(CliOutput::single).toList(), true);
  }

  /** A snapshot of AWS Config has resources of all types, and also those that are gone. */
  private static boolean isOfADistribution(JsonNode node) {
    return node.textOf("ResourceType")
            .orElse("AWS::CloudFront::Distribution")
            .equals("AWS::CloudFront::Distribution")
        && !node.textOf("ConfigurationItemStatus").orElse("").startsWith("ResourceDeleted");
  }

  private static Described single(JsonNode root) {
    Optional<JsonNode> wrapped =
        root.child("DistributionConfigWithTags").or(() -> root.child("ConfigurationItem"));
    if (wrapped.isPresent()) {
      return single(wrapped.get());
    }
    if (root.child("Configuration").isPresent()) {
      return recorded(root, root.required("Configuration").unpacked());
    }
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
        (root.path().isEmpty() ? "it" : root.path())
            + " has no DistributionConfig, Distribution, DistributionList or DefaultCacheBehavior:"
            + " print it with aws cloudfront get-distribution-config or list-distributions, and"
            + " without a --query that leaves them out");
  }

  private static Described described(JsonNode about, JsonNode config) {
    return new Described(
        id(about.textOf("Id")),
        about.textOf("ARN").or(() -> about.textOf("Arn")).flatMap(CliOutput::account),
        about.child("Tags").map(CliOutput::tags),
        ConfigReader.read(config));
  }

  /** Its names begin with small letters (awslabs/aws-config-resource-schema). */
  private static Described recorded(JsonNode item, JsonNode configuration) {
    Described described = described(configuration, configuration.required("DistributionConfig"));
    return new Described(
        described.id().or(() -> id(item.textOf("ResourceId"))),
        described
            .account()
            .or(() -> item.textOf("AwsAccountId").or(() -> item.textOf("AccountId")))
            .filter(account -> account.matches("\\d{12}")),
        item.child("Tags").map(tags -> tags.isList() ? pairs(tags.elements()) : tags.texts()),
        described.config());
  }

  private static Map<String, String> tags(JsonNode tags) {
    return pairs(tags.listed("Tag"));
  }

  private static Map<String, String> pairs(List<JsonNode> pairs) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (JsonNode pair : pairs) {
      if (tags.put(pair.required("Key").text(), pair.textOf("Value").orElse("")) != null) {
        throw new MalformedConfigException("the tags have one key twice");
      }
    }
    return tags;
  }

  private static Optional<DistributionId> id(Optional<String> text) {
    return text.filter(DistributionId::isId).map(DistributionId::new);
  }

  private static Optional<String> account(String arn) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
