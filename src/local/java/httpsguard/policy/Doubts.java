package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.text.Excerpt;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What might change a verdict, because it depends on something that is not known.
 *
 * @param today the date in UTC
 * @param option how the option of a name is written, such as {@code --tags}
 */
public record Doubts(
    HttpsPolicy policy, Subject subject, LocalDate today, UnaryOperator<String> option) {

  /**
   * The rules, and the tag, that may come before what decides on a behavior that leads to S3 and is
   * on {@code allow-all}, or on a word that is not known; each in words, with what to say so that
   * it is known.
   */
  public List<String> about(CacheBehavior behavior) {
    List<String> doubts = new ArrayList<>();
    for (int index = 0; index < policy.rules().size(); index++) {
      Rule rule = policy.rules().get(index);
      if (rule.rulingOn(today).isEmpty()) {
        continue;
      }
      switch (rule.scope().fit(subject, behavior)) {
        case YES -> {
          return doubts;
        }
        case PERHAPS -> doubts.add("rules[" + index + "] may decide: " + missing(rule.scope()));
        case NO -> {
          // It is about others.
        }
      }
    }
    tag().ifPresent(doubts::add);
    return doubts;
  }

  /** Whether one of them makes a difference. */
  public boolean mayDecide(CacheBehavior behavior) {
    return new Judge(policy, subject, today).isUndecided(behavior);
  }

  /** The rules by which the guard may only tell, and not repair; each in words. */
  public List<String> aboutMode() {
    List<String> doubts = new ArrayList<>();
    for (int index = 0; index < policy.rules().size(); index++) {
      Rule rule = policy.rules().get(index);
      if (rule.notifyOnly() && rule.scope().fit(subject) == Scope.Fit.PERHAPS) {
        doubts.add("rules[" + index + "] may set mode notify: " + missing(rule.scope()));
      }
    }
    return doubts;
  }

  private Optional<String> tag() {
    return policy
        .exemptionTag()
        .filter(_ -> subject.tags().isEmpty())
        .map(
            tag ->
                "the tag " + Excerpt.of(tag.key()) + " may exempt it: say " + option.apply("tags"));
  }

  private String missing(Scope scope) {
    List<String> options = new ArrayList<>();
    if (subject.account().isEmpty() && scope.account().isPresent()) {
      options.add(option.apply("account"));
    }
    if (subject.distribution().isEmpty() && scope.distribution().isPresent()) {
      options.add(option.apply("id"));
    }
    if (subject.tags().isEmpty() && !scope.tags().isEmpty()) {
      options.add(option.apply("tags"));
    }
    return "say " + String.join(" and ", options);
  }
}
