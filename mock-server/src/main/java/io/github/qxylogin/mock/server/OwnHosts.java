package io.github.qxylogin.mock.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import wiremock.com.google.common.net.InetAddresses;
import wiremock.org.eclipse.jetty.util.HostPort;

/**
 * The names that a server is its own by: no page of another site can have been loaded from them.
 */
public final class OwnHosts {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "[::]");
  private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9.]+");
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  private final boolean listensOnAll;
  private final Set<String> names = new TreeSet<>(LOOPBACK);

  /**
   * @param boundHost the address that the server listens on
   * @param moreNames other names that it is reached by, which no stranger can point at it
   */
  OwnHosts(String boundHost, Set<String> moreNames) {
    listensOnAll = isAll(boundHost);
    names.add(normal(boundHost));
    moreNames.forEach(name -> names.add(normal(name)));
  }

  /** Returns whether who listens on an address listens on all there are. */
  static boolean isAll(String boundHost) {
    return ANY_ADDRESS.contains(normal(boundHost));
  }

  /**
   * Returns the names that a server is reached by.
   *
   * @throws IllegalArgumentException if one has a scheme, a port or a path
   */
  public static Set<String> checked(List<String> names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()
          && !InetAddresses.isUriInetAddress(HostPort.normalizeHost(name))) {
        throw new IllegalArgumentException(
            name + " is no host name: write it without scheme, port and path");
      }
    }
    return Set.copyOf(names);
  }

  /** Returns whether only this machine can reach a host; an unknown one is no reason. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static String normal(String host) {
    return HostPort.normalizeHost(host).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the host and port of a header Host, in lower case; nothing when the host is not ours.
   *
   * @param header the header's value, or null
   */
  Optional<String> authority(String header) {
    return read(header).filter(host -> isOurs(host.getHost())).map(OwnHosts::written);
  }

  /**
   * Returns whether no page of another site can have been loaded from a Host: ours or an address.
   */
  boolean isSafe(String header) {
    return read(header)
        .map(HostPort::getHost)
        .filter(host -> isOurs(host) || ADDRESS.matcher(host).matches())
        .isPresent();
  }

  private static Optional<HostPort> read(String header) {
    try {
      return Optional.ofNullable(header)
          .map(given -> new HostPort(given.toLowerCase(Locale.ROOT)))
          .filter(host -> host.getHost() != null);
    } catch (IllegalArgumentException notAnAuthority) {
      return Optional.empty();
    }
  }

  private boolean isOurs(String name) {
    // Rebinding needs a name: an address as Host is the one that the page itself was loaded from.
    return names.contains(name) || (listensOnAll && ADDRESS.matcher(name).matches());
  }

  /** Not as it was sent: what it was read as is all that can be in it. */
  private static String written(HostPort host) {
    return host.getPort() > 0 ? host.getHost() + ":" + host.getPort() : host.getHost();
  }
}
