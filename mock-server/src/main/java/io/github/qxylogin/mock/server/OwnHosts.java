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
 * The names of a server, and all addresses: no page of another site can have been loaded from them.
 */
public final class OwnHosts {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "[::]");
  private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9.]+");
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  private final Set<String> names = new TreeSet<>(LOOPBACK);

  /**
   * @param boundHost the address that the server listens on
   * @param moreNames other names that it is reached by, which no stranger can point at it
   */
  OwnHosts(String boundHost, Set<String> moreNames) {
    names.add(normalize(boundHost));
    moreNames.forEach(name -> names.add(normalize(name)));
  }

  /** Returns whether a server that is bound to a host listens on all addresses. */
  static boolean isAll(String boundHost) {
    return ANY_ADDRESS.contains(normalize(boundHost));
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

  private static String normalize(String host) {
    return HostPort.normalizeHost(host).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the host and port of a header Host, as they were read, in lower case; nothing when no
   * page of ours can have been loaded from it.
   */
  Optional<String> authority(String header) {
    try {
      HostPort authority = new HostPort(header.toLowerCase(Locale.ROOT));
      return isOurs(authority.getHost()) ? Optional.of(authority.toString()) : Optional.empty();
    } catch (IllegalArgumentException notAnAuthority) {
      return Optional.empty();
    }
  }

  private boolean isOurs(String host) {
    // Rebinding needs a name: an address as Host is the one that the page itself was loaded from.
    return names.contains(host) || ADDRESS.matcher(host).matches();
  }
}
