package io.github.qxylogin.mock.cli;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who may control the mock. */
@Command(optionListHeading = "%nWho controls it:%n")
final class ControlOptions {

  private static final String TOKEN = "--control-token";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = TOKEN,
      paramLabel = "TOKEN",
      showDefaultValue = Visibility.NEVER,
      converter = SecretOption.class,
      description = {
        "What calls below /__mock must bring, as Authorization: Bearer TOKEN;",
        "also read from QXY_CONTROL_TOKEN. Beyond loopback, one is made up if",
        "none is given, and printed on standard error."
      })
  String token;

  @Option(
      names = "--control-host",
      paramLabel = "NAME",
      showDefaultValue = Visibility.NEVER,
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
  int journal = 1_000;

  void applyTo(LoginMockBuilder mock) {
    if (token == null && command.commandLine().getParseResult().hasMatchedOption(TOKEN)) {
      throw new IllegalArgumentException(
          TOKEN + " is blank: give a token, or leave the option out");
    }
    mock.controlToken(token).controlHosts(hosts.toArray(String[]::new)).journal(journal);
  }

  /** Tells the token that the mock had to make up. */
  void tell(LoginMock running, PrintWriter err) {
    if (token == null) {
      running.controlToken().ifPresent(madeUp -> err.println("control token: " + madeUp));
    }
  }
}
