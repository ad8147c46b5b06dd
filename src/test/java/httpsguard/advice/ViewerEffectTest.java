package httpsguard.advice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.advice.ViewerEffect.Answer;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.local.Bytes;
import httpsguard.local.Edge;
import httpsguard.local.Protocol;
import httpsguard.local.ViewerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerEffectTest {
  private static final List<String> ALL =
      List.of("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH");
  private static final List<String> OTHERS = List.of("DELETE", "OPTIONS", "PATCH", "POST", "PUT");

  @Test
  void redirectAnswersReadersWith301AndIsNotCertainOfWriters() {
    ViewerEffect effect = effect(ALL, ViewerProtocolPolicy.REDIRECT_TO_HTTPS);
    assertEquals(
        Map.of(Answer.REDIRECTED, List.of("GET", "HEAD"), Answer.REDIRECTED_OR_REFUSED, OTHERS),
        effect.methods());
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
        Map.of(Answer.REFUSED, List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")),
        effect.methods());
  }

  @Test
  void takesGetAndHeadWhereTheConfigDoesNotSay() {
    ViewerEffect effect = effect(List.of(), ViewerProtocolPolicy.REDIRECT_TO_HTTPS);
    assertEquals(Map.of(Answer.REDIRECTED, List.of("GET", "HEAD")), effect.methods());
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.1, redirect-to-https", "HTTP/1.0, redirect-to-https", "HTTP/1.1, https-only"})
  void saysOfEachMethodWhatTheEdgeAnswers(String version, String policy) {
    ViewerProtocolPolicy to = new ViewerProtocolPolicy(policy);
    String reading = Configs.config().xml();
    for (String xml :
        List.of(
            reading,
            reading.replaceAll("<AllowedMethods>.*?</AllowedMethods>", ""),
            Configs.config().allowingAllMethods().xml())) {
      DistributionDocument document = DistributionDocument.of(xml.getBytes(UTF_8));
      ViewerEffect effect = ViewerEffect.of(document.config().behaviors().getLast(), to);
      Bytes repaired = Bytes.of(document.with(Map.of(0, to)).bytes());
      for (String method : ALL) {
        var request = new ViewerRequest(Protocol.HTTP, version, method, "www.example.com", "/a");
        int status = Edge.healthy().answer(repaired, request).status();
        assertTrue(said(effect, method).contains(status), () -> method + " gets " + status);
      }
    }
  }

  /** The statuses with which a method may be answered; one that is not forwarded is refused. */
  private static List<Integer> said(ViewerEffect effect, String method) {
    return effect.methods().entrySet().stream()
        .filter(entry -> entry.getValue().contains(method))
        .map(Map.Entry::getKey)
        .findFirst()
        .map(
            answer ->
                switch (answer) {
                  case REDIRECTED -> List.of(301);
                  case REDIRECTED_OR_REFUSED -> List.of(307, 403);
                  case REFUSED -> List.of(403);
                })
        .orElse(List.of(403));
  }

  private static ViewerEffect effect(List<String> methods, ViewerProtocolPolicy to) {
    return ViewerEffect.of(behavior(methods), to);
  }

  private static CacheBehavior behavior(List<String> methods) {
    return new CacheBehavior(
        0, Optional.empty(), "s3", ViewerProtocolPolicy.ALLOW_ALL, methods, false);
  }
}
