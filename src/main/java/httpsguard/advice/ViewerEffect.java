package httpsguard.advice;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.text.Quoted;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What viewers on plain HTTP get from a repaired cache behavior, once the repair is deployed. Never
 * the object.
 *
 * @param methods those that get each answer, in alphabetical order; an answer that none gets is not
 *     there
 */
public record ViewerEffect(Map<Answer, List<String>> methods) {
  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> SEND = List.of("DELETE", "PATCH", "POST", "PUT");

  /** How CloudFront answers. */
  public enum Answer {
    REDIRECTED("redirected", "a redirect to HTTPS (301)"),
    /**
     * AWS's pages disagree: the page on viewers says 307 (403 below HTTP/1.1), the page on S3
     * origins says 403 (CloudFront guide, using-https-viewers-to-cloudfront and
     * using-https-cloudfront-to-s3-origin).
     */
    REDIRECTED_OR_REFUSED(
        "redirectedOrRefused",
        "a redirect (307) or a refusal (403): AWS's pages disagree. The object is never served."),
    REFUSED("refused", "a refusal (403)");

    private final String word;
    private final String words;

    Answer(String word, String words) {
      this.word = word;
      this.words = words;
    }

    /** As the outcome's JSON has it. */
    public String word() {
      return word;
    }
  }

  public ViewerEffect {
    methods = Collections.unmodifiableMap(methods);
  }

  /**
   * @param to the viewer protocol policy that the behavior is repaired to
   */
  public static ViewerEffect of(CacheBehavior behavior, ViewerProtocolPolicy to) {
    List<String> methods = behavior.allowedMethods().isEmpty() ? READ : behavior.allowedMethods();
    return new ViewerEffect(
        methods.stream()
            .sorted()
            .distinct()
            .collect(
                Collectors.groupingBy(
                    method -> answer(method, to),
                    () -> new EnumMap<>(Answer.class),
                    Collectors.toList())));
  }

  private static Answer answer(String method, ViewerProtocolPolicy to) {
    if (to.equals(ViewerProtocolPolicy.HTTPS_ONLY)) {
      return Answer.REFUSED;
    }
    return READ.contains(method) ? Answer.REDIRECTED : Answer.REDIRECTED_OR_REFUSED;
  }

  /** The methods with what they get. */
  public List<List<String>> rows() {
    return methods.entrySet().stream()
        .map(entry -> List.of(Labels.list(entry.getValue(), Quoted::plain), entry.getKey().words))
        .toList();
  }

  /** The methods that send or change data, which fail where they are not redirected. */
  static List<String> sending(CacheBehavior behavior) {
    return behavior.allowedMethods().stream().filter(SEND::contains).sorted().distinct().toList();
  }
}
