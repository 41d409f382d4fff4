package io.github.qxylogin.mock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the names that a server is reached by. */
final class ControlHosts {

  private static final Pattern NAME = Pattern.compile("[\\w.-]+");
  private static final Pattern IP_V6 =
      Pattern.compile("([0-9a-fA-F:][0-9a-fA-F:.]*|\\[[0-9a-fA-F:.]+])");

  private ControlHosts() {}

  static Set<String> of(List<String> names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches() && !isIpV6(name)) {
        throw new IllegalArgumentException(
            name + " is no host name: write it without scheme, port and path");
      }
    }
    return Set.copyOf(names);
  }

  private static boolean isIpV6(String name) {
    try {
      // With a colon in it, Java asks nobody for its address.
      return name.indexOf(':') >= 0
          && IP_V6.matcher(name).matches()
          && InetAddress.getByName(name).getHostAddress() != null;
    } catch (UnknownHostException none) {
      return false;
    }
  }
}
