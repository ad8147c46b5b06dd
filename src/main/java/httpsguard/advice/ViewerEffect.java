package httpsguard.advice;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.util.List;

/**
 * What viewers on plain HTTP get from a repaired cache behavior, once the repair is deployed. Never
 * the object.
 *
 * @param redirected the methods that get a 301 to the same URL over HTTPS
 * @param refused the methods that get a 403
 * @param redirectedOrRefused the methods on which AWS's pages disagree: the page on viewers says
 *     307 (403 below HTTP/1.1), the page on S3 origins says 403 (CloudFront guide,
 *     using-https-viewers-to-cloudfront and using-https-cloudfront-to-s3-origin)
 */
public record ViewerEffect(
    List<String> redirected, List<String> refused, List<String> redirectedOrRefused) {
  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> SEND = List.of("DELETE", "PATCH", "POST", "PUT");

  /**
   * @param to the viewer protocol policy that the behavior is repaired to
   */
  public static ViewerEffect of(CacheBehavior behavior, ViewerProtocolPolicy to) {
    List<String> methods =
        behavior.allowedMethods().isEmpty()
            ? READ
            : behavior.allowedMethods().stream().sorted().distinct().toList();
    if (to.equals(ViewerProtocolPolicy.HTTPS_ONLY)) {
      return new ViewerEffect(List.of(), methods, List.of());
    }
    return new ViewerEffect(
        methods.stream().filter(READ::contains).toList(),
        List.of(),
        methods.stream().filter(method -> !READ.contains(method)).toList());
  }

  /** The methods that send or change data, which fail where they are not redirected. */
  static List<String> sending(CacheBehavior behavior) {
    return behavior.allowedMethods().stream().filter(SEND::contains).sorted().distinct().toList();
  }
}
