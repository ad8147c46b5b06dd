package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.advice.Correction;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Remedy;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.Assessment;
import httpsguard.text.Paragraphs;
import httpsguard.text.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A notice while it is written. First what happened and what to do; then the facts, for who wants
 * to see for himself.
 */
final class NoticeBuilder {
  static final String SENDER =
      "This notice is from HTTPS Guard for CloudFront, a function in this account that keeps plain"
          + " HTTP away from S3. Its policy and its mode are parameters of its CloudFormation stack.";

  private static final int MAX_SUBJECT = 99;

  private final CallOutcome.Told told;
  private final Outcome.About about;
  private final Paragraphs text = new Paragraphs();
  private final Evidence facts;
  private String summary = "";
  private List<String> warnings = List.of();
  private List<Step> steps = List.of();

  NoticeBuilder(CallOutcome.Told told) {
    this.told = told;
    about = told.outcome().about();
    facts = new Evidence(told, text);
  }

  Trigger.Called trigger() {
    return told.trigger();
  }

  Outcome.About about() {
    return about;
  }

  /** The distribution in a sentence. */
  String distribution() {
    return "CloudFront " + kind() + "distribution " + id();
  }

  /** The distribution in a subject. */
  String label() {
    return kind() + id();
  }

  boolean isConfigKnown() {
    return written().isPresent();
  }

  /** What the call is known to have done about plain HTTP, as a verb. */
  String let() {
    return written().stream()
            .flatMap(config -> config.behaviors().stream())
            .anyMatch(behavior -> behavior.viewerProtocolPolicy().servesHttp())
        ? "let"
        : "may have let";
  }

  private Optional<DistributionConfig> written() {
    return told.trigger() instanceof Trigger.Change(var change)
        ? change.written()
        : Optional.empty();
  }

  ExemptionWords exemptions(Assessment assessment) {
    return ExemptionWords.of(told, assessment);
  }

  /** What people are to do about what was found. */
  Remedy remedy(Assessment found) {
    return new Remedy(about, found, Correction.toolOf(told, found));
  }

  void summarize(String words) {
    summary = words;
    text.say(words);
  }

  /**
   * @param consequences what may break, or is not cured
   */
  void warn(Assessment assessment, List<String> consequences) {
    warnings =
        Stream.concat(exemptions(assessment).remarks().stream(), consequences.stream()).toList();
    say(warnings);
  }

  void ask(List<Step> toDo) {
    steps = toDo;
    text.steps("What to do", toDo);
  }

  void say(String paragraph) {
    text.say(paragraph);
  }

  void say(List<String> paragraphs) {
    paragraphs.forEach(text::say);
  }

  void table(String heading, List<List<String>> rows) {
    text.table(heading, rows);
  }

  Evidence facts() {
    return facts;
  }

  Notice finish(String subject) {
    say(SENDER);
    String whole = "[HTTPS Guard] " + subject;
    return new Notice(
        whole.length() > MAX_SUBJECT ? whole.substring(0, MAX_SUBJECT) : whole,
        summary,
        warnings,
        steps,
        text.toString());
  }

  private String id() {
    return about.distribution().value();
  }

  /** What sets the distribution apart from a standard one, with a blank; else nothing. */
  private String kind() {
    return about
        .kind()
        .filter(kind -> kind != DistributionKind.STANDARD)
        .map(kind -> kind.word() + " ")
        .orElse("");
  }
}
