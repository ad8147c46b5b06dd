package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cache behavior decides, and of which configs none does. */
class EdgeBehaviorsTest extends EdgeFixture {
  @ParameterizedTest
  @CsvSource({
    "/images/*, /images/a.jpg, true",
    "/images/*, /images/, true",
    "/images/*, /images, false",
    "images/*, /images/a.jpg, true",
    "/images/*, /Images/a.jpg, false",
    "*.jpg, /a/b/c.jpg, true",
    "*.jpg, /a.jpg.png, false",
    "*.jpg, /a.JPG, false",
    "/a*.jpg, /a.jpg, true",
    "/a?.jpg, /a1.jpg, true",
    "/a?.jpg, /a.jpg, false",
    "/a?.jpg, /a12.jpg, false",
    "/a??b, /axyb, true",
    "/*/b/*, /a/b/, true",
    "/*/b/*, /a/c/b, false",
    "*, /, true",
    "/exact, /exact, true",
    "/exact, /exact/, false",
    "/search*, /search?q=/other, true",
    "*q=1, /a?q=1, false",
    "/a.b, /axb, false",
    "/a+[b]$, /a+[b]$, true",
  })
  void aPathPatternFits(String pattern, String target, boolean fits) {
    behaviors.add(behavior(pattern, "api", "allow-all"));

    EdgeAnswer answer =
        edge.answer(
            config(),
            new ViewerRequest(Protocol.HTTP, "HTTP/1.1", "GET", "www.example.com", target));

    assertEquals(fits ? "api" : "assets", answer.servedBy().orElseThrow().origin().id());
  }

  @Test
  void theFirstBehaviorThatFitsWinsAndTheDefaultIsLast() {
    behaviors.add(behavior("/a/b/*", "api", "https-only"));
    behaviors.add(behavior("/a/*", "assets", "redirect-to-https"));
    behaviors.add(behavior("/a/b/c", "assets", "allow-all"));

    assertEquals(403, ask("GET", "http://www.example.com/a/b/c").status());
    assertEquals(301, ask("GET", "http://www.example.com/a/c").status());
    assertEquals(200, ask("GET", "http://www.example.com/b").status());
  }

  @Test
  void manyStarsTakeNoForever() {
    behaviors.add(behavior("*a".repeat(100) + "b", "api", "allow-all"));

    assertEquals(
        "assets",
        ask("GET", "http://www.example.com/" + "a".repeat(8_000))
            .servedBy()
            .orElseThrow()
            .origin()
            .id());
  }

  @Test
  void aConfigThatCloudFrontWouldNotHaveTakenIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> edge.answer(Bytes.utf8("no config"), ViewerRequest.of("GET", "http://a/")));
    defaultBehavior = behavior("", "assets", "please");
    assertThrows(IllegalArgumentException.class, () -> ask("GET", "http://www.example.com/"));
    defaultBehavior = behavior("", "nowhere", "allow-all");
    assertThrows(IllegalArgumentException.class, () -> ask("GET", "http://www.example.com/"));
  }
}
