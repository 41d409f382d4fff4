package io.github.qxylogin.mock;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who may control the mock. */
@Command(optionListHeading = "%nWho controls it:%n")
final class ControlOptions {

  private static final int TOKEN_BYTES = 16;

  @Option(
      names = "--control-token",
      paramLabel = "TOKEN",
      description = {
        "What calls below /__mock must bring, as Authorization: Bearer TOKEN;",
        "also read from QXY_CONTROL_TOKEN. Beyond loopback, one is made up if",
        "none is given, and printed on standard error."
      })
  String token;

  @Option(
      names = "--control-host",
      paramLabel = "NAME",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = {
        "A name that the control API answers to besides --host, localhost and,",
        "listening on all, addresses; such as a service's in Docker. Repeatable."
      })
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--journal",
      paramLabel = "N",
      description = "How many calls GET /__mock/requests shows, the newest; 0 keeps none.")
  int journal = Journal.DEFAULT_SIZE;

  @Option(
      names = "--admin",
      description = "Turns on WireMock's own /__admin, behind the same checks.")
  boolean admin;

  void applyTo(LoginMock.Builder mock, String listeningOn, PrintWriter err) {
    if (journal < 0 || journal > Journal.MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "--journal takes 0 to " + Journal.MOST_ENTRIES + ", not " + journal);
    }
    String wanted = Secrets.orVariable(token, "QXY_CONTROL_TOKEN");
    if (wanted == null && !isLoopback(listeningOn)) {
      wanted = randomToken();
      err.println("control token: " + wanted);
      err.flush();
    }
    mock.controlToken(wanted)
        .controlHosts(hosts.toArray(String[]::new))
        .journal(journal)
        .admin(admin);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("--host: there is no address " + host, unknown);
    }
  }

  private static String randomToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
