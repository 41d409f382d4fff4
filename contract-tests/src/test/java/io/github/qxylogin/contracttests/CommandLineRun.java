package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.targets.TargetByUrl.Prompt;
import io.github.qxylogin.contracttests.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What running the command in this process gave. */
public record CommandLineRun(int exitCode, String out, String err) {
  public static final Map<String, String> CREDENTIALS =
      Map.of("QXY_APP_KEY", "test-key", "QXY_APP_SECRET", "test-secret");

  private static final Contract CONTRACT = Contract.load();

  public static CommandLineRun of(Map<String, String> variables, String... args) {
    return of(CONTRACT, variables, args);
  }

  /** Runs {@code drift}, which writes its report into a folder. */
  public static CommandLineRun drift(Path report, String... args) {
    return of(
        Map.of(),
        Stream.of(Stream.of("drift"), Stream.of(args), Stream.of("--report", report.toString()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  /** Runs the command with a contract of one's own. */
  public static CommandLineRun of(
      Contract contract, Map<String, String> variables, String... args) {
    Clock clock = Clock.system(ZoneId.systemDefault());
    return of(contract, variables, Optional.empty(), clock, args);
  }

  public static CommandLineRun of(
      Contract contract,
      Map<String, String> variables,
      Optional<Prompt> prompt,
      Clock clock,
      String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    RunEnvironment environment =
        new RunEnvironment(
            variables,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            prompt,
            Language.EN,
            clock,
            pause -> {});
    int exitCode = new ContractTestsMain(contract, environment).run(args);
    return new CommandLineRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** All but what has passed: a run may list a thousand of these. */
  @Override
  public String toString() {
    return Stream.concat(out.lines(), err.lines())
        .filter(line -> !line.stripLeading().startsWith("✓"))
        .collect(Collectors.joining("\n", "exit code " + exitCode + "\n", ""));
  }
}
