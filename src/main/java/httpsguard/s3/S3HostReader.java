package httpsguard.s3;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a host name from its end, label by label: suffix, Region, {@code dualstack}, service; what
 * is left is the name. Without regular expressions, which would cost start-up time.
 */
final class S3HostReader {
  private static final List<String> SUFFIXES =
      List.of(
          ".amazonaws.com",
          ".amazonaws.com.cn",
          ".amazonaws.eu",
          ".c2s.ic.gov",
          ".sc2s.sgov.gov",
          ".cloud.adc-e.uk",
          ".csp.hci.ic.gov");

  private static final S3Endpoint NOT_S3 = new S3Endpoint.NotS3();
  private static final S3Endpoint UP_TO_TENANTS = new S3Endpoint.UpToTenants();

  private static final String HOLE = "*";

  private final String host;

  /**
   * The host in lower case, in which each parameter of a multi-tenant distribution is a hole: a run
   * of {@code *} as long as the parameter, so that places are the same in both.
   */
  private final String text;

  /** What is not read yet ends here; negative where nothing is left. */
  private int end;

  private boolean metParameter;

  private S3HostReader(String host, String text) {
    this.host = host;
    this.text = text;
  }

  static S3Endpoint read(String host) {
    String withoutDot = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return text(withoutDot).map(text -> new S3HostReader(withoutDot, text).read()).orElse(NOT_S3);
  }

  private S3Endpoint read() {
    Optional<String> suffix = SUFFIXES.stream().filter(text::endsWith).findFirst();
    if (suffix.isEmpty()) {
      return mayEndInSuffix() ? UP_TO_TENANTS : NOT_S3;
    }
    end = text.length() - suffix.get().length();
    Optional<String> region = take(label -> S3Service.isRegion(label) || isHole(label));
    boolean dualStack = take("dualstack"::equals).isPresent();
    Optional<String> service = take(label -> !label.contains(HOLE));
    if (service.equals(Optional.of("s3-global"))) {
      service = take("accesspoint"::equals).map(label -> label + ".s3-global");
    }
    return service
        .flatMap(label -> S3Service.of(label, region, dualStack))
        .flatMap(this::endpoint)
        .orElse(metParameter ? UP_TO_TENANTS : NOT_S3);
  }

  private boolean mayEndInSuffix() {
    String fixedEnd = text.substring(text.lastIndexOf(HOLE) + 1);
    return text.contains(HOLE) && SUFFIXES.stream().anyMatch(suffix -> suffix.endsWith(fixedEnd));
  }

  private Optional<S3Endpoint> endpoint(S3Service service) {
    if (end < 0) {
      return service.servesWithoutName()
          ? Optional.of(service.endpoint(Optional.empty()))
          : Optional.empty();
    }
    boolean hasEmptyLabel = ("." + text.substring(0, end) + ".").contains("..");
    return hasEmptyLabel
        ? Optional.empty()
        : Optional.of(service.endpoint(Optional.of(host.substring(0, end))));
  }

  /** Reads the last label that is left if it is wanted. */
  private Optional<String> take(Predicate<String> wanted) {
    if (end < 0) {
      return Optional.empty();
    }
    int start = text.lastIndexOf('.', end - 1) + 1;
    String label = text.substring(start, end);
    metParameter |= label.contains(HOLE);
    if (!wanted.test(label)) {
      return Optional.empty();
    }
    end = start - 1;
    return Optional.of(label);
  }

  private static boolean isHole(String label) {
    return !label.isEmpty() && label.equals(HOLE.repeat(label.length()));
  }

  /**
   * Empty if the host is none: it has characters that no host name has, or a parameter that is none
   * (API reference, Parameter: letters, digits, {@code -} and {@code _}).
   */
  private static Optional<String> text(String host) {
    StringBuilder text = new StringBuilder(host.length());
    int at = 0;
    while (at < host.length()) {
      char character = host.charAt(at);
      if (host.startsWith("{{", at)) {
        int close = parameterEnd(host, at + 2);
        if (close < 0) {
          return Optional.empty();
        }
        text.repeat(HOLE, close - at);
        at = close;
      } else if (isWord(character) || character == '.') {
        text.append(lower(character));
        at++;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }

  /** Behind the closing braces; negative if there are none, or no name before them. */
  private static int parameterEnd(String host, int from) {
    int at = from;
    while (at < host.length() && isWord(host.charAt(at))) {
      at++;
    }
    return at > from && host.startsWith("}}", at) ? at + 2 : -1;
  }

  private static boolean isWord(char character) {
    char lower = lower(character);
    return (lower >= 'a' && lower <= 'z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '_';
  }

  private static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character;
  }
}
