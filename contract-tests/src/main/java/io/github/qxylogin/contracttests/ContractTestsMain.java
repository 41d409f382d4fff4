package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.Outcome.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command line of the contract tests. */
@Command(
    name = "qixiangyun-login-contract-tests",
    description = "Checks a server against the contract of the Qixiangyun login API.",
    footer = {
      "",
      "Exit code 0: all checks hold; 1: one failed; 2: the checks could not run.",
      "A target by URL needs QXY_APP_KEY and QXY_APP_SECRET in the environment,",
      "and for calls about a taxpayer QXY_NSRSBH, QXY_AREA_CODE and so on, named",
      "after the fields."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ContractTestsMain.Version.class)
public final class ContractTestsMain implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int COULD_NOT_RUN = 2;

  private final Contract contract = Contract.load();
  private final Masking masking = new Masking(contract);
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean coloured;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "The server to check; without it, a mock server that is started for the run.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where to write the reports, JUnit XML and JSON.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--allow-side-effects",
      description = {
        "Also make calls on the target that could send SMS, open sessions, change accounts.",
        "On a real target no SMS is sent on purpose and no login is made: each of these calls has"
            + " one faulty field, which the platform has to refuse."
      })
  private boolean allowSideEffects;

  @Option(
      names = "--allow-failed-logins",
      description = "Also make up to three calls on the target that may count as failed logins.")
  private boolean allowFailedLogins;

  ContractTestsMain(
      Map<String, String> environment, PrintStream out, PrintStream err, boolean coloured) {
    this.environment = environment;
    this.out = out;
    this.err = err;
    this.coloured = coloured;
  }

  /** Runs the contract tests and ends the JVM with their exit code. */
  public static void main(String[] args) {
    ContractTestsMain main =
        new ContractTestsMain(
            System.getenv(), Terminal.out(), Terminal.err(), Terminal.isColoured());
    System.exit(main.run(args));
  }

  int run(String... args) {
    try {
      return execute(args);
    } catch (Error failure) { // What a hostile answer does to the JVM says nothing of the contract.
      return couldNotRun(failure.toString());
    }
  }

  private int execute(String... args) {
    return new CommandLine(this)
        .addSubcommand(new DriftCommand(contract, environment, out, err))
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setParameterExceptionHandler(
            (wrong, given) -> couldNotRun(wrong.getMessage(), Terminal.USAGE_HINT))
        .setExecutionExceptionHandler((failure, line, given) -> couldNotRun(failure.toString()))
        .execute(args);
  }

  private int couldNotRun(String reason) {
    return couldNotRun(reason, "");
  }

  private int couldNotRun(String reason, String hint) {
    err.println(
        "Cannot run the contract tests: "
            + Terminal.printable(masking.clean(reason).lines().findFirst().orElse(""))
            + hint);
    return COULD_NOT_RUN;
  }

  @Override
  public Integer call() {
    try {
      if (target.isPresent()) {
        TargetByUrl byUrl = new TargetByUrl(contract, masking, environment, target.get());
        return check(byUrl.open());
      }
      try (OwnMock mock = OwnMock.start(contract, masking)) {
        return check(mock.target());
      }
    } catch (CouldNotRunException reason) {
      return couldNotRun(reason.getMessage());
    }
  }

  private int check(Target server) {
    Instant start = Instant.now();
    Suite suite =
        new Suite(contract, server, new Permissions(allowSideEffects, allowFailedLogins), masking);
    Progress progress = new Progress(out, coloured);
    suite.run(progress::done);
    progress.sum(suite, Duration.between(start, Instant.now()));
    if (report.isPresent()) {
      writeReports(report.get(), suite, start);
    }
    return exitCode(suite.ledger());
  }

  static int exitCode(Ledger ledger) {
    List<Outcome> outcomes = ledger.outcomes();
    if (!outcomes.isEmpty() && ledger.count(Verdict.SKIPPED) == outcomes.size()) {
      throw new CouldNotRunException("every check was skipped");
    }
    return ledger.count(Verdict.FAILED) == 0 && ledger.gaps().isEmpty() ? 0 : FAILED;
  }

  private static void writeReports(Path folder, Suite suite, Instant start) {
    try {
      Files.createDirectories(folder);
      JsonReport.write(folder.resolve("contract-tests.json"), suite, start);
      JunitReport.write(folder.resolve("TEST-contract-tests.xml"), suite, start);
    } catch (IOException unwritable) {
      throw new CouldNotRunException(
          "the reports cannot be written to " + unwritable.getMessage(), unwritable);
    }
  }

  /** The version that the jar's manifest names. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ContractTestsMain.class.getPackage().getImplementationVersion();
      return new String[] {version == null ? "not packaged" : version};
    }
  }
}
