package httpsguard.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The stack that CloudFormation would make of the template: the resources whose conditions hold,
 * with every function in their properties worked out.
 */
final class Deployment {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";
  private static final String STACK = "https-guard";
  static final String STACK_UUID = "c1493910-8d3c-11eb-a3b5-0a1b2c3d4e5f";

  private final Intrinsics intrinsics;
  private final Map<String, Resource> resources = new LinkedHashMap<>();

  /**
   * @param parameters those that differ from their defaults
   */
  static Deployment of(Part template, Map<String, String> parameters) {
    return new Deployment(template, parameters, REGION);
  }

  private Deployment(Part template, Map<String, String> parameters, String region) {
    intrinsics =
        new Intrinsics(
            template,
            values(template, parameters),
            pseudo(region),
            new Names(template, this::resolve));
    Part all = template.at("Resources");
    for (String id : all.names()) {
      Part resource = all.at(id);
      boolean made =
          resource.find("Condition").map(name -> intrinsics.condition(name.text())).orElse(true);
      if (made) {
        resources.put(
            id,
            new Resource(
                id,
                resource.at("Type").text(),
                intrinsics.resolve(resource.find("Properties").orElse(new Part(id, Map.of()))),
                dependsOn(resource)));
      }
    }
  }

  private Part resolve(Part part) {
    return intrinsics.resolve(part);
  }

  private static List<String> dependsOn(Part resource) {
    return resource.find("DependsOn").map(Part::texts).orElse(List.of());
  }

  private static Map<String, String> values(Part template, Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : template.at("Parameters").names()) {
      values.put(name, template.at("Parameters", name, "Default").text());
    }
    for (String name : parameters.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException("the template has no parameter " + name);
      }
    }
    values.putAll(parameters);
    return values;
  }

  private static Map<String, String> pseudo(String region) {
    return Map.of(
        "AWS::AccountId",
        ACCOUNT,
        "AWS::Partition",
        "aws",
        "AWS::Region",
        region,
        "AWS::StackId",
        "arn:aws:cloudformation:%s:%s:stack/%s/%s".formatted(region, ACCOUNT, STACK, STACK_UUID),
        "AWS::StackName",
        STACK,
        "AWS::URLSuffix",
        "amazonaws.com");
  }

  /** A property outside of any stack, as SAM CLI sees it. */
  static String unresolved(Part template, Part property) {
    var intrinsics =
        new Intrinsics(template, values(template, Map.of()), pseudo(REGION), new LogicalIds());
    return intrinsics.find(property).map(Part::text).orElse("");
  }

  /** Whether the template's rules let this deployment pass; else the words of those that do not. */
  static List<String> refusals(Part template, Map<String, String> parameters, String region) {
    Intrinsics intrinsics = new Deployment(template, parameters, region).intrinsics;
    return template.at("Rules").names().stream()
        .map(name -> template.at("Rules", name))
        .filter(
            rule ->
                rule.find("RuleCondition")
                    .map(condition -> intrinsics.isTrue(condition.value()))
                    .orElse(true))
        .flatMap(rule -> rule.at("Assertions").items().stream())
        .filter(assertion -> !intrinsics.isTrue(assertion.at("Assert").value()))
        .map(assertion -> assertion.at("AssertDescription").text())
        .toList();
  }

  Resource resource(String logicalId) {
    Resource resource = resources.get(logicalId);
    if (resource == null) {
      throw new IllegalStateException("the stack has no " + logicalId);
    }
    return resource;
  }

  boolean has(String logicalId) {
    return resources.containsKey(logicalId);
  }

  List<Resource> ofType(String type) {
    return resources.values().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** What {@code Ref} of the resource answers. */
  String ref(Resource resource) {
    return intrinsics.resources().ref(resource.logicalId());
  }

  /** The resource with this ARN. */
  Resource byArn(String arn) {
    return resources.values().stream()
        .filter(resource -> resource.arn().equals(arn))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the stack has no resource " + arn));
  }

  /**
   * A resource of the stack.
   *
   * @param dependsOn what is made before, beside what it refers to
   */
  record Resource(String logicalId, String type, Part properties, List<String> dependsOn) {
    String arn() {
      return Names.arn(name(), type);
    }

    /** What the resource is called, such as the value of a metric's dimension. */
    String name() {
      return properties.find("Name").map(Part::text).orElse(Names.madeUp(logicalId));
    }

    Part at(String... names) {
      return properties.at(names);
    }
  }

  /** What SAM CLI answers for resources that are not there. */
  private record LogicalIds() implements Intrinsics.ResourceValues {
    @Override
    public String ref(String logicalId) {
      return logicalId;
    }

    @Override
    public String getAtt(String logicalId, String attribute) {
      return "";
    }
  }

  /** Physical names and ARNs, made up the way CloudFormation makes them up. */
  private record Names(Part template, UnaryOperator<Part> resolve)
      implements Intrinsics.ResourceValues {

    static String madeUp(String logicalId) {
      return STACK + "-" + logicalId + "-1A2B3C4D5E6F";
    }

    private String name(String logicalId) {
      return template
          .at("Resources", logicalId)
          .find("Properties")
          .flatMap(properties -> properties.find("Name"))
          .map(given -> resolve.apply(given).text())
          .orElseGet(() -> madeUp(logicalId));
    }

    static String arn(String name, String type) {
      return switch (type) {
        case "AWS::Serverless::Function" -> regional("lambda", "function:" + name);
        case "AWS::SQS::Queue" -> regional("sqs", name);
        case "AWS::SNS::Topic" -> regional("sns", name);
        case "AWS::KMS::Key" -> regional("kms", "key/" + name);
        case "AWS::Events::Rule" -> regional("events", "rule/" + name);
        case "AWS::CloudWatch::Alarm" -> regional("cloudwatch", "alarm:" + name);
        case "AWS::Logs::LogGroup" -> regional("logs", "log-group:" + name + ":*");
        case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name;
        default -> "no ARN of " + name;
      };
    }

    private static String regional(String service, String resource) {
      return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }

    @Override
    public String ref(String logicalId) {
      return switch (type(logicalId)) {
        case "AWS::SNS::Topic" -> arn(name(logicalId), "AWS::SNS::Topic");
        case "AWS::SQS::Queue" ->
            "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + name(logicalId);
        default -> name(logicalId);
      };
    }

    @Override
    public String getAtt(String logicalId, String attribute) {
      return switch (attribute) {
        case "Arn" -> arn(name(logicalId), type(logicalId));
        case "QueueName", "TopicName" -> name(logicalId);
        default -> throw new IllegalStateException(logicalId + "." + attribute + "?");
      };
    }

    private String type(String logicalId) {
      return template.at("Resources", logicalId, "Type").text();
    }
  }
}
