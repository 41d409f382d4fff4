package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.WorkedSample;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the mock server. Exits 2 for a wrong option, 1 when it cannot start. */
@Command(
    name = "qixiangyun-login-mock-server",
    description = {
      "Answers the Qixiangyun (企享云) login API offline, from its documented examples.",
      "The first line on standard output says where; logs go to standard error.",
      ""
    },
    footer = {
      "",
      "Try it:",
      "  curl -H 'Content-Type: application/json' \\",
      "    -d '{\"nsrsbh\":\"9151xxxxxxxxxxxxxx\",\"taskId\":\"123456xxxxx\",\"smsCode\":\"002100\"}' \\",
      "    http://127.0.0.1:8089/v2/public/login/multiacc/dpptpushsms",
      "  curl http://127.0.0.1:8089/__mock/cases      every answer that can be asked for",
      "  curl http://127.0.0.1:8089/__mock/sms        the codes that were \"sent\"",
      "  curl http://127.0.0.1:8089/openapi.yaml      the contract"
    },
    mixinStandardHelpOptions = true,
    versionProvider = MockServerMain.Version.class,
    showDefaultValues = true,
    usageHelpWidth = 100,
    sortOptions = false)
public final class MockServerMain implements Callable<Integer> {
  private static final int TOKEN_BYTES = 16;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on.")
  private String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", description = "The port; 0 picks a free one.")
  private int port = 8089;

  /** Whether calls must be authenticated. */
  enum Auth {
    off,
    on
  }

  @Option(
      names = "--auth",
      paramLabel = "off|on",
      description = "Whether calls need a token, a date and a signature.")
  private Auth auth = Auth.off;

  @Option(
      names = "--app-key",
      paramLabel = "KEY",
      defaultValue = "${env:QXY_APP_KEY}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "With --auth on, the AppKey; also read from QXY_APP_KEY.")
  private String appKey;

  @Option(
      names = "--app-secret",
      paramLabel = "SECRET",
      defaultValue = "${env:QXY_APP_SECRET}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = {
        "With --auth on, the AppSecret; also read from QXY_APP_SECRET.",
        "With neither, the pair of the guide's worked sample."
      })
  private String appSecret;

  @Option(
      names = "--sms-code",
      paramLabel = "CODE",
      description = "What every SMS says; by default the documented code.")
  private String smsCode;

  @Option(
      names = "--control-token",
      paramLabel = "TOKEN",
      defaultValue = "${env:QXY_CONTROL_TOKEN}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = {
        "What calls below /__mock must bring, as Authorization: Bearer TOKEN.",
        "Also read from QXY_CONTROL_TOKEN. Beyond loopback one is made up if none is given."
      })
  private String controlToken;

  @Option(
      names = "--journal",
      paramLabel = "N",
      description = "How many calls GET /__mock/requests shows, the newest; 0 keeps none.")
  private int journal = Journal.DEFAULT_SIZE;

  @Spec private CommandSpec spec;

  /** Runs the mock server until the process is told to end. */
  public static void main(String[] args) {
    System.exit(run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), args));
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new MockServerMain()).setOut(out).setErr(err).execute(args);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (port < 0 || port > 0xFFFF) {
      throw wrong("--port takes 0 to 65535, not " + port);
    }
    if (smsCode != null && smsCode.isBlank()) {
      throw wrong("--sms-code is empty: no task could ever be redeemed");
    }
    if (journal < 0 || journal > Journal.MOST_ENTRIES) {
      throw wrong("--journal takes 0 to " + Journal.MOST_ENTRIES + ", not " + journal);
    }
    LoginMock mock;
    try {
      mock = start(err);
    } catch (IllegalStateException cannotStart) {
      err.println(cannotStart.getMessage());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(mock::close, "shutdown"));
    out.println("listening on " + mock.url());
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private LoginMock start(PrintWriter err) {
    String token = given(controlToken);
    if (token == null && !isLoopback()) {
      token = randomToken();
      err.println("control token: " + token);
      err.flush();
    }
    LoginMock.Builder mock = LoginMock.builder().host(host).port(port).controlToken(token);
    mock.journal(journal);
    if (smsCode != null) {
      mock.smsCode(smsCode);
    }
    if (auth == Auth.on) {
      authenticate(mock);
    }
    return mock.start();
  }

  private void authenticate(LoginMock.Builder mock) {
    String key = given(appKey);
    String secret = given(appSecret);
    if ((key == null) != (secret == null)) {
      throw wrong("--app-key and --app-secret go together: give both, or neither");
    }
    WorkedSample sample = Contract.load().workedSample();
    mock.credentials(
        key == null ? sample.appKey() : key, secret == null ? sample.appSecret() : secret);
  }

  /** An empty variable is how build servers say that a secret is not there. */
  private static String given(String secret) {
    return secret == null || secret.isBlank() ? null : secret;
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      throw wrong("--host: there is no address " + host);
    }
  }

  private CommandLine.ParameterException wrong(String problem) {
    return new CommandLine.ParameterException(spec.commandLine(), problem);
  }

  private static String randomToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Chinese text stays intact whatever the platform's default is. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Tells the version that the jar's manifest names. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = MockServerMain.class.getPackage().getImplementationVersion();
      return new String[] {
        "qixiangyun-login-mock-server " + (version == null ? "(unpackaged)" : version)
      };
    }
  }
}
