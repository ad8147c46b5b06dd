package httpsguard.local;

import java.util.List;
import java.util.Optional;

/**
 * How an edge answered a viewer.
 *
 * @param status 200 is the object
 * @param location where a redirect leads
 * @param reason for people
 * @param originRequests in the order in which they were made
 */
public record EdgeAnswer(
    int status, Optional<String> location, String reason, List<OriginRequest> originRequests) {

  public EdgeAnswer {
    originRequests = List.copyOf(originRequests);
  }

  /** Who served the object; empty if the viewer got none. */
  public Optional<OriginRequest> servedBy() {
    return status == 200 ? Optional.of(originRequests.getLast()) : Optional.empty();
  }

  static EdgeAnswer redirect(int status, String location) {
    return new EdgeAnswer(status, Optional.of(location), "redirect to HTTPS", List.of());
  }

  static EdgeAnswer forbidden(String reason) {
    return new EdgeAnswer(403, Optional.empty(), reason, List.of());
  }

  static EdgeAnswer from(List<OriginRequest> requests) {
    int status = requests.getLast().status();
    String reason = status == 200 ? "the object" : "the origin's error";
    return new EdgeAnswer(status, Optional.empty(), reason, requests);
  }
}
