package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** What running the command in this process gave. */
record CommandLineRun(int exitCode, String out, String err) {
  static final Map<String, String> CREDENTIALS =
      Map.of("QXY_APP_KEY", "test-key", "QXY_APP_SECRET", "test-secret");

  static CommandLineRun of(Map<String, String> environment, String... args) {
    return of(environment, Optional.empty(), Clock.system(ZoneId.systemDefault()), args);
  }

  static CommandLineRun of(
      Map<String, String> environment,
      Optional<Surroundings.Questions> questions,
      Clock clock,
      String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            questions,
            clock);
    int exitCode = new ContractTestsMain(surroundings).run(args);
    return new CommandLineRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
