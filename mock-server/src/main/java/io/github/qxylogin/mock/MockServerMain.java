package io.github.qxylogin.mock;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  @Mixin private ListenOptions listen;

  @Mixin private TlsOptions tls;

  @Mixin private AnswerOptions answer;

  @Mixin private StubOptions stubs;

  @Mixin private ControlOptions control;

  @Spec private CommandSpec spec;

  /** Runs the mock server until the process is told to end. */
  public static void main(String[] args) {
    System.exit(run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), args));
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(new MockServerMain());
    OptionSections.arrange(commandLine);
    return commandLine
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(MockServerMain::refuse)
        .execute(args);
  }

  private static int refuse(ParameterException wrong, String[] args) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println(WrongArguments.message(wrong) + " (--help lists the options)");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    LoginMockBuilder mock = builder();
    try (LoginMock running = mock.start()) {
      tell(running, out, err);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "shutdown"));
      new CountDownLatch(1).await();
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

  /** Ends as told: by itself, the JVM would say that the signal has killed it. */
  private static void end(LoginMock running) {
    running.close();
    Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
  }

  /** Scripts read the first lines of the standard output; all else is for people. */
  private void tell(LoginMock running, PrintWriter out, PrintWriter err) throws IOException {
    control.tell(running, err);
    tls.write(running);
    err.flush();
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
}
