package httpsguard.local;

import java.util.Map;
import java.util.Optional;

/**
 * A call that reached a service.
 *
 * @param service {@code cloudfront} or {@code sns}
 * @param action the API's name of it, such as {@code UpdateDistribution}
 * @param distributionId empty where the call names none
 * @param accountId the caller's
 * @param status of the answer; zero if the connection was cut instead
 * @param errorCode of the answer, if it was an error
 * @param acted whether the call was handed to the service, rather than failed before it was
 * @param headers of the request, by lower-case name
 * @param body of the request
 */
public record RecordedCall(
    String service,
    String action,
    Optional<String> distributionId,
    String accountId,
    int status,
    Optional<String> errorCode,
    boolean acted,
    Map<String, String> headers,
    Bytes body) {

  public RecordedCall {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }
}
