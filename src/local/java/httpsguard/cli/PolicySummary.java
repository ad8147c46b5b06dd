package httpsguard.cli;

import httpsguard.distribution.PathPattern;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Rule;
import httpsguard.policy.Scope;
import httpsguard.text.Excerpt;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a policy means, in words, for those who are about to deploy it. */
final class PolicySummary {
  private final HttpsPolicy policy;
  private final LocalDate today;

  /**
   * @param today the date in UTC
   */
  PolicySummary(HttpsPolicy policy, LocalDate today) {
    this.policy = policy;
    this.today = today;
  }

  /** The rules in the order in which they are tried, then what holds without one; a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int index = 0; index < policy.rules().size(); index++) {
      Rule rule = policy.rules().get(index);
      lines.add("rules[" + index + "]  " + scope(rule.scope()));
      rule.ruling().map(this::ruling).ifPresent(words -> lines.add("    " + words));
      if (rule.notifyOnly()) {
        lines.add("    reported, never repaired (mode notify)");
      }
    }
    lines.add(policy.rules().isEmpty() ? "everything" : "everything else");
    lines.add("    repaired to " + policy.policy());
    lines.add("owners' tags");
    tag().forEach(words -> lines.add("    " + words));
    return lines;
  }

  /** What is allowed but may not be meant; a line each. */
  List<String> hints() {
    List<String> hints = new ArrayList<>();
    for (int index = 0; index < policy.rules().size(); index++) {
      String field = "rules[" + index + "]";
      Rule rule = policy.rules().get(index);
      if (rule.ruling().isPresent() && rule.rulingOn(today).isEmpty()) {
        hints.add(field + ".until is past: the exemption has ended and can be removed");
      }
      if (rule.scope().pathPattern().equals(Optional.of(new PathPattern("/*")))) {
        hints.add(
            field
                + ".pathPattern \"/*\" is a cache behavior with that very pattern; the default cache"
                + " behavior is \"*\"");
      }
      shadow(index).ifPresent(hints::add);
    }
    return hints;
  }

  private Optional<String> shadow(int index) {
    Rule rule = policy.rules().get(index);
    if (rule.ruling().isEmpty()) {
      return Optional.empty();
    }
    for (int earlier = 0; earlier < index; earlier++) {
      Rule before = policy.rules().get(earlier);
      if (before.rulingOn(today).isPresent() && before.scope().covers(rule.scope())) {
        return Optional.of(
            "rules["
                + index
                + "].policy decides nothing: rules["
                + earlier
                + "] fits all that it fits, and comes first");
      }
    }
    return Optional.empty();
  }

  private static String scope(Scope scope) {
    List<String> matchers = new ArrayList<>();
    scope.account().ifPresent(account -> matchers.add("account " + account));
    scope.distribution().ifPresent(id -> matchers.add("distribution " + id));
    scope.pathPattern().ifPresent(pattern -> matchers.add(path(pattern)));
    if (!scope.tags().isEmpty()) {
      matchers.add(tags(new TreeMap<>(scope.tags())));
    }
    return String.join(", ", matchers);
  }

  private static String path(PathPattern pattern) {
    return pattern.value().equals("*")
        ? "the default cache behavior"
        : "path pattern " + Excerpt.of(pattern.value());
  }

  private static String tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> "tag " + Excerpt.of(tag.getKey()) + " = " + Excerpt.of(tag.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String ruling(Rule.Ruling ruling) {
    return switch (ruling) {
      case Rule.Ruling.Require(var wanted) -> "repaired to " + wanted;
      case Rule.Ruling.Allow(var until, var reason) ->
          "exempt until " + until + " (" + distance(until) + "): " + Excerpt.of(reason);
    };
  }

  private String distance(LocalDate until) {
    long days = ChronoUnit.DAYS.between(today, until);
    return days < 0 ? "ended" : days == 0 ? "today is the last day" : "in " + days + " days";
  }

  private List<String> tag() {
    return policy
        .exemptionTag()
        .map(
            tag ->
                List.of(
                    Excerpt.of(tag.key())
                        + " = \"2027-03-31 reason in words\" exempts a distribution until that day",
                    "(at most " + tag.maxDays() + " days ahead), where no rule names a policy"))
        .orElseGet(() -> List.of("exempt nothing"));
  }
}
