package httpsguard.cli;

import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.JsonNode;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.json.Field;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.StrictJson;
import java.util.ArrayList;
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
 * @param malformed those of a list that cannot be judged
 * @param isComplete false for a list of which more is to be asked for
 */
record CliOutput(List<Described> distributions, List<Malformed> malformed, boolean isComplete) {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:cloudfront::(\\d{12}):distribution/[A-Z0-9]+");

  /**
   * One distribution, as far as the output tells.
   *
   * @param id empty in the output of {@code get-distribution-config}
   * @param account twelve digits; empty there, too
   * @param tags empty if it says nothing about tags
   */
  record Described(
      Optional<DistributionId> id,
      Optional<String> account,
      Optional<Map<String, String>> tags,
      DistributionConfig config) {
    Described {
      tags = tags.map(Map::copyOf);
    }
  }

  /**
   * One of a list that cannot be judged.
   *
   * @param why with where it stands, such as {@code DistributionList.Items[1]}
   */
  record Malformed(Optional<DistributionId> id, String why) {
    private static Malformed of(String where, Optional<DistributionId> id, String message) {
      String rest = message.startsWith(where) ? message.substring(where.length()) : ": " + message;
      return new Malformed(
          id,
          where
              + id.map(known -> " (" + known + ")").orElse("")
              + (rest.startsWith(".") ? ": " + rest.substring(1) : rest));
    }
  }

  CliOutput {
    distributions = List.copyOf(distributions);
    malformed = List.copyOf(malformed);
  }

  /**
   * Reads the output of {@code get-distribution-config}, {@code get-distribution} (or any call that
   * answers like it), {@code list-distributions} or AWS Config's {@code
   * get-resource-config-history}; the input of {@code create-distribution-with-tags}; a config
   * alone, or a list of any of these, as {@code --query} prints it.
   *
   * @param json a map, a list or a value
   * @throws MalformedConfigException if it is none of these, or only one, which cannot be judged
   * @throws MalformedJsonException if something in it is of another type
   */
  static CliOutput read(Object json) {
    Reading reading = new Reading();
    JsonNode root = JsonNode.of(json);
    if (isList(root)) {
      reading.list(root);
    } else {
      reading.object(root);
    }
    return new CliOutput(reading.distributions, reading.malformed, reading.isComplete);
  }

  /** The tags that {@code list-tags-for-resource} prints. */
  static Map<String, String> tags(Object json) {
    return tags(JsonNode.of(json).required("Tags"));
  }

  /** What is found on the way; what one of a list has wrong says nothing of the others. */
  private static final class Reading {
    private final List<Described> distributions = new ArrayList<>();
    private final List<Malformed> malformed = new ArrayList<>();
    private boolean isComplete = true;

    private void list(JsonNode list) {
      for (Field item : list.field().items()) {
        try {
          object(new JsonNode(item));
        } catch (MalformedConfigException | MalformedJsonException e) {
          malformed.add(Malformed.of(item.path(), idOf(item), String.valueOf(e.getMessage())));
        }
      }
    }

    private void object(JsonNode node) {
      Optional<JsonNode> page = node.child("DistributionList");
      Optional<JsonNode> items =
          node.child("ConfigurationItems").or(() -> node.child("BaseConfigurationItems"));
      if (page.isPresent()) {
        page(node, page.get());
      } else if (node.child("Items").isPresent()) {
        page(node, node);
      } else if (items.isPresent()) {
        list(items.get());
      } else if (isOfADistribution(node)) {
        distributions.add(single(node));
      }
    }

    private void page(JsonNode around, JsonNode page) {
      Optional<JsonNode> items = page.child("Items");
      isComplete &=
          around.child("NextToken").isEmpty()
              && !page.isTrue("IsTruncated")
              && hasAll(page, items.map(list -> list.field().items().size()).orElse(0));
      items.ifPresent(this::list);
    }

    /** Where the CLI put the pages together itself, it prints no Quantity. */
    private static boolean hasAll(JsonNode page, int items) {
      return page.child("Quantity")
          .map(quantity -> quantity.number().strip().equals(Integer.toString(items)))
          .orElse(true);
    }
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
      return recorded(root, unpacked(root.required("Configuration")));
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
        (root.field().path().isEmpty() ? "it" : root.where())
            + " has no DistributionConfig, Distribution, DistributionList or DefaultCacheBehavior:"
            + " print it with aws cloudfront get-distribution-config or list-distributions, and"
            + " without a --query that leaves them out");
  }

  private static Described described(JsonNode about, JsonNode config) {
    return new Described(
        id(about.textOf("Id")),
        about.textOf("ARN").or(() -> about.textOf("Arn")).flatMap(CliOutput::account),
        about.child("Tags").map(CliOutput::tags),
        DistributionConfig.of(config));
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
        item.child("Tags").map(tags -> isList(tags) ? pairs(tags.elements()) : texts(tags.field())),
        described.config());
  }

  /** A node, or what it holds if it is a text that holds JSON. */
  private static JsonNode unpacked(JsonNode node) {
    if (!(node.field().value().orElseThrow() instanceof String text)) {
      return node;
    }
    try {
      return StrictJson.value(text)
          .map(held -> new JsonNode(Field.of(node.field().path(), held)))
          .orElse(node);
    } catch (MalformedJsonException e) {
      throw new MalformedConfigException(node.where() + " is a text that holds no JSON", e);
    }
  }

  private static Map<String, String> tags(JsonNode tags) {
    return pairs(tags.listed("Tag"));
  }

  private static Map<String, String> pairs(List<JsonNode> pairs) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (JsonNode pair : pairs) {
      if (tags.put(pair.required("Key").text(), pair.textOf("Value").orElse("")) != null) {
        throw new MalformedConfigException("the tags have the same key twice");
      }
    }
    return tags;
  }

  private static Map<String, String> texts(Field tags) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Object name : tags.map().orElseThrow().keySet()) {
      texts.put(String.valueOf(name), new JsonNode(tags.get(String.valueOf(name))).text());
    }
    return texts;
  }

  private static boolean isList(JsonNode node) {
    return node.field().value().orElseThrow() instanceof List<?>;
  }

  /** Whatever else is wrong with it. */
  private static Optional<DistributionId> idOf(Field item) {
    try {
      JsonNode element = new JsonNode(item);
      JsonNode about = element.child("Distribution").orElse(element);
      return id(about.textOf("Id").or(() -> about.textOf("ResourceId")));
    } catch (MalformedConfigException | MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<DistributionId> id(Optional<String> text) {
    return text.filter(DistributionId::isId).map(DistributionId::new);
  }

  private static Optional<String> account(String arn) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
