package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Lets a million taxpayers log in, none of them twice, and measures what the mock server remembers
 * of them: {@code ./mvnw -Pthroughput -Dthroughput.main=IdentitiesBenchmark -DskipTests verify}.
 * Exits 1 when it remembers more of a million than of the first hundred thousand.
 */
final class IdentitiesBenchmark {
  private static final long LOGINS = Long.getLong("identities", 1_000_000);
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final double MOST_GROWTH = 1.1;
  private static final double SLACK_MIB = 2;

  private IdentitiesBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Servers servers = new Servers(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    try (ServerProcess mock = new ServerProcess(servers.mock());
        Load load = new Load()) {
      double first = liveMib(mock, load, LOGINS / 10);
      liveMib(mock, load, LOGINS / 2);
      double last = liveMib(mock, load, LOGINS);
      if (last > MOST_GROWTH * first + SLACK_MIB) {
        System.out.println("The heap has grown.");
        System.exit(1);
      }
    }
  }

  private static double liveMib(ServerProcess mock, Load load, long logins)
      throws IOException, InterruptedException {
    while (load.logins() < logins) {
      load.closedLoop(mock.port(), Traffic.login(), SLICE);
    }
    double live = mock.liveMib().orElseThrow();
    System.out.printf(
        "%,9d taxpayers: %5.1f MiB live, %.0f MiB resident%n",
        load.logins(), live, mock.residentMib().orElse(Double.NaN));
    return live;
  }
}
