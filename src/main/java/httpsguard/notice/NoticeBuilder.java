package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.advice.ExemptionWords;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.Assessment;
import httpsguard.text.Part;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The notice of one outcome while it is written. First what happened and what to do; then the
 * facts, for who wants to see for himself.
 */
final class NoticeBuilder {
  static final Part SENDER =
      new Part.Paragraph(
          "This notice is from HTTPS Guard for CloudFront, a function in this account that keeps"
              + " plain HTTP away from S3. Its policy and its mode are parameters of its"
              + " CloudFormation stack.");

  /**
   * What a tag's value may be, but for line breaks and the like, and not only blanks: a publish
   * that an attribute spoils would take the notice with it.
   */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?=.*[^\\p{Zs}])[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]{1,256}");

  private final Outcome.Concerning outcome;
  private final Optional<String> ownerTag;
  private final List<Part> parts = new ArrayList<>();
  private final Evidence facts;
  private String summary = "";
  private List<String> warnings = List.of();
  private List<Step> steps = List.of();

  NoticeBuilder(Outcome.Concerning outcome, Optional<String> ownerTag) {
    this.outcome = outcome;
    this.ownerTag = ownerTag;
    facts = new Evidence(outcome.about(), parts);
  }

  Outcome.About about() {
    return outcome.about();
  }

  /** The distribution in a sentence. */
  String distribution() {
    return "CloudFront " + kind() + "distribution " + id();
  }

  /** The distribution in a subject. */
  String label() {
    return kind() + id();
  }

  void summarize(String words) {
    summary = words;
    say(words);
  }

  /**
   * @param consequences what may break, or is not cured
   */
  void warn(Assessment assessment, List<String> consequences) {
    warnings =
        Stream.concat(
                new ExemptionWords(about(), assessment).remarks().stream(), consequences.stream())
            .toList();
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

  Evidence facts() {
    return facts;
  }

  Notice finish(String subject) {
    parts.add(SENDER);
    return new Notice(
        envelope(),
        Subject.of(subject),
        summary,
        warnings,
        steps,
        parts,
        List.of(Evidence.inShort(about())));
  }

  private Envelope envelope() {
    return new Envelope(
        outcome.name(),
        about().trigger().account(),
        List.of(id()),
        owner(about(), ownerTag).stream().toList(),
        Optional.of(id()),
        maxSize -> OutcomeJson.of(outcome, maxSize));
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
    return about().trigger().distribution().value();
  }

  /** What sets the distribution apart from a standard one, with a blank; else nothing. */
  private String kind() {
    return about()
        .kind()
        .filter(kind -> kind != DistributionKind.STANDARD)
        .map(kind -> kind.word() + " ")
        .orElse("");
  }
}
