package httpsguard.cli;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.CachedCopies;
import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Installed;
import httpsguard.advice.Labels;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.Remedy;
import httpsguard.advice.Source;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionKind;
import httpsguard.notice.JudgedTables;
import httpsguard.policy.Assessment;
import httpsguard.policy.Doubts;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Mode;
import httpsguard.text.Paragraphs;
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of a config that is judged from a file: its verdicts, what HTTPS Guard would do
 * about it, and what to do.
 *
 * @param name what the distribution is called
 * @param file where its config stands
 * @param mode in which HTTPS Guard would be about it
 * @param doubts why a verdict is not certain
 */
public record ConfigPreview(
    String name, String file, Assessment found, Mode mode, DistributionKind kind, Doubts doubts) {

  /**
   * A table of the cache behaviors and one of their origins.
   *
   * @param heading what the config is of
   * @param doubts why a verdict is not certain
   */
  static String verdicts(String heading, Assessment assessment, Doubts doubts) {
    return Paragraphs.of(
        List.of(
            new Part.Table(heading, rows(assessment, doubts)),
            new Part.Table("Origins", JudgedTables.origins(assessment.behaviors()))));
  }

  private static List<List<String>> rows(Assessment assessment, Doubts doubts) {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> verdicts =
        JudgedTables.behaviors(assessment.behaviors(), JudgedTables.Findings.FOUND);
    for (JudgedBehavior judged : assessment.behaviors()) {
      List<String> row = new ArrayList<>(verdicts.get(judged.behavior().precedence()));
      List<String> about = deciding(judged, doubts);
      if (!about.isEmpty()) {
        String verdict = judged.mayBeFinding() ? "UNDECIDED" : row.get(2);
        row.set(2, verdict + ": " + String.join("; ", about));
      }
      rows.add(row);
    }
    return rows;
  }

  /** What may decide of a verdict that is not certain. */
  private static List<String> deciding(JudgedBehavior judged, Doubts doubts) {
    return judged.isOpen() && doubts.mayDecide(judged.behavior())
        ? doubts.about(judged.behavior())
        : List.of();
  }

  /** What HTTPS Guard would do, and what to do, as readable text. */
  public String text() {
    List<Part> text = new ArrayList<>();
    Consequences consequences = new Consequences(found);
    text.add(new Part.Paragraph(summary()));
    add(text, new ExemptionWords(found, Optional.empty(), /* isAboutTags= */ false).remarks());
    add(text, consequences.warnings(Installed.NOT_YET));
    text.add(new Part.Steps("What to do", steps()));
    consequences
        .effects()
        .forEach(
            (effect, findings) ->
                text.add(
                    new Part.Table(
                        "What viewers on plain HTTP would get at " + Labels.of(findings),
                        effect.rows())));
    add(text, consequences.notes());
    text.add(new Part.Paragraph(new AuditorControls(found).unchanged()));
    return Paragraphs.of(text);
  }

  private static void add(List<Part> text, List<String> paragraphs) {
    paragraphs.stream().map(Part.Paragraph::new).forEach(text::add);
  }

  private String summary() {
    return "%s, judged from %s: %s %s Nothing was changed, and no one was notified."
        .formatted(
            name,
            file,
            found.drift().isEmpty() && !LeftOpen.isPlainHttpCertain(found)
                ? "whether viewers can use plain HTTP to reach S3 cannot be judged."
                : "viewers can use plain HTTP to reach S3.",
            whatItWouldDo());
  }

  private String whatItWouldDo() {
    if (found.findings().isEmpty()) {
      return found.undecided().isEmpty()
          ? "If HTTPS Guard were installed, it would change nothing here and notify people"
              + (found.leftOpen().stream().allMatch(judged -> deciding(judged, doubts).isEmpty())
                  ? "."
                  : ", unless the distribution is exempt: see what may decide.")
          : "Whether HTTPS Guard would change anything here is not known: see what is UNDECIDED.";
    }
    String would =
        switch (mode) {
          case REMEDIATE ->
              "If HTTPS Guard were installed in mode \"remediate\", it would set %s and notify"
                  + " people.";
          case NOTIFY ->
              "If HTTPS Guard were installed in mode \"notify\", it would change nothing and notify"
                  + " people. In mode \"remediate\" it would set %s.";
        };
    return would.formatted(Consequences.change(found.findings()))
        + (found.undecided().isEmpty()
            ? ""
            : " Whether it would change what is UNDECIDED as well is not known.");
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    boolean isDrift = !found.drift().isEmpty();
    if (isDrift) {
      Source source = Source.of(Tool.UNKNOWN, Optional.of(kind), doubts.subject().tags());
      steps.add(Step.of("Correct it " + source.where() + ": " + source.setting(found)));
      steps.add(Remedy.check());
    }
    steps.addAll(Remedy.cures(found, Installed.NOT_YET));
    if (isDrift) {
      String id =
          doubts.subject().distribution().map(DistributionId::value).orElse("DISTRIBUTION_ID");
      steps.add(CachedCopies.clear(id, Optional.of(kind), found, found));
      Remedy.exemptionTag(found).map(ConfigPreview::exempt).ifPresent(steps::add);
    }
    return steps;
  }

  private static Step exempt(String key) {
    return Step.of(
        ("Only if viewers must have plain HTTP for a while: before you install HTTPS Guard, set the"
                + " tag %s of the distribution to the last day and the reason, such as"
                + " \"2027-03-31 set-top boxes\", or add a rule for it to the policy.")
            .formatted(Quoted.of(key)));
  }
}
