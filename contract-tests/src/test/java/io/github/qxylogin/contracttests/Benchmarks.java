package io.github.qxylogin.contracttests;

import java.io.IOException;
import java.nio.file.Path;

/** Prints the figures of the README: {@code ./mvnw -Pbenchmark -DskipTests verify}. */
final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    new StartupBenchmark(Path.of(args[0])).run();
    new LoginBenchmark().run();
  }
}
