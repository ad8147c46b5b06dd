package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.advice.AuditorControls;
import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Labels;
import httpsguard.advice.Remedy;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.text.Part;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The notice of one outcome while it is written: first what happened and what to do, then the
 * evidence, for whoever wants to see it.
 */
final class NoticeBuilder {
  static final Part SENDER =
      new Part.Paragraph(
          "This notice is from HTTPS Guard for CloudFront, a function in this account that keeps"
              + " plain HTTP away from S3. Its policy and its mode are parameters of its"
              + " CloudFormation stack.");

  private static final String EARLIER_TRY =
      " (The call's event may have been delivered before: HTTPS Guard may have repaired something"
          + " in an earlier attempt without notifying anyone.)";

  /**
   * What a tag's value may be, except line breaks and the like, and not only blanks: SNS rejects a
   * whole message because of an attribute that it does not take.
   */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?=.*[^\\p{Zs}])[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]{1,256}");

  private final CallOutcome.Told told;
  private final Outcome.About about;
  private final Optional<String> ownerTag;
  private final List<Part> parts = new ArrayList<>();
  private String summary = "";
  private List<String> warnings = List.of();
  private List<Step> steps = List.of();

  NoticeBuilder(CallOutcome.Told told, Optional<String> ownerTag) {
    this.told = told;
    this.ownerTag = ownerTag;
    about = told.outcome().about();
  }

  Trigger.Called trigger() {
    return told.trigger();
  }

  /** The distribution in a sentence. */
  String distribution() {
    return "CloudFront " + kind() + "distribution " + id();
  }

  /** What the call is known to have done about plain HTTP, as a verb. */
  String letOrMayHaveLet() {
    return trigger().event() instanceof DistributionChange change
            && change.written().stream()
                .flatMap(config -> config.behaviors().stream())
                .anyMatch(behavior -> behavior.viewerProtocolPolicy().servesHttp())
        ? "let"
        : "may have let";
  }

  ExemptionWords exemptions(Assessment assessment) {
    return new ExemptionWords(
        assessment, about.tagsFailure(), trigger().event() instanceof TagChange);
  }

  Remedy remedy(Assessment found) {
    return new Remedy(told, found);
  }

  /** Whether an earlier attempt at the same event may have repaired something unheard. */
  boolean mayHaveRepairedBefore() {
    return trigger().isRepeat() && !told.lastWritten();
  }

  /**
   * @param actNow whether the reader has to do something at once
   */
  void begin(String whatHappened, String actNow) {
    String happened = mayHaveRepairedBefore() ? whatHappened + EARLIER_TRY : whatHappened;
    String answer = "Act now? " + actNow;
    summary = happened + " " + answer;
    say(List.of(happened, answer));
  }

  void warn(Assessment assessment, List<String> consequences) {
    warnings =
        Stream.concat(exemptions(assessment).remarks().stream(), consequences.stream()).toList();
    say(warnings);
  }

  void ask(List<Step> toDo) {
    steps = toDo;
    parts.add(new Part.Steps("What to do", toDo));
  }

  void say(String paragraph) {
    parts.add(new Part.Paragraph(paragraph));
  }

  void say(List<String> paragraphs) {
    paragraphs.forEach(this::say);
  }

  void table(String heading, List<List<String>> rows) {
    parts.add(new Part.Table(heading, rows));
  }

  /** Which distribution it is, and who called. */
  void show() {
    parts.addAll(Evidence.of(told));
  }

  void show(Assessment assessment, JudgedTables.Findings findings) {
    show();
    behaviors("Cache behaviors, in the order in which CloudFront tries them", assessment, findings);
  }

  void behaviors(String heading, Assessment assessment, JudgedTables.Findings findings) {
    table(heading, JudgedTables.behaviors(assessment.behaviors(), findings));
    table("Origins", JudgedTables.origins(assessment.behaviors()));
    table("Exempt, and so left alone", exemptions(assessment).rows());
  }

  /** What was not judged, and what auditors see. */
  void sayOfUnchanged(Assessment live) {
    say(Consequences.limits(live));
    say(new AuditorControls(live).unchanged());
  }

  /**
   * @param before what stands before the distribution in the subject
   * @param behind what follows it
   */
  Notice finish(String before, String behind) {
    parts.add(SENDER);
    return new Notice(
        new Notice.Envelope(
            told.outcome().name(),
            about.account(),
            List.of(id()),
            owner(about, ownerTag).stream().toList(),
            Optional.of(id()),
            maxSize -> OutcomeJson.of(told, maxSize)),
        SubjectLine.of(before + kind(), about.aliases().stream().findFirst(), id(), behind),
        summary,
        warnings,
        steps,
        parts,
        List.of(Evidence.inShort(told)));
  }

  /**
   * The owning team, where the tags name one that SNS takes.
   *
   * @param ownerTag the key of the tag that names it
   */
  static Optional<String> owner(Outcome.About about, Optional<String> ownerTag) {
    return ownerTag
        .flatMap(key -> about.tags().flatMap(tags -> Optional.ofNullable(tags.get(key))))
        .filter(owner -> ATTRIBUTE.matcher(owner).matches());
  }

  private String id() {
    return about.distribution().value();
  }

  /** The kind and a blank; empty for a standard distribution. */
  private String kind() {
    return Labels.ofKind(about.kind()).map(kind -> kind + " ").orElse("");
  }
}
