package httpsguard.template;

import com.grack.nanojson.JsonWriter;
import httpsguard.template.Deployment.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code template.yaml}, for tests. */
public final class GuardTemplate {
  static final String GUARD_ROLE = "GuardRole";
  static final String AUDIT_ROLE = "AuditRole";

  private static final Part TEMPLATE = TemplateYaml.read(Path.of("template.yaml"));

  private GuardTemplate() {}

  /**
   * The IAM actions that the guard's role grants, with every parameter at its default, so without
   * the opt-in permissions; such as {@code cloudfront:UpdateDistribution}.
   */
  public static Set<String> grantedActions() {
    return actions(deployed(Map.of()), GUARD_ROLE);
  }

  /** The same with one parameter that is not at its default. */
  public static Set<String> grantedActions(String parameter, String value) {
    return actions(deployed(Map.of(parameter, value)), GUARD_ROLE);
  }

  /** The IAM actions that the audit's role grants. */
  public static Set<String> actionsGrantedToTheAudit() {
    return actions(deployed(Map.of()), AUDIT_ROLE);
  }

  /**
   * The outputs that give a command, and the command with its {@code ${...}}, such as {@code aws
   * lambda invoke --function-name ${Guard}}.
   */
  public static Map<String, String> commandsInOutputs() {
    Map<String, String> commands = new TreeMap<>();
    Part outputs = part("Outputs");
    for (String name : outputs.names()) {
      Part value = outputs.at(name, "Value");
      if (value.value() instanceof Map) {
        value.find("Fn::Sub").ifPresent(command -> commands.put(name, command.text()));
      }
    }
    return commands;
  }

  /** What the template says of its version: to a repository, and in the stack's outputs. */
  public static Map<String, String> versions() {
    return Map.of(
        "application",
        part("Metadata", "AWS::ServerlessRepo::Application", "SemanticVersion").text(),
        "output",
        part("Outputs", "Version", "Value").text());
  }

  /** A number of the guard's queue, such as its {@code VisibilityTimeout}, in seconds. */
  public static int work(String... property) {
    return deployed(Map.of()).resource("Work").at(property).number();
  }

  /** In seconds. */
  public static int guardTimeout() {
    return deployed(Map.of()).resource("Guard").at("Timeout").number();
  }

  /** How many messages of its queue the guard is given at once. */
  public static int maximumConcurrency() {
    return deployed(Map.of())
        .resource("WorkToGuard")
        .at("ScalingConfig", "MaximumConcurrency")
        .number();
  }

  static Set<String> actions(Deployment stack, String role) {
    Set<String> actions = new TreeSet<>();
    roleStatements(stack.resource(role))
        .forEach(statement -> actions.addAll(statement.at("Action").texts()));
    return actions;
  }

  static List<Part> roleStatements(Resource role) {
    return role.at("Policies").items().stream()
        .flatMap(policy -> policy.at("PolicyDocument", "Statement").items().stream())
        .toList();
  }

  /** The pattern of the rule for calls to CloudFront, as EventBridge gets it. */
  public static String eventPattern() {
    return JsonWriter.string(
        deployed(Map.of()).resource("CallsToCloudFront").at("EventPattern").value());
  }

  /**
   * @param parameters those that differ from their defaults
   */
  static Deployment deployed(Map<String, String> parameters) {
    return Deployment.of(TEMPLATE, parameters);
  }

  static Part part(String... names) {
    return TEMPLATE.at(names);
  }

  static List<String> refusals(Map<String, String> parameters, String region) {
    return Deployment.refusals(TEMPLATE, parameters, region);
  }

  /**
   * A property as {@code sam local invoke} sees it: {@code Ref} of a resource is its logical id,
   * {@code GetAtt} and what is left out are empty (SAM CLI 1.170).
   */
  static String asSamCliResolves(Part property) {
    return Deployment.unresolved(TEMPLATE, property);
  }
}
