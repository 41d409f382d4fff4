package io.github.qxylogin.mock.cli;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.mock.LoginMockBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** How the API answers. */
@Command(optionListHeading = "%nHow it answers:%n")
final class AnswerOptions {

  /** Whether calls must be authenticated. */
  enum Auth {
    off,
    on
  }

  @Option(
      names = "--auth",
      paramLabel = "off|on",
      description = "Whether calls need a token, a date and a signature.")
  Auth auth = Auth.off;

  @Option(
      names = "--app-key",
      paramLabel = "KEY",
      showDefaultValue = Visibility.NEVER,
      converter = SecretOption.class,
      description = "With --auth on, the AppKey; also read from QXY_APP_KEY.")
  String appKey;

  @Option(
      names = "--app-secret",
      paramLabel = "SECRET",
      showDefaultValue = Visibility.NEVER,
      converter = SecretOption.class,
      description = {
        "With --auth on, the AppSecret; also read from QXY_APP_SECRET.",
        "With neither, the pair of the guide's worked sample."
      })
  String appSecret;

  @Option(
      names = "--sms-code",
      paramLabel = "CODE",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "What every SMS says; by default the documented code. \"random\" is another",
        "each time, NUMBER=CODE that of one mobile number. Repeatable."
      })
  List<String> smsCodes = new ArrayList<>();

  @Option(
      names = "--module",
      paramLabel = "NAME",
      completionCandidates = Modules.class,
      description = {
        "Answers by the pages of one of the vendor's modules alone:",
        "${COMPLETION-CANDIDATES}; by default by those of all."
      })
  String module;

  /** The modules of the contract, for the help. */
  static final class Modules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Contract.load().modules().iterator();
    }
  }

  void applyTo(LoginMockBuilder mock) {
    if (module != null) {
      mock.contract(Contract.load().module(module));
    }
    smsCodes.forEach(code -> smsCode(mock, code));
    if (auth == Auth.on) {
      authenticate(mock);
    }
  }

  private static void smsCode(LoginMockBuilder mock, String code) {
    String[] numberAndCode = code.split("=", 2);
    if (code.equals("random")) {
      mock.randomSmsCodes();
    } else if (numberAndCode.length == 2) {
      mock.smsCode(numberAndCode[0], numberAndCode[1]);
    } else {
      mock.smsCode(code);
    }
  }

  private void authenticate(LoginMockBuilder mock) {
    if ((appKey == null) != (appSecret == null)) {
      throw new IllegalArgumentException(
          "--app-key and --app-secret go together: give both, or neither");
    }
    WorkedSample sample = Contract.load().securityHeaders().sample();
    mock.credentials(
        appKey == null ? sample.appKey() : appKey,
        appSecret == null ? sample.appSecret() : appSecret);
  }
}
