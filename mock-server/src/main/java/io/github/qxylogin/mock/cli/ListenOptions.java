package io.github.qxylogin.mock.cli;

import io.github.qxylogin.mock.LoginMockBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the server is reached, and by whose pages. */
@Command(optionListHeading = "%nWhere it listens:%n")
final class ListenOptions {

  private static final String NONE = "none";

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on; 0.0.0.0 or :: for all.")
  String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", description = "The port; 0 picks a free one.")
  int port = 8089;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = {
        "Whose pages may call the API from a browser, such as",
        "https://app.example; * for all, none for none; repeatable.",
        "By default those of localhost, 127.0.0.1 and [::1]."
      })
  List<String> corsOrigins = new ArrayList<>();

  void applyTo(LoginMockBuilder mock) {
    MockServerMain.checkPort("--port", port);
    checkHost();
    mock.host(host).port(port);
    if (corsOrigins.contains(NONE)) {
      if (corsOrigins.size() > 1) {
        throw new IllegalArgumentException("--cors-origin none goes with no other");
      }
      mock.corsOrigins();
    } else if (!corsOrigins.isEmpty()) {
      mock.corsOrigins(corsOrigins.toArray(String[]::new));
    }
  }

  private void checkHost() {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("--host: there is no address " + host, unknown);
    }
  }
}
