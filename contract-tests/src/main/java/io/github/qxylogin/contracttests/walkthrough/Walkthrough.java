package io.github.qxylogin.contracttests.walkthrough;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.ContractTestsMain;
import io.github.qxylogin.contracttests.Terminal;
import io.github.qxylogin.mock.LoginMock;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a whole login: the generated client against the mock server, step by step. */
@Command(
    name = "run",
    resourceBundle = "io.github.qxylogin.contracttests.help",
    mixinStandardHelpOptions = true,
    versionProvider = ContractTestsMain.Version.class)
public final class Walkthrough implements Callable<Integer> {
  private static final int USUAL_PORT = 8089;
  private static final int FREE_PORT = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final Contract contract;
  private final PrintStream out;
  private final PrintStream err;

  @Option(names = "--port", paramLabel = "PORT")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--once")
  private boolean once;

  Walkthrough(Contract contract, PrintStream out, PrintStream err) {
    this.contract = contract;
    this.out = out;
    this.err = err;
  }

  /** Runs the walkthrough and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(new Walkthrough(Contract.load(), Terminal.out(), Terminal.err()).run(args));
  }

  int run(String... args) {
    return new CommandLine(this)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setParameterExceptionHandler(
            (wrong, given) -> ended(wrong.getMessage() + Terminal.USAGE_HINT, WRONG_USAGE))
        .setExecutionExceptionHandler((failure, line, given) -> ended(failure.getMessage(), FAILED))
        .execute(args);
  }

  private int ended(String reason, int exitCode) {
    err.println("run: " + reason);
    return exitCode;
  }

  @Override
  public Integer call() throws InterruptedException {
    int listenOn = port.orElse(once ? FREE_PORT : USUAL_PORT);
    try (LoginMock mock = LoginMock.builder().contract(contract).port(listenOn).start()) {
      out.println("listening on " + mock.url());
      boolean held = new WalkthroughLogin(contract, mock, out).run();
      if (!once) {
        serve(mock);
      }
      return held ? 0 : FAILED;
    }
  }

  private void serve(LoginMock mock) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(mock::close));
    out.println("The mock server and its console run on " + mock.url() + " until Ctrl-C.");
    new CountDownLatch(1).await();
  }
}
