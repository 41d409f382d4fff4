package io.github.qxylogin.mock.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.text.HasText;
import io.github.qxylogin.mock.text.Message;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of the mock server. Exits 2 for a wrong option, 1 when it cannot start, 0 when
 * it was stopped.
 */
@Command(
    name = "qixiangyun-login-mock-server",
    resourceBundle = MockServerMain.HELP,
    optionListHeading = "",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false)
public final class MockServerMain implements Callable<Integer> {
  static final String HELP = "io.github.qxylogin.mock.cli.help";
  private static final Control NO_FALLBACK =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
  private static final String NO_ORIGIN = "none";
  private static final String STATE_PASSWORD = "QXY_STATE_PASSWORD";

  @Option(names = "--host", paramLabel = "ADDRESS")
  private String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT")
  private int port = 8089;

  @Option(names = "--cors-origin", paramLabel = "ORIGIN")
  private List<String> corsOrigins = new ArrayList<>();

  @Option(names = "--https-port", paramLabel = "PORT")
  private Optional<Integer> httpsPort = Optional.empty();

  @Option(names = "--keystore", paramLabel = "FILE")
  private Optional<Path> keyStore = Optional.empty();

  @Option(names = "--keystore-password", paramLabel = "PASSWORD", converter = SecretOption.class)
  private Optional<String> keyStorePassword = Optional.empty();

  @Option(names = "--certificate-out", paramLabel = "FILE")
  private Optional<Path> certificateOut = Optional.empty();

  @Option(names = "--auth", paramLabel = "off|on")
  private Auth auth = Auth.off;

  @Option(names = "--app-key", paramLabel = "KEY", converter = SecretOption.class)
  private Optional<String> appKey = Optional.empty();

  @Option(names = "--app-secret", paramLabel = "SECRET", converter = SecretOption.class)
  private Optional<String> appSecret = Optional.empty();

  @Option(names = "--sms-code", paramLabel = "CODE")
  private List<String> smsCodes = new ArrayList<>();

  @Option(names = "--module", paramLabel = "NAME", completionCandidates = Modules.class)
  private Optional<String> module = Optional.empty();

  @Option(names = "--overlay", paramLabel = "FILE")
  private List<Path> overlays = new ArrayList<>();

  @Option(names = "--strict")
  private boolean strict;

  @Option(names = "--setup", paramLabel = "FILE")
  private Optional<Path> setup = Optional.empty();

  @Option(names = "--mappings", paramLabel = "DIR")
  private Optional<Path> mappings = Optional.empty();

  @Option(names = "--proxy", paramLabel = "URL")
  private Optional<String> proxy = Optional.empty();

  @Option(names = "--admin")
  private boolean admin;

  @Option(names = "--control-token", paramLabel = "TOKEN", converter = SecretOption.class)
  private Optional<String> controlToken = Optional.empty();

  @Option(names = "--control-host", paramLabel = "NAME")
  private List<String> controlHosts = new ArrayList<>();

  @Option(names = "--callback-host", paramLabel = "NAME")
  private List<String> callbackHosts = new ArrayList<>();

  @Option(names = "--journal", paramLabel = "N")
  private int journal = 1_000;

  @Option(names = "--state", paramLabel = "URL", converter = SecretOption.class)
  private Optional<String> state = Optional.empty();

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;
  private final Locale language;
  private final Consumer<LoginMock> serving;

  /** Whether calls must be authenticated. */
  private enum Auth {
    off,
    on
  }

  /** Creates a command; its server runs until the process ends. */
  public MockServerMain() {
    this(System.getenv(), running -> new Semaphore(0).acquireUninterruptibly());
  }

  /**
   * @param serving the server is closed when this returns
   */
  MockServerMain(Map<String, String> environment, Consumer<LoginMock> serving) {
    this.environment = environment;
    this.serving = serving;
    language = language(environment);
  }

