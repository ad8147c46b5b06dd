package httpsguard.template;

import httpsguard.template.Deployment.Resource;
import httpsguard.template.Policy.Caller;
import httpsguard.template.Policy.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may do what in a stack: its roles' and resources' policies taken together. */
record Access(Deployment stack) {
  static final Caller EVENTBRIDGE = new Caller.Service("events.amazonaws.com");
  static final Caller CLOUDWATCH = new Caller.Service("cloudwatch.amazonaws.com");

  private static final String TLS = "aws:SecureTransport";

  /** Whether a service may act on a resource of the stack on behalf of another one. */
  boolean serviceMay(Caller service, String action, Resource on, String sourceArn) {
    return serviceMay(service, action, on, sourceArn, Deployment.ACCOUNT);
  }

  boolean serviceMay(
      Caller service, String action, Resource on, String sourceArn, String sourceAccount) {
    Map<String, String> context =
        Map.of(TLS, "true", "aws:SourceArn", sourceArn, "aws:SourceAccount", sourceAccount);
    Request request = new Request(service, action, on.arn(), context);
    Policy policy = resourcePolicy(on);
    return policy.allows(request) && !policy.denies(request);
  }

  boolean guardMay(String action, String arn, Map<String, String> context) {
    return roleMay(stack.resource(GuardTemplate.GUARD_ROLE), action, arn, context);
  }

  boolean guardMay(String action, Resource on, Map<String, String> context) {
    return roleMay(stack.resource(GuardTemplate.GUARD_ROLE), action, on, context);
  }

  /** Whether a role may act on what has this ARN, whatever that one's own policy is. */
  boolean roleMay(Resource role, String action, String arn, Map<String, String> context) {
    Map<String, String> all = new HashMap<>(context);
    all.put(TLS, "true");
    Policy own = new Policy(GuardTemplate.roleStatements(role));
    Request request = new Request(new Caller.Role(Deployment.ACCOUNT), action, arn, all);
    return own.allows(request) && !own.denies(request);
  }

  /**
   * Whether a role may act on a resource of the stack. A key's policy must let the account's IAM
   * policies decide; other resources of the same account need only not refuse.
   */
  boolean roleMay(Resource role, String action, Resource on, Map<String, String> context) {
    Map<String, String> all = new HashMap<>(context);
    all.put(TLS, "true");
    Request request = new Request(new Caller.Role(Deployment.ACCOUNT), action, on.arn(), all);
    Policy policy = resourcePolicy(on);
    boolean resourceAgrees = !on.type().equals("AWS::KMS::Key") || policy.allows(request);
    return roleMay(role, action, on.arn(), context) && resourceAgrees && !policy.denies(request);
  }

  /** Whether a request without TLS is refused, whoever asks. */
  boolean refusesPlainText(String action, Resource on) {
    return resourcePolicy(on)
        .denies(
            new Request(
                new Caller.Role(Deployment.ACCOUNT), action, on.arn(), Map.of(TLS, "false")));
  }

  private Policy resourcePolicy(Resource on) {
    return switch (on.type()) {
      case "AWS::KMS::Key" -> Policy.of(on.at("KeyPolicy"));
      case "AWS::SQS::Queue" -> attached("AWS::SQS::QueuePolicy", "Queues", on);
      case "AWS::SNS::Topic" -> attached("AWS::SNS::TopicPolicy", "Topics", on);
      default -> new Policy(List.of());
    };
  }

  private Policy attached(String type, String list, Resource on) {
    Optional<Resource> policy =
        stack.ofType(type).stream()
            .filter(candidate -> candidate.at(list).texts().contains(stack.ref(on)))
            .findFirst();
    return policy
        .map(found -> Policy.of(found.at("PolicyDocument")))
        .orElseGet(() -> new Policy(List.of()));
  }
}
