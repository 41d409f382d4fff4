package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.run.Selection.Tier;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.text.Nearest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the contract tests. */
@Command(
    name = "qixiangyun-login-contract-tests",
    resourceBundle = "io.github.qxylogin.contracttests.help",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    usageHelpWidth = 100,
    sortOptions = false,
    versionProvider = ContractTestsMain.Version.class)
public final class ContractTestsMain implements Callable<Integer> {
  private static final Pattern NAME =
      Pattern.compile("(--?[A-Za-z][A-Za-z-]*)(=.*)?", Pattern.DOTALL);

  private static final Duration GRACE = Duration.ofSeconds(20);

  private Contract contract;
  private Masking masking;
  private final RunEnvironment environment;

  @Mixin private RunOptions options;

  ContractTestsMain(Contract contract, RunEnvironment environment) {
    this.contract = contract;
    this.masking = new Masking(contract);
    this.environment = environment;
  }

  /** Runs the contract tests and ends the JVM with their exit code. */
  public static void main(String[] args) {
    // RestAssured is written in Groovy, which is slow until it trusts a call site: by itself that
    // takes 10,000 calls, more than a run makes.
    System.getProperties().putIfAbsent("groovy.indy.optimize.threshold", "100");
    CountDownLatch done = interruptedAtTheEnd(Thread.currentThread());
    int exitCode = new ContractTestsMain(Contract.load(), RunEnvironment.ofThisProcess()).run(args);
    done.countDown();
    System.exit(exitCode);
  }

  /**
   * Lets an interrupted run (Ctrl-C, SIGTERM) write its reports. The JVM then exits with 130 or
   * 143, as it does for these signals by itself.
   */
  private static CountDownLatch interruptedAtTheEnd(Thread running) {
    CountDownLatch done = new CountDownLatch(1);
    Callable<Boolean> end =
        () -> {
          if (done.getCount() > 0) {
            running.interrupt();
            if (!done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
              System.err.println(
                  "The reports could not be written in " + GRACE.toSeconds() + " s.");
            }
          }
          return true;
        };
    Runtime.getRuntime().addShutdownHook(new Thread(new FutureTask<>(end), "end"));
    return done;
  }

  int run(String... args) {
    return new CommandLine(this)
        .addSubcommand(new DriftCommand(contract, environment))
        .addSubcommand(new ChangesCommand(masking, environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(environment.out(), true, UTF_8))
        .setErr(new PrintWriter(environment.err(), true, UTF_8))
        .setParameterExceptionHandler((wrong, given) -> ended(wrongUsage(wrong)))
        .execute(args);
  }

  private int ended(Throwable failure) {
    return Ending.of(failure, "Cannot run the contract tests: ", masking, environment.err());
  }

  @Override
  public Integer call() {
    try {
      contract = options.output.edited(contract);
      masking = new Masking(contract); // An overlay may add secrets.
      if (options.list) {
        Contract asked = options.asked(contract);
        options.selection(asked).of(asked).forEach(c -> environment.out().println(line(c)));
        return 0;
      }
      return new Run(contract, masking, options, environment).run();
    } catch (RuntimeException | Error failure) { // A hostile response can do anything to the JVM.
      return Thread.interrupted() || Ending.isInterrupt(failure) ? interrupted() : ended(failure);
    }
  }

  private int interrupted() {
    String reports =
        options
            .output
            .report
            .filter(Reports::isWritten)
            .map(folder -> "; the reports in " + folder + " contain the checks so far")
            .orElse("");
    environment.err().println("The contract tests were interrupted" + reports);
    return Ending.COULD_NOT_RUN;
  }

  private static String line(Check check) {
    return "%-8s %-13s %s".formatted(check.effect().key(), Tier.of(check).key(), check.id());
  }

  /** Of an unknown argument only the name is shown: the rest may be a secret. */
  private static CouldNotRunException wrongUsage(ParameterException wrong) {
    String problem = wrong.getMessage();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      Set<String> options = wrong.getCommandLine().getCommandSpec().optionsMap().keySet();
      problem =
          unmatched.getUnmatched().stream()
              .map(NAME::matcher)
              .filter(Matcher::matches)
              .map(name -> name.group(1))
              .findFirst()
              .map(name -> "there is no option " + name + Nearest.question(name, options))
              .orElse("there is an argument that belongs to no option");
    }
    return new CouldNotRunException(problem + Terminal.USAGE_HINT);
  }

  /** The version that the jar's manifest names. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ContractTestsMain.class.getPackage().getImplementationVersion();
      return new String[] {version == null ? "not packaged" : version};
    }
  }
}
