package io.github.qxylogin.mock;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How a mock is to be reached, collected option by option. */
final class EdgeSettings {

  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  String host = "127.0.0.1";
  int port;
  Optional<Integer> httpsPort = Optional.empty();
  Optional<TlsIdentity> identity = Optional.empty();
  CorsOrigins corsOrigins = CorsOrigins.LOCAL;
  Set<String> controlHosts = Set.of();
  boolean admin;
  EdgeLimits limits = EdgeLimits.DEFAULT;

  /** Returns a server, not yet started, that answers by the filter what the edge lets through. */
  EdgeWireMock server(MockSettings mock, MockFilter filter) {
    Set<String> guarded =
        admin ? Set.of(ControlCalls.PREFIX, AdminToken.ROOT) : Set.of(ControlCalls.PREFIX);
    return new EdgeWireMock(
        host,
        port,
        new Edge(
            limits,
            new SameHostGuard(new GuardedPaths(guarded), hosts()),
            admin ? Optional.of(new ControlAccess(mock.controlToken())) : Optional.empty(),
            EdgeCors.of(corsOrigins, mock.contract()),
            httpsPort.map(
                number -> new TlsPort(number, identity.orElseGet(() -> SelfSigned.of(names()))))),
        filter,
        new ErrorLog(System.err));
  }

  /** Returns the names that the server is its own by. */
  OwnHosts hosts() {
    return new OwnHosts(host, controlHosts);
  }

  /** Returns whether nobody but this machine can reach the server; an unknown host is no reason. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    names.addAll(ANY_ADDRESS.contains(host) ? ownAddresses() : List.of(host));
    names.addAll(controlHosts);
    return names;
  }

  private static List<String> ownAddresses() {
    List<String> addresses = new ArrayList<>();
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      interfaces
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          // The address of one link has the link's name after it, which no certificate can hold.
          .filter(address -> address.indexOf('%') < 0)
          .forEach(addresses::add);
    } catch (SocketException unknown) {
      // Then the certificate is good for this machine only.
    }
    return addresses;
  }
}
