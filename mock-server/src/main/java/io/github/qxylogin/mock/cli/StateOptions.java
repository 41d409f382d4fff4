package io.github.qxylogin.mock.cli;

import io.github.qxylogin.mock.LoginMockBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Where the mock keeps what it remembers. */
@Command(optionListHeading = "%nWhere it keeps what it remembers:%n")
final class StateOptions {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");
  private static final String PASSWORD = "QXY_STATE_PASSWORD";

  @Option(
      names = "--state",
      paramLabel = "URL",
      showDefaultValue = Visibility.NEVER,
      converter = SecretOption.class,
      description = {
        "redis://HOST:PORT or rediss://, a Redis or Valkey that other mocks share,",
        "which then are as one; ?name=NAME for a state apart. By default in memory.",
        "Also read from QXY_STATE; the password from QXY_STATE_PASSWORD."
      })
  String url;

  void applyTo(LoginMockBuilder mock, Map<String, String> environment) {
    if (url != null) {
      String given = environment.get(PASSWORD);
      mock.state(address(), given == null ? null : new SecretOption().convert(given));
    }
  }

  private static URI checked(URI address) {
    if (!SCHEMES.contains(address.getScheme())) {
      throw new IllegalArgumentException(
          "--state takes redis://HOST:PORT or rediss://HOST:PORT, not %s://"
              .formatted(address.getScheme()));
    }
    return address;
  }

  /** Nothing of what is no address is told: there may be a password in it. */
  private URI address() {
    try {
      URI address = new URI(url);
      if (address.getScheme() != null && address.getHost() != null) {
        return checked(address);
      }
    } catch (URISyntaxException wrong) {
      // told below
    }
    throw new IllegalArgumentException(
        "--state is no address of a store: write redis://HOST:PORT, and what is no letter, digit or"
            + " . _ - of a password as in addresses (%40), or give it in "
            + PASSWORD);
  }
}
