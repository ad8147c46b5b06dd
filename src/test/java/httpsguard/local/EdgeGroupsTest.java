package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an origin group asks its second member. */
class EdgeGroupsTest extends EdgeFixture {
  @Test
  void aGroupsPrimaryIsAskedFirstAndAlone() {
    defaultBehavior = behavior("", "both", "allow-all");

    assertEquals(List.of("assets 200"), asked("GET"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void aGroupFailsOverOnAListedStatus(String method) {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 503);

    assertEquals(List.of("assets 503", "replica 200"), asked(method));
    assertEquals(200, ask(method, "http://www.example.com/a").status());
  }

  @ParameterizedTest
  @CsvSource({"503, 200", "504, 504"})
  void aGroupFailsOverFromAWebsiteEndpointOverHttpsOnAListedStatus(int unconnected, int status) {
    defaultBehavior = behavior("", "both", "allow-all");
    origins.set(
        0, origin("assets", "a.s3-website-eu-west-1.amazonaws.com", custom("match-viewer")));
    edge = edge.withUnconnected(unconnected);

    assertEquals(status, ask("GET", "https://www.example.com/a").status());
    assertEquals("assets", ask("GET", "http://www.example.com/a").servedBy().get().origin().id());
  }

  @Test
  void aGroupDoesNotFailOverOnAnotherStatus() {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 404);

    assertEquals(List.of("assets 404"), asked("GET"));
    assertServedNothing(404, ask("GET", "http://www.example.com/a"));
  }

  @Test
  void aGroupDoesNotFailOverForAnotherMethod() {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 503);

    assertEquals(List.of("assets 503"), asked("POST"));
  }

  @Test
  void aGroupThatFailsWhollyServesTheLastError() {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 503).withFailing("replica", 500);

    assertServedNothing(500, ask("GET", "http://www.example.com/a"));
  }

  private List<String> asked(String method) {
    return ask(method, "http://www.example.com/a").originRequests().stream()
        .map(request -> request.origin().id() + " " + request.status())
        .toList();
  }
}
