package httpsguard.local;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses of this machine, to listen on. */
public final class LocalAddress {
  private static final InetAddress LISTENED_ON_ANYWAY = InetAddress.ofLiteral("127.0.0.1");

  private static final Pattern CONTAINERS = Pattern.compile("docker0|br-[0-9a-f]{12}");

  /** Not one address of this machine; the message begins with it and says what to do. */
  public static final class Unusable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private Unusable(String message) {
      super(message);
    }
  }

  private LocalAddress() {}

  /**
   * The address to listen on beside 127.0.0.1.
   *
   * @param text as in {@code 172.17.0.1}; empty for none
   * @throws Unusable if it is not one address of this machine
   */
  public static Optional<InetAddress> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    InetAddress address = literal(text);
    if (address.isAnyLocalAddress()) {
      throw refused(text, "is every address, and would let others on this machine's networks in");
    }
    if (!address.isLoopbackAddress() && !all().contains(address)) {
      throw refused(text, "is no address of this machine");
    }
    return Optional.of(address).filter(other -> !other.equals(LISTENED_ON_ANYWAY));
  }

  /**
   * Whether others may reach what listens there: an address that is neither this machine's loopback
   * nor that of a bridge to its own containers ({@code docker0}, and {@code br-} and an id for
   * other networks of Docker Engine's; Docker's guide, packet-filtering-firewalls).
   *
   * @param network the name of the interface that has the address
   */
  static boolean isReachableByOthers(InetAddress address, String network) {
    return !address.isLoopbackAddress() && !CONTAINERS.matcher(network).matches();
  }

  /** The same of an address of this machine. */
  static boolean isReachableByOthers(InetAddress address) {
    return interfaces().stream()
        .filter(network -> network.inetAddresses().anyMatch(address::equals))
        .anyMatch(network -> isReachableByOthers(address, network.getName()));
  }

  /** That of the bridge to the containers of Docker Engine, if this machine has one. */
  static Optional<InetAddress> ofDockersBridge() {
    return interfaces().stream()
        .filter(network -> network.getName().equals("docker0"))
        .map(network -> ofBridge(network.inetAddresses()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * The one that {@code host-gateway} stands for in containers, whatever else the bridge has; Java
   * names those of IPv6 first.
   */
  static Optional<InetAddress> ofBridge(Stream<InetAddress> addresses) {
    return addresses.filter(Inet4Address.class::isInstance).findFirst();
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notALiteral) {
      throw refused(text, "is no IP address");
    }
  }

  private static Unusable refused(String text, String why) {
    return new Unusable(
        text
            + " "
            + why
            + ". This machine has "
            + interfaces().stream().flatMap(LocalAddress::named).collect(Collectors.joining(", "))
            + ". For containers, name that of Docker's bridge, docker0.");
  }

  private static Stream<String> named(NetworkInterface network) {
    return network
        .inetAddresses()
        .map(
            address ->
                address.getHostAddress().replaceAll("%.*", "") + " (" + network.getName() + ")");
  }

  private static List<InetAddress> all() {
    return interfaces().stream().flatMap(NetworkInterface::inetAddresses).toList();
  }

  private static List<NetworkInterface> interfaces() {
    try {
      return NetworkInterface.networkInterfaces().toList();
    } catch (SocketException e) {
      throw new IllegalStateException("the network interfaces cannot be listed", e);
    }
  }
}