  /** Returns the language of the terminal, or of the system where no variable names one. */
  private static Locale language(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElseGet(Locale.getDefault()::getLanguage)
            .startsWith("zh")
        ? Locale.CHINESE
        : Message.ENGLISH;
  }

  /** Runs the mock server until the process is stopped. */
  public static void main(String[] args) {
    System.exit(new MockServerMain().run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), args));
  }

  /** Chinese text stays intact with every default charset. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(this);
    commandLine.setResourceBundle(ResourceBundle.getBundle(HELP, language, NO_FALLBACK));
    String version = MockServerMain.class.getPackage().getImplementationVersion();
    spec.version(spec.name() + " " + Objects.requireNonNullElse(version, "(unpackaged)"));
    commandLine.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, MockServerMain::sections);
    return commandLine
        .setOut(out)
        .setErr(err)
        .setDefaultValueProvider(SecretOption.from(environment))
        .setParameterExceptionHandler((wrong, given) -> reject(wrong))
        .execute(args);
  }

  /**
   * Lists the options under the headings of {@code help.properties}. Picocli's groups have headings
   * too, but an option that comes twice makes its group forget the others.
   */
  private static String sections(Help help) {
    ResourceBundle texts = help.commandSpec().resourceBundle();
    StringBuilder list = new StringBuilder();
    for (OptionSpec option : help.commandSpec().options()) {
      String heading = option.longestName() + ".heading";
      if (texts.containsKey(heading)) {
        list.append(help.createHeading(texts.getString(heading)));
      }
      list.append(help.optionListExcludingGroups(List.of(option)));
    }
    return list.toString();
  }

  private int reject(ParameterException wrong) {
    wrong.getCommandLine().getErr().println(text("cli.rejected", message(wrong)));
    return CommandLine.ExitCode.USAGE;
  }

  /** Quotes only names of an unknown option: the rest may be a secret after a misspelt name. */
  private String message(ParameterException wrong) {
    if (wrong instanceof OverwrittenOptionException twice) {
      return text("cli.twice", name(twice.getOverwritten()));
    }
    if (wrong instanceof MissingParameterException missing) {
      ArgSpec option = missing.getMissing().get(0);
      return text("cli.no-value", name(option), option.paramLabel());
    }
    ArgSpec at = wrong.getArgSpec();
    if (at != null) {
      return text("cli.wrong-value", name(at), at.paramLabel(), wrong.getValue());
    }
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return wrong.getMessage();
    }
    return unmatched.getUnmatched().stream()
        .filter(argument -> argument.startsWith("--"))
        .map(argument -> text("cli.no-option", argument.split("=", 2)[0]))
        .findFirst()
        .orElseGet(() -> text("cli.surplus"));
  }

  private static String name(ArgSpec option) {
    return ((OptionSpec) option).longestName();
  }

  private String text(String key, Object... arguments) {
    return Message.of(key, arguments).in(language);
  }

  private String text(RuntimeException failure) {
    if (failure instanceof HasText worded) {
      return worded.text().in(language);
    }
    return failure instanceof ContractException
        ? text("cli.overlay", failure.getMessage())
        : String.valueOf(failure.getMessage());
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (LoginMock running = builder().start()) {
      Optional<String> madeUp = controlToken.isEmpty() ? running.controlToken() : Optional.empty();
      madeUp.ifPresent(token -> err.println(text("cli.token", token)));
      if (certificateOut.isPresent()) {
        Files.writeString(certificateOut.get(), pem(running.certificate()));
      }
      Thread end = new Thread(() -> end(running), "shutdown");
      Runtime.getRuntime().addShutdownHook(end);
      // Scripts read the first lines of the standard output; all else is for people.
      out.println("listening on " + running.url());
      httpsPort.ifPresent(port -> out.println("listening on " + running.httpsUrl()));
      String login = madeUp.map("#token="::concat).orElse("");
      addresses(URI.create(running.url()))
          .forEach(address -> err.println(text("cli.pages", address, login)));
      serving.accept(running);
      Runtime.getRuntime().removeShutdownHook(end);
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException | ContractException wrong) {
      throw new ParameterException(spec.commandLine(), text(wrong), wrong);
    } catch (IllegalStateException cannotStart) {
      err.println(text(cannotStart));
    } catch (IOException | CertificateEncodingException cannotWrite) {
      err.println(text("cli.certificate-out", cannotWrite));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Returns where people reach the mock: listening on all addresses, by those of this machine. */
  private static Stream<String> addresses(URI bound) throws IOException {
    return InetAddress.getByName(bound.getHost()).isAnyLocalAddress()
        ? NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .map(own -> "http://%s:%d".formatted(own.getHostAddress(), bound.getPort()))
        : Stream.of(bound.toString());
  }

  /** Exits 0: the JVM's own code would be that of the signal. */
  private static void end(LoginMock running) {
    running.close();
    Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
  }

  private LoginMockBuilder builder() {
    LoginMockBuilder mock =
        LoginMock.builder()
            .host(host)
            .port(port)
            .admin(admin)
            .strict(strict)
            .controlHosts(controlHosts.toArray(String[]::new))
            .callbackHosts(callbackHosts.toArray(String[]::new))
            .journal(journal);
    if (!admin) {
      // Nobody can read WireMock's own journal.
      mock.disableRequestJournal();
    }
    controlToken.ifPresent(mock::controlToken);
    setup.ifPresent(mock::setup);
    mappings.ifPresent(mock::mappings);
    proxy.ifPresent(mock::proxy);
    overlays.forEach(mock::overlay);
    module.ifPresent(mock::module);
    state.ifPresent(
        url ->
            mock.state(address(url), SecretOption.read(environment, STATE_PASSWORD).orElse(null)));
    if (auth == Auth.on) {
      addCredentials(mock);
    }
    smsCodes.forEach(code -> addSmsCode(mock, code));
    addOrigins(mock);
    addTls(mock);
    return mock;
  }

  private void addOrigins(LoginMockBuilder mock) {
    if (corsOrigins.contains(NO_ORIGIN)) {
      require(corsOrigins.size() == 1, "cli.cors-none");
      mock.corsOrigins();
    } else if (!corsOrigins.isEmpty()) {
      mock.corsOrigins(corsOrigins.toArray(String[]::new));
    }
  }

  private void addTls(LoginMockBuilder mock) {
    require(httpsPort.isPresent() || (keyStore.isEmpty() && certificateOut.isEmpty()), "cli.tls");
    require(keyStore.isEmpty() || keyStorePassword.isPresent(), "cli.key-store-password");
    httpsPort.ifPresent(mock::httpsPort);
    keyStore.ifPresent(file -> mock.keyStore(file, keyStorePassword.get()));
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private void addCredentials(LoginMockBuilder mock) {
    require(appKey.isPresent() == appSecret.isPresent(), "cli.credentials");
    WorkedSample sample = Contract.load().securityHeaders().sample();
    mock.credentials(appKey.orElse(sample.appKey()), appSecret.orElse(sample.appSecret()));
  }

  private static void addSmsCode(LoginMockBuilder mock, String code) {
    String[] numberAndCode = code.split("=", 2);
    if (code.equals("random")) {
      mock.randomSmsCodes();
    } else if (numberAndCode.length == 2) {
      mock.smsCode(numberAndCode[0], numberAndCode[1]);
    } else {
      mock.smsCode(code);
    }
  }

  /** Quotes no broken address: there may be a password in it. */
  private URI address(String state) {
    try {
      URI address = new URI(state);
      if (address.isAbsolute() && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException broken) {
      // Reported below.
    }
    throw new ParameterException(spec.commandLine(), text("cli.state", STATE_PASSWORD));
  }

  private void require(boolean right, String key, Object... arguments) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), text(key, arguments));
    }
  }

  /** The modules of the contract, for the help. */
  private static final class Modules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Contract.load().modules().iterator();
    }
  }
}
