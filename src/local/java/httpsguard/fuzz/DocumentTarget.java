package httpsguard.fuzz;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Any bytes as a config: refused in words, or judged and edited. Of an edit only viewer protocol
 * policies are changed, as the JDK's own reader sees it too; it repairs everything; and editing
 * again changes nothing.
 */
public final class DocumentTarget {
  private static final HttpsPolicy POLICY = new HttpsPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS);
  private static final Subject SUBJECT =
      new Subject("111122223333", new DistributionId("EDFDVBD632BHDS5")).with(Map.of());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private DocumentTarget() {}

  /** The fuzzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    DistributionDocument document;
    try {
      document = DistributionDocument.of(bytes);
    } catch (MalformedConfigException e) {
      Printable.require("error", String.valueOf(e.getMessage()), 300);
      return;
    }
    requireOneMeaning(bytes, document.config());
    Map<Integer, ViewerProtocolPolicy> repairs = assess(document).repairs();
    DistributionDocument edited = document.with(repairs);
    requireSame("what is judged", masked(document.config()), masked(edited.config()));
    requireSame(
        "what is read again", edited.config(), DistributionDocument.of(edited.bytes()).config());
    requireSame("what is left to repair", Map.of(), assess(edited).repairs());
    requireSame("a second edit", edited, edited.with(repairs));
    OtherReader.requireSameButForPolicies(document.bytes(), edited.bytes(), repairs.size());
  }

  /** What is judged can be decoded in one way, and each id in it stands for one thing. */
  private static void requireOneMeaning(byte[] bytes, DistributionConfig config) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new AssertionError("what is judged is not UTF-8", e);
    }
    List<String> ids = new ArrayList<>();
    config.origins().forEach(origin -> ids.add(origin.id()));
    config.originGroups().forEach(group -> ids.add(group.id()));
    requireSame("ids of origins and groups", ids.size(), Set.copyOf(ids).size());
  }

  private static Assessment assess(DistributionDocument document) {
    return POLICY.assess(document.config(), SUBJECT, TODAY);
  }

  /** The config with the same viewer protocol policy everywhere. */
  private static DistributionConfig masked(DistributionConfig config) {
    List<CacheBehavior> behaviors = new ArrayList<>();
    for (CacheBehavior behavior : config.behaviors()) {
      behaviors.add(
          new CacheBehavior(
              behavior.precedence(),
              behavior.pathPattern(),
              behavior.targetOriginId(),
              ViewerProtocolPolicy.HTTPS_ONLY,
              behavior.allowedMethods(),
              behavior.edgeFunctions()));
    }
    return new DistributionConfig(
        config.enabled(),
        config.kind(),
        config.aliases(),
        config.origins(),
        config.originGroups(),
        behaviors);
  }

  private static void requireSame(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(what + " is " + actual + ", not " + expected);
    }
  }
}
