package httpsguard.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A policy document of IAM, as far as the template's use it (IAM guide, policy evaluation logic).
 * What is not understood here is an error, so that no test passes by misreading.
 */
record Policy(List<Part> statements) {

  /** Who asks, for what, on what, and what else is known of the request. */
  record Request(Caller caller, String action, String resource, Map<String, String> context) {
    Request {
      context = Map.copyOf(context);
    }
  }

  /** Who asks. */
  sealed interface Caller {
    /** An AWS service in its own name, such as {@code events.amazonaws.com}. */
    record Service(String name) implements Caller {}

    /** A role of the stack's account. */
    record Role(String account) implements Caller {}
  }

  static Policy of(Part document) {
    return new Policy(document.at("Statement").items());
  }

  boolean allows(Request request) {
    return any("Allow", request);
  }

  boolean denies(Request request) {
    return any("Deny", request);
  }

  private boolean any(String effect, Request request) {
    return statements.stream()
        .filter(statement -> statement.at("Effect").text().equals(effect))
        .anyMatch(statement -> fits(statement, request));
  }

  private static boolean fits(Part statement, Request request) {
    requireKnown(statement);
    return fitsCaller(statement, request.caller())
        && likeAny(statement.at("Action"), request.action())
        && likeAny(statement.at("Resource"), request.resource())
        && statement
            .find("Condition")
            .map(condition -> fitsCondition(condition, request))
            .orElse(true);
  }

  private static void requireKnown(Part statement) {
    List<String> known = List.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
    if (!known.containsAll(statement.names())) {
      throw new IllegalStateException("not understood: " + statement.value());
    }
  }

  /** A role's own policy names no principal: it speaks of the role. */
  private static boolean fitsCaller(Part statement, Caller caller) {
    if (!statement.has("Principal")) {
      return true;
    }
    Part principal = statement.at("Principal");
    if (principal.value().equals("*")) {
      return true;
    }
    return switch (caller) {
      case Caller.Service(var name) ->
          principal.find("Service").map(names -> names.texts().contains(name)).orElse(false);
      case Caller.Role(var account) ->
          principal
              .find("AWS")
              .map(arns -> arns.texts().contains("arn:aws:iam::" + account + ":root"))
              .orElse(false);
    };
  }

  private static boolean fitsCondition(Part condition, Request request) {
    return condition.names().stream()
        .allMatch(
            operator ->
                condition.at(operator).names().stream()
                    .allMatch(
                        key ->
                            fits(
                                operator,
                                condition.at(operator, key).texts(),
                                request.context().getOrDefault(key, ""))));
  }

  private static boolean fits(String operator, List<String> wanted, String given) {
    return switch (operator) {
      case "StringEquals", "ArnEquals" -> wanted.contains(given);
      case "StringLike", "ArnLike" -> wanted.stream().anyMatch(pattern -> like(pattern, given));
      case "Bool" -> wanted.contains(given.toLowerCase(Locale.ROOT));
      default -> throw new IllegalStateException("condition operator not understood: " + operator);
    };
  }

  private static boolean likeAny(Part patterns, String text) {
    return patterns.texts().stream().anyMatch(pattern -> like(pattern, text));
  }

  private static boolean like(String pattern, String text) {
    String regex =
        Pattern.compile("\\*")
            .splitAsStream(pattern + " ")
            .map(Pattern::quote)
            .reduce((left, right) -> left + ".*" + right)
            .orElseThrow();
    return Pattern.matches(regex, text + " ");
  }
}
