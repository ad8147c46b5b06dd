package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each viewer protocol policy serves, by the rows of CloudFront's guide. */
class EdgeViewersTest extends EdgeFixture {
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void allowAllServesTheObjectOverHttp(String method) {
    EdgeAnswer answer = ask(method, "http://www.example.com/a");

    assertEquals(200, answer.status());
    assertEquals("assets", answer.servedBy().orElseThrow().origin().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void redirectToHttpsRedirectsReadersToTheSameUrlOverHttps(String method) {
    defaultBehavior = behavior("", "assets", "redirect-to-https");

    EdgeAnswer answer = ask(method, "http://www.example.com/a%20b?c=d&e");

    assertEquals(301, answer.status());
    assertEquals(Optional.of("https://www.example.com/a%20b?c=d&e"), answer.location());
    assertServedNothing(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, HTTP/1.1, 307",
    "POST, HTTP/2.0, 307",
    "POST, HTTP/3.0, 307",
    "POST, HTTP/1.0, 403",
    "PUT, HTTP/1.1, 307",
    "PUT, HTTP/1.0, 403",
    "DELETE, HTTP/1.1, 307",
    "DELETE, HTTP/1.0, 403",
    "OPTIONS, HTTP/1.1, 307",
    "OPTIONS, HTTP/1.0, 403",
    "PATCH, HTTP/1.1, 307",
    "PATCH, HTTP/1.0, 403",
    "GET, HTTP/1.0, 301",
  })
  void redirectToHttpsNeverServesOtherMethods(String method, String version, int status) {
    defaultBehavior = behavior("", "assets", "redirect-to-https");

    EdgeAnswer answer =
        edge.answer(
            config(), new ViewerRequest(Protocol.HTTP, version, method, "www.example.com", "/a"));

    assertEquals(status, answer.status());
    assertEquals(status != 403, answer.location().isPresent());
    assertServedNothing(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void httpsOnlyForbidsHttp(String method) {
    defaultBehavior = behavior("", "assets", "https-only");

    EdgeAnswer answer = ask(method, "http://www.example.com/a");

    assertEquals(403, answer.status());
    assertEquals(Optional.empty(), answer.location());
    assertServedNothing(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow-all", "redirect-to-https", "https-only"})
  void everyPolicyServesTheObjectOverHttps(String policy) {
    defaultBehavior = behavior("", "assets", policy);

    assertEquals(200, ask("GET", "https://www.example.com/a").status());
    assertEquals(200, ask("POST", "https://www.example.com/a").status());
  }

  @Test
  void aDisabledDistributionServesNobody() {
    enabled = "false";

    assertEquals(403, ask("GET", "http://www.example.com/a").status());
    assertEquals(403, ask("GET", "https://www.example.com/a").status());
  }

  @ParameterizedTest
  @CsvSource({"allow-all, http", "redirect-to-https, http", "https-only, http", "allow-all, https"})
  void aMethodThatTheBehaviorDoesNotAllowIsForbidden(String policy, String scheme) {
    defaultBehavior = behavior("", "assets", policy).replace(EVERY_METHOD, "<Method>GET</Method>");

    EdgeAnswer answer = ask("PUT", scheme + "://www.example.com/a");

    assertEquals(403, answer.status());
    assertServedNothing(answer);
  }

  @Test
  void withoutAllowedMethodsOnlyReadersAreServed() {
    defaultBehavior =
        behavior("", "assets", "allow-all").replaceAll("<AllowedMethods>.*</AllowedMethods>", "");

    assertEquals(200, ask("HEAD", "http://www.example.com/a").status());
    assertEquals(403, ask("POST", "http://www.example.com/a").status());
  }
}
