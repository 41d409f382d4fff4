package io.github.qxylogin.mock;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the names that a server is reached by. */
final class ControlHosts {

  private static final Pattern NAME = Pattern.compile("[\\w.-]+|\\[?[0-9a-fA-F:.]+]?");

  private ControlHosts() {}

  static Set<String> of(List<String> names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            name + " is no host name: write it without scheme, port and path");
      }
    }
    return Set.copyOf(names);
  }
}
