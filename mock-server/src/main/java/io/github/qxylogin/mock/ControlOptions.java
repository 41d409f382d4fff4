package io.github.qxylogin.mock;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who may control the mock. */
@Command(optionListHeading = "%nWho controls it:%n")
final class ControlOptions {

  private static final String VARIABLE = "QXY_CONTROL_TOKEN";

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
        "listening on all, addresses; such as a service's in Docker. Repeatable.",
        "/openapi.json names the mock by it too, instead of by /."
      })
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--journal",
      paramLabel = "N",
      description = "How many calls GET /__mock/requests shows, the newest; 0 keeps none.")
  int journal = Journal.DEFAULT_SIZE;

  void applyTo(LoginMockBuilder mock) {
    if (journal < 0 || journal > Journal.MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "--journal takes 0 to " + Journal.MOST_ENTRIES + ", not " + journal);
    }
    mock.controlToken(SecretOption.orVariable(token, VARIABLE))
        .controlHosts(hosts.toArray(String[]::new))
        .journal(journal);
  }

  /** Tells the token that the mock had to make up. */
  void tell(LoginMock running, PrintWriter err) {
    if (SecretOption.orVariable(token, VARIABLE) == null) {
      running.controlToken().ifPresent(madeUp -> err.println("control token: " + madeUp));
    }
  }
}
