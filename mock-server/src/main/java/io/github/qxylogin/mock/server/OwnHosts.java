package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.http.InvalidValueException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import wiremock.com.google.common.net.InetAddresses;
import wiremock.org.eclipse.jetty.util.HostPort;

/**
 * The names of a server, and all addresses: no page of another site can have been loaded from them.
 *
 * @param names in lower case, IPv6 addresses in brackets
 */
public record OwnHosts(Set<String> names) {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "[::]");
  private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9.]+");
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  /**
   * Returns the names of a server.
   *
   * @param boundHost the address that it listens on
   * @param moreNames other names that it is reached by, which no stranger can point at it
   */
  static OwnHosts of(String boundHost, Set<String> moreNames) {
    Set<String> names = new LinkedHashSet<>(LOOPBACK);
    names.add(normalize(boundHost));
    moreNames.forEach(name -> names.add(normalize(name)));
    // Listening on all addresses, a server does not know by which one it is reached.
    names.removeAll(ANY_ADDRESS);
    return new OwnHosts(Collections.unmodifiableSet(names));
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
        throw InvalidValueException.of("start.host-name", name);
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
      String host = authority.getHost();
      // Rebinding needs a name: a page with an address as Host was loaded from that address.
      boolean ours = names.contains(host) || ADDRESS.matcher(host).matches();
      return ours ? Optional.of(authority.toString()) : Optional.empty();
    } catch (IllegalArgumentException notAnAuthority) {
      return Optional.empty();
    }
  }
}
