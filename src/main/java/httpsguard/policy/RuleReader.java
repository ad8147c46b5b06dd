package httpsguard.policy;

import httpsguard.distribution.DistributionId;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Rule.Ruling;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one rule of a policy document. */
final class RuleReader {
  private static final List<String> MATCHERS =
      List.of("account", "distribution", "pathPattern", "tags");
  private static final List<String> FIELDS =
      Stream.concat(MATCHERS.stream(), Stream.of("policy", "until", "reason", "mode")).toList();

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int MAX_PATH_PATTERN = 255;
  private static final int MAX_REASON = 256;

  private final Fields fields;

  RuleReader(Fields fields) {
    this.fields = fields;
  }

  /** Empty if something is wrong with the rule, and so reported. */
  Optional<Rule> read() {
    int before = fields.problems().size();
    fields.allowOnly(FIELDS);
    Scope scope = scope();
    Optional<Ruling> ruling = ruling();
    boolean notifyOnly = notifyOnly();
    if (MATCHERS.stream().noneMatch(fields::has)) {
      report(
          "has no matcher (needed: one or more of "
              + String.join(", ", MATCHERS)
              + "; what holds for everything is the document's policy and the setting MODE)");
    }
    if (!fields.has("policy") && !fields.has("mode")) {
      report("decides nothing (needed: policy, mode, or both)");
    }
    return fields.problems().size() == before
        ? Optional.of(new Rule(scope, ruling, notifyOnly))
        : Optional.empty();
  }

  private Scope scope() {
    return new Scope(
        fields.readText(
            "account", "twelve digits in quotes", text -> ACCOUNT.matcher(text).matches()),
        fields
            .readText(
                "distribution",
                "a distribution id, 5 to 32 upper-case letters and digits",
                DistributionId::isId)
            .map(DistributionId::new),
        fields
            .readText(
                "pathPattern",
                "a path pattern of 1 to 255 characters",
                text -> !text.isBlank() && text.length() <= MAX_PATH_PATTERN)
            .map(PathPattern::new),
        fields
            .read(
                "tags",
                Map.class,
                "an object with one tag or more, such as {\"managed-by\": \"terraform\"}",
                object -> !object.isEmpty())
            .map(this::tags)
            .orElse(Map.of()));
  }

  private Map<String, String> tags(Map<?, ?> object) {
    Fields tags = new Fields(Fields.path(fields.path(), "tags"), object, fields.problems());
    Map<String, String> read = new HashMap<>();
    for (String key : tags.names()) {
      if (!Tags.isKey(key)) {
        tags.report(key, "is not a tag key (allowed: " + Tags.KEYS + ")");
      }
      tags.readText(key, Tags.VALUES, Tags::isValue).ifPresent(value -> read.put(key, value));
    }
    return read;
  }

  private Optional<Ruling> ruling() {
    Optional<ViewerProtocolPolicy> policy =
        fields
            .readText(
                "policy",
                "redirect-to-https, https-only, allow-all",
                text -> new ViewerProtocolPolicy(text).isKnown())
            .map(ViewerProtocolPolicy::new);
    if (policy.equals(Optional.of(ViewerProtocolPolicy.ALLOW_ALL))) {
      return allow();
    }
    boolean isOther = policy.isPresent() || !fields.has("policy");
    for (String name : List.of("until", "reason")) {
      if (isOther && fields.has(name)) {
        fields.report(name, "stands alone (allowed: beside \"policy\": \"allow-all\" only)");
      }
    }
    return policy.map(Ruling.Require::new);
  }

  private Optional<Ruling> allow() {
    Optional<LocalDate> until =
        fields
            .requireText(
                "until",
                "the exemption's last day, such as 2027-03-31",
                text -> DATE.matcher(text).matches() && ExemptionTag.date(text).isPresent())
            .flatMap(ExemptionTag::date);
    Optional<String> reason =
        fields
            .requireText(
                "reason",
                "why, in 1 to " + MAX_REASON + " characters",
                text -> !text.isBlank() && text.strip().length() <= MAX_REASON)
            .map(String::strip);
    return until.flatMap(day -> reason.map(words -> new Ruling.Allow(day, words)));
  }

  private boolean notifyOnly() {
    if (fields.has("mode") && fields.has("pathPattern")) {
      fields.report(
          "mode", "stands beside pathPattern (allowed: without; a distribution has one mode)");
    }
    return fields
        .readText(
            "mode",
            "notify; a rule cannot make the guard write where MODE says notify",
            Mode.NOTIFY.word()::equals)
        .isPresent();
  }

  private void report(String says) {
    fields.problems().add(new PolicyProblem(fields.path(), says));
  }
}
