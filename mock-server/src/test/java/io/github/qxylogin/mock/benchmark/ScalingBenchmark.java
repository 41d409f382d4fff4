package io.github.qxylogin.mock.benchmark;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures what a login of three calls costs a mock in memory, and by turns with it one and several
 * that share a store, each in a process of its own, each store too: {@code ./mvnw -Pscaling
 * -DskipTests -pl mock-server/state-redis -am verify}. All mocks are warmed by the same number of
 * logins. Rows named "paced" have the same rate for all setups; the others are saturated. Rounds
 * alternate their order, and ratios are taken within a round.
 */
final class ScalingBenchmark {
  private static final int ROUNDS = Integer.getInteger("scaling.rounds");
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("scaling.seconds"));

  /** How many logins warm each mock: fewer leave parts of it uncompiled. */
  private static final int WARM_UP = Integer.getInteger("scaling.warmup");

  /** Logins a second that all setups bear, so that their processor times can be compared. */
  private static final int RATE = Integer.getInteger("scaling.rate");

  private static final List<Integer> MOCKS = numbers("scaling.mocks");
  private static final List<Integer> CONNECTIONS = numbers("scaling.connections");
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final List<Shot> LOGIN = Traffic.checkedLogin();

  /** Each mock has two cores, and the store four fifths of one. */
  private static final double MOCK_MICROS = 2e6;

  private static final double STORE_MICROS = 0.8e6;

  private ScalingBenchmark() {}

  /**
   * Measures and prints it all.
   *
   * @param args the executable jar, and the one that keeps its state in Redis
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Optional<StoreProcess> installed = StoreProcess.start();
    if (installed.isEmpty()) {
      System.out.println("Skipped: no redis-server or valkey-server on the PATH");
      return;
    }
    installed.get().close();
    List<Setup> setups = new ArrayList<>();
    try (Load load = new Load()) {
      Servers servers = besideEachOther(Path.of(args[0]), Path.of(args[1]));
      setups.add(new Setup(servers, 0));
      for (int mocks : MOCKS) {
        setups.add(new Setup(servers, mocks));
      }
      print(measured(setups, load));
    } finally {
      setups.forEach(Setup::close);
    }
  }

  private static List<Integer> numbers(String property) {
    return Stream.of(System.getProperty(property).split(",", -1)).map(Integer::valueOf).toList();
  }

  private static Servers besideEachOther(Path mock, Path state) throws IOException {
    Path module = state.resolveSibling("scaling");
    Path folder = Files.createDirectories(module.resolve("target"));
    for (Path jar : List.of(mock, state)) {
      Files.copy(jar, folder.resolve(jar.getFileName()), REPLACE_EXISTING);
    }
    return new Servers(module, module, module);
  }

  private static List<SetupLoad> measured(List<Setup> setups, Load load) throws IOException {
    for (Setup setup : setups) {
      long end = load.logins() + (long) WARM_UP * setup.mocks().size();
      while (load.logins() < end) {
        load.ask(setup.ports(), Collections.max(CONNECTIONS), LOGIN, SLICE, 0);
      }
    }
    List<SetupLoad> logins = new ArrayList<>();
    int most = Collections.max(CONNECTIONS);
    setups.forEach(setup -> logins.add(new SetupLoad(setup, most, RATE, LOGIN)));
    for (int connections : CONNECTIONS) {
      setups.forEach(setup -> logins.add(new SetupLoad(setup, connections, 0, LOGIN)));
    }
    List<SetupLoad> turns = new ArrayList<>(logins);
    for (int round = 0; round < ROUNDS; round++) {
      for (SetupLoad each : turns) {
        each.measure(load, TIME);
      }
      Collections.reverse(turns);
    }
    return logins;
  }

  private static void print(List<SetupLoad> logins) {
    row(
        "connections",
        "",
        "logins/s",
        "beside in memory",
        "CPU of the mocks, µs a login",
        "of the store",
        "trips a login",
        "bears, logins/s");
    row(Collections.nCopies(8, "---").toArray());
    for (SetupLoad each : logins) {
      double mocks = each.median(SetupLoad.Round::mocks);
      double store = each.median(round -> round.store().micros());
      row(
          each.rate() == 0 ? each.connections() : "paced",
          each.setup().name(),
          whole(each.median(SetupLoad.Round::perSecond)),
          each.setup().inMemory() ? "1" : each.beside(inMemory(each, logins)),
          whole(mocks),
          whole(store),
          "%.1f".formatted(each.median(round -> round.store().scripts())),
          whole(Math.min(each.setup().mocks().size() * MOCK_MICROS / mocks, STORE_MICROS / store)));
    }
  }

  private static SetupLoad inMemory(SetupLoad beside, List<SetupLoad> some) {
    return some.stream()
        .filter(it -> it.setup().inMemory() && it.rate() == beside.rate())
        .filter(it -> it.connections() == beside.connections())
        .findFirst()
        .orElseThrow();
  }

  private static void row(Object... cells) {
    System.out.println(
        "| " + String.join(" | ", Stream.of(cells).map(Object::toString).toList()) + " |");
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
