package io.github.qxylogin.mock.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of the mock server. Exits 2 for a wrong option, 1 when it cannot start, 0 when
 * it was told to end.
 */
@Command(
    name = "qixiangyun-login-mock-server",
    description = {
      "Answers the Qixiangyun (企享云) login API offline, from its documented examples.",
      "The first line on standard output says where; logs go to standard error. Told to end",
      "(Ctrl-C, SIGTERM), it lets running answers finish, for 5 seconds.",
      ""
    },
    footer = {
      "",
      "Try it:",
      "  curl -H 'Content-Type: application/json' \\",
      "    -d"
          + " '{\"nsrsbh\":\"9151xxxxxxxxxxxxxx\",\"taskId\":\"123456xxxxx\",\"smsCode\":\"002100\"}'"
          + " \\",
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
  private static final int LAST_PORT = 0xFFFF;
  private static final Pattern NAME =
      Pattern.compile("(--[a-z][a-z-]*|-[a-zA-Z])(=.*)?", Pattern.DOTALL);

  @Mixin private ListenOptions listen;

  @Mixin private TlsOptions tls;

  @Mixin private AnswerOptions answer;

  @Mixin private StubOptions stubs;

  @Mixin private ControlOptions control;

  @Mixin private StateOptions state;

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;
  private final Consumer<LoginMock> serving;

  public MockServerMain() {
    this(System.getenv(), MockServerMain::serve);
  }

  /**
   * @param serving the server is closed when this returns
   */
  MockServerMain(Map<String, String> environment, Consumer<LoginMock> serving) {
    this.environment = environment;
    this.serving = serving;
  }

  /** Runs the mock server until the process is told to end. */
  public static void main(String[] args) {
    System.exit(new MockServerMain().run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), args));
  }

  int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(this);
    commandLine.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST_HEADING, help -> "");
    commandLine.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, MockServerMain::options);
    return commandLine
        .setOut(out)
        .setErr(err)
        .setDefaultValueProvider(SecretOption.from(environment))
        .setParameterExceptionHandler(MockServerMain::refuse)
        .execute(args);
  }

  /**
   * Lists the options class by class, each under its own heading. Picocli's groups, which have
   * headings, forget what was given before when an option comes twice.
   */
  private static String options(Help help) {
    return help.commandSpec().mixins().values().stream()
        .map(mixin -> heading(help, mixin) + help.optionListExcludingGroups(mixin.options()))
        .collect(Collectors.joining());
  }

  private static String heading(Help help, CommandSpec mixin) {
    String heading = mixin.usageMessage().optionListHeading();
    return help.createHeading(heading.isEmpty() ? "%n" : heading);
  }

  private static int refuse(ParameterException wrong, String[] args) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println(message(wrong) + " (--help lists the options)");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * Of what fits no option only names are told: the rest may be a secret after a misspelt name, or
   * one that lost its option.
   */
  private static String message(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return wrong.getMessage();
    }
    String names =
        unmatched.getUnmatched().stream()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .map(name -> "'" + name.group(1) + "'")
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "There is an argument that belongs to no option"
        : "There is no option " + names;
  }

  /**
   * @throws IllegalArgumentException if a port cannot be of this number
   */
  static void checkPort(String option, int port) {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "%s takes 0 to %d, not %d".formatted(option, LAST_PORT, port));
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    LoginMockBuilder mock = builder();
    try (LoginMock running = mock.start()) {
      control.tell(running, err);
      tls.write(running);
      err.flush();
      Thread end = new Thread(() -> end(running), "shutdown");
      Runtime.getRuntime().addShutdownHook(end);
      tell(running, out);
      serving.accept(running);
      Runtime.getRuntime().removeShutdownHook(end);
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    } catch (IllegalStateException cannotStart) {
      err.println(cannotStart.getMessage());
    } catch (IOException cannotWrite) {
      err.println("cannot write the certificate: " + cannotWrite);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Serves until the process ends, or this thread is interrupted. */
  private static void serve(LoginMock running) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends as told: by itself, the JVM would say that the signal has killed it. */
  private static void end(LoginMock running) {
    running.close();
    Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
  }

  /** Scripts read the first lines of the standard output; all else is for people. */
  private void tell(LoginMock running, PrintWriter out) {
    out.println("listening on " + running.url());
    if (tls.port != null) {
      out.println("listening on " + running.httpsUrl());
    }
    out.flush();
  }

  private LoginMockBuilder builder() {
    LoginMockBuilder mock = LoginMock.builder();
    try {
      listen.applyTo(mock);
      answer.applyTo(mock);
      tls.applyTo(mock);
      stubs.applyTo(mock);
      control.applyTo(mock);
      state.applyTo(mock, environment);
      return mock;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
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

  /** What answers the paths that are not the contract's. */
  @Command(optionListHeading = "%nWhat else it answers, by WireMock:%n")
  static final class StubOptions {

    @Option(
        names = "--mappings",
        paramLabel = "DIR",
        description = {
          "Stubs for paths outside the contract: a root directory as WireMock has",
          "it, with DIR/mappings/*.json and DIR/__files."
        })
    Path mappings;

    @Option(
        names = "--proxy",
        paramLabel = "URL",
        description = {
          "Sends what nobody stubs on to this server; never the contract's",
          "operations."
        })
    String proxy;

    @Option(
        names = "--admin",
        description = {
          "Turns on WireMock's /__admin, for stubs and recording, behind the same",
          "checks as /__mock."
        })
    boolean admin;

    void applyTo(LoginMockBuilder mock) {
      mock.admin(admin);
      if (!admin) {
        // Nobody could ask for it.
        mock.disableRequestJournal();
      }
      if (mappings != null) {
        mock.mappings(mappings);
      }
      if (proxy != null) {
        mock.proxy(proxy);
      }
    }
  }
}
