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

  private final HostText host;

  /** What is not read yet ends here; negative where nothing is left. */
  private int end;

  private boolean metParameter;

  private S3HostReader(HostText host) {
    this.host = host;
    end = host.length();
  }

  static S3Endpoint read(String host) {
    return HostText.of(host).map(text -> new S3HostReader(text).read()).orElse(NOT_S3);
  }

  private S3Endpoint read() {
    if (!dropSuffix()) {
      return host.fixedEnd().filter(S3HostReader::mayEndInSuffix).isPresent()
          ? UP_TO_TENANTS
          : NOT_S3;
    }
    Optional<String> region = take(label -> S3Service.isRegion(label) || HostText.isHole(label));
    boolean dualStack = take("dualstack"::equals).isPresent();
    Optional<String> service = take(label -> !HostText.hasHole(label));
    if (service.equals(Optional.of("s3-global"))) {
      service = take("accesspoint"::equals).map(label -> label + ".s3-global");
    }
    return service
        .flatMap(label -> S3Service.of(label, region, dualStack))
        .flatMap(this::endpoint)
        .orElse(metParameter ? UP_TO_TENANTS : NOT_S3);
  }

  private Optional<S3Endpoint> endpoint(S3Service service) {
    if (end < 0) {
      return service.servesWithoutName()
          ? Optional.of(service.endpoint(Optional.empty()))
          : Optional.empty();
    }
    return host.name(end).map(name -> service.endpoint(Optional.of(name)));
  }

  private boolean dropSuffix() {
    Optional<String> suffix = SUFFIXES.stream().filter(host::endsWith).findFirst();
    suffix.ifPresent(found -> end -= found.length());
    return suffix.isPresent();
  }

  private static boolean mayEndInSuffix(String fixedEnd) {
    return SUFFIXES.stream().anyMatch(suffix -> suffix.endsWith(fixedEnd));
  }

  /** Reads the last label that is left if it is wanted. */
  private Optional<String> take(Predicate<String> wanted) {
    if (end < 0) {
      return Optional.empty();
    }
    int start = host.labelStart(end);
    String label = host.label(start, end);
    metParameter |= HostText.hasHole(label);
    if (!wanted.test(label)) {
      return Optional.empty();
    }
    end = start - 1;
    return Optional.of(label);
  }
}
