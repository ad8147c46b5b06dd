package httpsguard.notice;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.util.List;

/**
 * What viewers that speak plain HTTP get from a repaired cache behavior, once the repair is
 * deployed. Never the object.
 *
 * @param redirected the methods that get a 301 to the same URL over HTTPS
 * @param refused the methods that get a 403
 * @param redirectedOrRefused the methods of which AWS's pages disagree: the page on viewers says
 *     307 (403 below HTTP/1.1), the page on S3 origins says 403 (CloudFront guide,
 *     using-https-viewers-to-cloudfront and using-https-cloudfront-to-s3-origin)
 */
record ViewerEffect(
    List<String> redirected, List<String> refused, List<String> redirectedOrRefused) {
  private static final List<String> SAFE = List.of("GET", "HEAD");

  ViewerEffect {
    redirected = List.copyOf(redirected);
    refused = List.copyOf(refused);
    redirectedOrRefused = List.copyOf(redirectedOrRefused);
  }

  /**
   * @param to the viewer protocol policy that the behavior is repaired to
   */
  static ViewerEffect of(CacheBehavior behavior, ViewerProtocolPolicy to) {
    List<String> methods =
        behavior.allowedMethods().isEmpty()
            ? SAFE
            : behavior.allowedMethods().stream().sorted().toList();
    if (to.equals(ViewerProtocolPolicy.HTTPS_ONLY)) {
      return new ViewerEffect(List.of(), methods, List.of());
    }
    return new ViewerEffect(
        methods.stream().filter(SAFE::contains).toList(),
        List.of(),
        methods.stream().filter(method -> !SAFE.contains(method)).toList());
  }

  /** Whether clients that send data over plain HTTP will fail. */
  boolean breaksWriters() {
    return !redirectedOrRefused.isEmpty()
        || refused.stream().anyMatch(method -> !SAFE.contains(method));
  }
}
