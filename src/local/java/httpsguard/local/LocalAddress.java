package httpsguard.local;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses of this machine: {@code -Dlisten} names one of them. */
final class LocalAddress {
  private static final InetAddress LISTENED_ON_ANYWAY = InetAddress.ofLiteral("127.0.0.1");

  private LocalAddress() {}

  /**
   * The address to listen on beside 127.0.0.1.
   *
   * @param text as in {@code 172.17.0.1}; empty for none
   * @throws IllegalArgumentException if it is not one address of this machine; the message says
   *     what to do
   */
  static Optional<InetAddress> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    InetAddress address = literal(text);
    if (address.isAnyLocalAddress()) {
      throw refused(text, "is every address, and would let others on this machine's networks in");
    }
    if (!all().contains(address)) {
      throw refused(text, "is no address of this machine");
    }
    return Optional.of(address).filter(other -> !other.equals(LISTENED_ON_ANYWAY));
  }

  /** That of the bridge to the containers of Docker Engine, if this machine has one. */
  static Optional<InetAddress> ofDockersBridge() {
    return interfaces().stream()
        .filter(network -> network.getName().equals("docker0"))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLinkLocalAddress())
        .findFirst();
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notALiteral) {
      throw refused(text, "is no IP address");
    }
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(
        "-Dlisten="
            + text
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
