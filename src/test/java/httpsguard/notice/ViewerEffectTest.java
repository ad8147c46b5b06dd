package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewerEffectTest {
  private static final List<String> ALL =
      List.of("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH");
  private static final List<String> OTHERS = List.of("DELETE", "OPTIONS", "PATCH", "POST", "PUT");

  @Test
  void redirectAnswersReadersWith301AndIsNotCertainOfWriters() {
    ViewerEffect effect = effect(ALL, ViewerProtocolPolicy.REDIRECT_TO_HTTPS);
    assertEquals(new ViewerEffect(List.of("GET", "HEAD"), List.of(), OTHERS), effect);
  }

  @Test
  void sendsDataByWhatChangesIt() {
    assertEquals(List.of("DELETE", "PATCH", "POST", "PUT"), ViewerEffect.sending(behavior(ALL)));
    assertEquals(List.of(), ViewerEffect.sending(behavior(List.of("GET", "HEAD", "OPTIONS"))));
  }

  @Test
  void httpsOnlyRefusesEveryMethod() {
    ViewerEffect effect = effect(ALL, ViewerProtocolPolicy.HTTPS_ONLY);
    assertEquals(
        List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"), effect.refused());
    assertTrue(effect.redirected().isEmpty());
  }

  @Test
  void takesGetAndHeadWhereTheConfigDoesNotSay() {
    ViewerEffect effect = effect(List.of(), ViewerProtocolPolicy.REDIRECT_TO_HTTPS);
    assertEquals(List.of("GET", "HEAD"), effect.redirected());
  }

  private static ViewerEffect effect(List<String> methods, ViewerProtocolPolicy to) {
    return ViewerEffect.of(behavior(methods), to);
  }

  private static CacheBehavior behavior(List<String> methods) {
    return new CacheBehavior(
        0, Optional.empty(), "s3", ViewerProtocolPolicy.ALLOW_ALL, methods, false);
  }
}
