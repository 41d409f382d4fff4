package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.run.Tier;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.text.Nearest;
import java.io.PrintStream;
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
    description = {
      "Checks a server against the contract of the Qixiangyun (企享云) login API. By default it sends",
      "nothing that costs or changes anything; what is not sent is listed as skipped, with its reason.",
      ""
    },
    footer = {
      "",
      "A target by URL needs QXY_APP_KEY and QXY_APP_SECRET, and for calls about a taxpayer",
      "QXY_NSRSBH, QXY_AREA_CODE, QXY_GRYHM, QXY_GRYHMM (the password as typed), QXY_SFLX,",
      "QXY_SJHM and so on, named after the fields. Logins by SMS ask for the code on a terminal;",
      "with --allow-failed-logins they take QXY_SMS_CODE, which may be wrong, as it was there before",
      "the SMS, unless QXY_TASK_ID names its task. QXY_CONTROL_TOKEN lets a mock server's clock be",
      "moved and its SMS be read.",
      "",
      "All checks take about 20 s against a mock server on two cores. A real target is asked what it",
      "may be asked, a few hundred calls, and takes as long as it answers.",
      "",
      "  java -jar qixiangyun-login-contract-tests.jar --report target/report",
      "  java -jar … --target https://api.qixiangyun.com --config ~/qxy.properties",
      "  java -jar … --target https://127.0.0.1:8443 --ca mock.pem --allow-side-effects",
      "",
      "Exit code 0: all checks hold; 1: one failed; 2: the checks could not run, one line says why;",
      "3: the platform or the account is unavailable; 130, 143: ended by Ctrl-C, SIGTERM."
    },
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    usageHelpWidth = 100,
    sortOptions = false,
    versionProvider = ContractTestsMain.Version.class)
public final class ContractTestsMain implements Callable<Integer> {
  private static final Pattern NAME =
      Pattern.compile("(--?[A-Za-z][A-Za-z-]*)(=.*)?", Pattern.DOTALL);

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Contract contract;
  private final Masking masking;
  private final Surroundings surroundings;
  private final PrintStream out;
  private final PrintStream err;

  @Mixin private RunOptions options;

  ContractTestsMain(Contract contract, Surroundings surroundings) {
    this.contract = contract;
    this.masking = new Masking(contract);
    this.surroundings = surroundings;
    this.out = surroundings.out();
    this.err = surroundings.err();
  }

  /** Runs the contract tests and ends the JVM with their exit code. */
  public static void main(String[] args) {
    // RestAssured is written in Groovy, which is slow until it trusts a call site: by itself that
    // takes 10,000 calls, more than a run makes.
    System.getProperties().putIfAbsent("groovy.indy.optimize.threshold", "100");
    CountDownLatch done = interruptedAtTheEnd(Thread.currentThread());
    int exitCode = new ContractTestsMain(Contract.load(), Surroundings.ofThisProcess()).run(args);
    done.countDown();
    System.exit(exitCode);
  }

  /**
   * Lets a run that is told to end (Ctrl-C, SIGTERM) write its reports. The JVM then exits with 130
   * or 143, as it does for these signals by itself.
   */
  private static CountDownLatch interruptedAtTheEnd(Thread running) {
    CountDownLatch done = new CountDownLatch(1);
    Callable<Boolean> told =
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
    Runtime.getRuntime().addShutdownHook(new Thread(new FutureTask<>(told), "end"));
    return done;
  }

  int run(String... args) {
    return new CommandLine(this)
        .addSubcommand(new DriftCommand(contract, masking, surroundings))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setParameterExceptionHandler((wrong, given) -> ended(wrongUsage(wrong)))
        .execute(args);
  }

  private int ended(Throwable failure) {
    return Ending.of(failure, "Cannot run the contract tests: ", masking, err);
  }

  @Override
  public Integer call() {
    try {
      if (options.list) {
        Contract asked = options.asked(contract);
        options.selection(asked).of(Checks.of(asked)).forEach(c -> out.println(line(c)));
        return 0;
      }
      return new Run(contract, masking, options, surroundings).run();
    } catch (RuntimeException | Error failure) { // A hostile answer can do anything to the JVM.
      return Thread.interrupted() || Ending.isInterrupt(failure) ? interrupted() : ended(failure);
    }
  }

  private int interrupted() {
    String reports =
        options
            .output
            .report
            .filter(Reports::isWritten)
            .map(folder -> "; the reports in " + folder + " tell what was done")
            .orElse("");
    err.println("The contract tests were interrupted" + reports);
    return Ending.COULD_NOT_RUN;
  }

  private static String line(Check check) {
    return "%-8s %-13s %s".formatted(check.effect().key(), Tier.of(check).key(), check.id());
  }

  /** Of what fits no option only a name is told: the rest may be a secret. */
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
