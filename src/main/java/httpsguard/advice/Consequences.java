package httpsguard.advice;

import httpsguard.distribution.Origin;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import httpsguard.policy.JudgedBehavior;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What findings and their repair mean. */
public record Consequences(Assessment found) {
  /** What plain HTTP gets once the repair is deployed, each with the findings that share it. */
  public Map<ViewerEffect, List<Finding>> effects() {
    return found.drift().stream()
        .collect(
            Collectors.groupingBy(
                finding -> ViewerEffect.of(finding.behavior(), finding.to()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** Follows "set". */
  public static String change(List<Finding> findings) {
    List<String> to =
        findings.stream().map(finding -> finding.to().value()).distinct().sorted().toList();
    return Labels.count(findings.size(), "cache behavior")
        + " to "
        + String.join(" or ", to)
        + (to.size() > 1 ? ", as shown for each" : "");
  }

  /** What may break, or is not fixed: each a paragraph that the reader must not miss. */
  public List<String> warnings(Installed installed) {
    List<String> warnings = new ArrayList<>();
    sending(installed).ifPresent(warnings::add);
    warnings.addAll(S3Origins.words(found.behaviors(), installed));
    warnings.addAll(LeftOpen.words(found, installed));
    return warnings;
  }

  /** Whether clients may send data over plain HTTP that will no longer be accepted. */
  public boolean mayBreakClients() {
    return !senders().isEmpty();
  }

  /** Where edge functions run, which are not judged. */
  static List<JudgedBehavior> atTheEdge(Assessment assessment) {
    return assessment.behaviors().stream()
        .filter(judged -> judged.behavior().edgeFunctions() && judged.reachesS3())
        .toList();
  }

  /** What is good to know, each a paragraph. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (found.drift().stream()
        .anyMatch(finding -> finding.to().equals(ViewerProtocolPolicy.REDIRECT_TO_HTTPS))) {
      notes.add(
          "A redirected viewer sends two requests: one over HTTP, then one over HTTPS. If you pay"
              + " CloudFront for requests, you pay for both.");
    }
    notes.addAll(limits(found));
    return notes;
  }

  /** What was not judged, each a paragraph. */
  public static List<String> limits(Assessment assessment) {
    List<String> limits = new ArrayList<>();
    List<JudgedBehavior> atTheEdge = atTheEdge(assessment);
    if (!atTheEdge.isEmpty()) {
      limits.add(
          "Lambda@Edge or CloudFront Functions run on "
              + Labels.of(atTheEdge)
              + ". They can send requests to other origins, and change paths: HTTPS Guard does not"
              + " analyze such routing at the edge.");
    }
    List<Origin> upToTenants =
        assessment.behaviors().stream()
            .flatMap(judged -> judged.origins().stream())
            .filter(Origin::isUpToTenants)
            .distinct()
            .toList();
    if (!upToTenants.isEmpty()) {
      limits.add(
          "Not judged: "
              + Labels.list(upToTenants, Labels::of)
              + ". Each tenant's parameters decide where it leads; the distribution does not show"
              + " whether that is S3.");
    }
    return limits;
  }

  private List<Finding> senders() {
    return found.drift().stream()
        .filter(finding -> !ViewerEffect.sending(finding.behavior()).isEmpty())
        .toList();
  }

  /** What clients that send data over plain HTTP are in for; empty where there may be none. */
  public Optional<String> sending(Installed installed) {
    List<Finding> senders = senders();
    if (senders.isEmpty()) {
      return Optional.empty();
    }
    String methods =
        senders.stream()
            .flatMap(finding -> ViewerEffect.sending(finding.behavior()).stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    boolean onlyRefused =
        senders.stream().allMatch(finding -> finding.to().equals(ViewerProtocolPolicy.HTTPS_ONLY));
    return Optional.of(
        ("Warning: viewers may send %s through the cache %s %s. HTTP clients that do so over plain"
                + " HTTP %s fail%s They must use HTTPS.")
            .formatted(
                methods,
                senders.size() == 1 ? "behavior" : "behaviors",
                Labels.of(senders),
                installed == Installed.YES ? "will" : "would",
                onlyRefused
                    ? ": CloudFront answers 403."
                    : " if they do not follow redirects, and perhaps even if they do: CloudFront"
                        + " may answer 403."));
  }
}
