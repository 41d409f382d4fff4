package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** What running the command in this process gave. */
record CommandLineRun(int exitCode, String out, String err) {
  static final Map<String, String> CREDENTIALS =
      Map.of("QXY_APP_KEY", "test-key", "QXY_APP_SECRET", "test-secret");

  static CommandLineRun of(Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        new ContractTestsMain(
                environment,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false)
            .run(args);
    return new CommandLineRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
