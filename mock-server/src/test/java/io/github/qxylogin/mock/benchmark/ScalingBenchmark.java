package io.github.qxylogin.mock.benchmark;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what a login of three calls costs a mock in memory, and by turns with it one and several
 * that share a store, each in a process of its own, each store too: {@code ./mvnw -Pscaling
 * -DskipTests -pl mock-server/state-redis -am verify}. Rounds alternate their order, and ratios are
 * taken within a round.
 */
final class ScalingBenchmark {
  private static final int ROUNDS = Integer.getInteger("scaling.rounds");
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("scaling.seconds"));
  private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("scaling.warmup"));
  private static final long LOGINS = Long.getLong("scaling.logins");
  private static final List<Integer> MOCKS = numbers("scaling.mocks");
  private static final List<Integer> CONNECTIONS = numbers("scaling.connections");
  private static final int MOST_CONNECTIONS = Collections.max(CONNECTIONS);

  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final List<Shot> LOGIN = Traffic.checkedLogin();

  /** More than any table of a mock keeps: from then on each entry drives another out. */
  private static final int FILLED = 12_000;

  private static final int MACHINES = 8;
  private static final int CORES = 2;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Servers servers;
  private final StoreProcess store;
  private final Load load;
  private final List<Setup> setups = new ArrayList<>();
  private final List<SetupLoad> logins = new ArrayList<>();
  private final Map<String, List<SetupLoad>> calls = new LinkedHashMap<>();

  private ScalingBenchmark(Servers servers, StoreProcess store, Load load) {
    this.servers = servers;
    this.store = store;
    this.load = load;
  }

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
    try (StoreProcess store = installed.get();
        Load load = new Load()) {
      Servers servers = besideEachOther(Path.of(args[0]), Path.of(args[1]));
      new ScalingBenchmark(servers, store, load).run();
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

  private void run() throws IOException, InterruptedException {
    printStarts();
    printStoreAlone();
    try {
      start();
      printMemory();
      measure();
      printLogins();
      printStore();
      printCalls();
      printMachines();
    } finally {
      setups.forEach(Setup::close);
    }
  }

  private void printStarts() throws IOException, InterruptedException {
    List<Start> without = new ArrayList<>();
    List<Start> with = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      without.add(started());
      with.add(started(StoreProcess.options(store.port())));
    }
    title("Start until health answers, median of %d by turns", ROUNDS);
    head("", "ms", "beside in memory", "CPU, ms");
    printStarts("in memory", without, without);
    printStarts("with a store", with, without);
  }

  private static void printStarts(String name, List<Start> some, List<Start> inMemory) {
    row(
        name,
        whole(median(some, Start::millis)),
        Spread.of(
            IntStream.range(0, ROUNDS)
                .mapToDouble(at -> some.get(at).millis() / inMemory.get(at).millis())),
        whole(median(some, Start::cpu)));
  }

  private static <T> double median(List<T> some, ToDoubleFunction<T> figure) {
    return Spread.of(some.stream().mapToDouble(figure)).median();
  }

  private record Start(double millis, double cpu) {}

  private Start started(String... options) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (ServerProcess mock = new ServerProcess(servers.mock(options))) {
      URI health = URI.create("http://127.0.0.1:" + mock.port() + "/__mock/health");
      HttpRequest request = HttpRequest.newBuilder(health).build();
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(health + " answers " + status);
      }
      return new Start((System.nanoTime() - start) / 1e6, mock.cpu().toMillis());
    }
  }

  /** Lets one mock fill its tables, and then sends the store what that mock sent for the rest. */
  private void printStoreAlone() throws IOException, InterruptedException {
    try (StoreRecording recording = new StoreRecording(store)) {
      long filled;
      long first;
      try (ServerProcess mock =
          new ServerProcess(servers.mock(StoreProcess.options(recording.port())))) {
        login(mock, load.logins() + FILLED);
        first = load.logins();
        filled = recording.bytes();
        login(mock, first + FILLED);
      }
      long count = load.logins() - first;
      List<StoreRecording.Replay> replays = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        replays.add(recording.replay(filled));
      }
      title(
          "The store alone: what one mock sent for %,d logins over %d connections, sent again"
              + " without the mock, over one connection that waits for no reply; median of %d",
          count, MOST_CONNECTIONS, ROUNDS);
      head("logins a second", "its thread busy", "µs of it a login", "replied, beside the mock's");
      row(
          whole(median(replays, it -> count / it.seconds())),
          whole(median(replays, it -> it.store().micros() / it.seconds() / 1e4)) + " %",
          micros(median(replays, it -> it.store().micros() / count)),
          "%.2f".formatted(median(replays, StoreRecording.Replay::replied)));
    }
  }

  private void login(ServerProcess mock, long until) throws IOException {
    while (load.logins() < until) {
      load.closedLoop(mock.port(), LOGIN, SLICE);
    }
  }

  private void start() throws IOException, InterruptedException {
    setups.add(new Setup(servers, 0));
    for (int mocks : MOCKS) {
      setups.add(new Setup(servers, mocks));
    }
    for (int connections : CONNECTIONS) {
      setups.forEach(setup -> logins.add(new SetupLoad(setup, connections, LOGIN)));
    }
    calls.put("the documented request", loads(Traffic.documented()));
    calls.put("refused before any rule", loads(Traffic.refused()));
  }

  private List<SetupLoad> loads(List<Shot> shots) {
    return setups.subList(0, 2).stream()
        .map(setup -> new SetupLoad(setup, MOST_CONNECTIONS, shots))
        .toList();
  }

  /** Warms all up, by calls and by time: compilers go by calls, but have to keep up. */
  private void printMemory() throws IOException, InterruptedException {
    title("Memory of a mock after %,d logins, as many by each of several", LOGINS);
    head("", "resident MiB", "live heap MiB");
    for (Setup setup : setups) {
      long end = System.nanoTime() + WARM_UP.toNanos();
      long until = load.logins() + LOGINS * setup.mocks().size();
      while (load.logins() < until) {
        load.closedLoop(setup.ports(), MOST_CONNECTIONS, LOGIN, SLICE);
      }
      ServerProcess mock = setup.mocks().get(0);
      Optional<Double> resident = mock.residentMib();
      row(setup.name(), mib(resident), mib(mock.liveMib()));
      while (System.nanoTime() < end) {
        load.closedLoop(setup.ports(), MOST_CONNECTIONS, LOGIN, SLICE);
      }
    }
  }

  private void measure() throws IOException {
    List<SetupLoad> turns = new ArrayList<>(logins);
    calls.values().forEach(turns::addAll);
    for (SetupLoad each : turns) {
      each.warmUp(load, TIME);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (SetupLoad each : turns) {
        each.measure(load, TIME);
      }
      Collections.reverse(turns);
    }
  }

  private void printLogins() {
    title(
        "A login's three calls, median of %d × %d s by turns; of several mocks, each call at the"
            + " next one",
        ROUNDS, TIME.toSeconds());
    head(
        "connections",
        "",
        "logins a second",
        "beside in memory",
        "p50 of a call, µs",
        "CPU of the mocks, µs a login",
        "of the store",
        "of the load tool");
    for (SetupLoad each : logins) {
      row(
          each.connections(),
          each.setup().name(),
          whole(each.median(SetupLoad.Round::perSecond)),
          each.setup().inMemory() ? "1" : each.beside(inMemory(each, logins)),
          whole(each.median(SetupLoad.Round::p50)),
          micros(each.median(SetupLoad.Round::mocks)),
          micros(each.median(round -> round.store().micros())),
          micros(each.median(SetupLoad.Round::load)));
    }
  }

  private static SetupLoad inMemory(SetupLoad beside, List<SetupLoad> some) {
    return some.stream()
        .filter(it -> it.setup().inMemory() && it.connections() == beside.connections())
        .findFirst()
        .orElseThrow();
  }

  private void printStore() {
    title("What a login asks of the store, and what its one thread could bear");
    head(
        "connections",
        "",
        "round trips",
        "calls a round trip",
        "bytes to it",
        "bytes from it",
        "µs of its thread",
        "logins a second at 100 %");
    for (SetupLoad each : logins) {
      if (!each.setup().inMemory()) {
        double micros = each.median(round -> round.store().micros());
        double trips = each.median(round -> round.store().scripts());
        row(
            each.connections(),
            each.setup().name(),
            "%.2f".formatted(trips),
            "%.2f".formatted(LOGIN.size() / trips),
            whole(each.median(round -> round.store().bytesIn())),
            whole(each.median(round -> round.store().bytesOut())),
            micros(micros),
            whole(1e6 / micros));
      }
    }
  }

  private void printCalls() {
    title("Single calls over %d connections", MOST_CONNECTIONS);
    head("", "", "calls a second", "beside in memory", "CPU of the mock, µs", "round trips a call");
    calls.forEach(
        (name, loads) -> {
          for (SetupLoad each : loads) {
            row(
                name,
                each.setup().name(),
                whole(each.median(SetupLoad.Round::perSecond)),
                each.setup().inMemory() ? "1" : each.beside(inMemory(each, loads)),
                micros(each.median(SetupLoad.Round::mocks)),
                "%.4f".formatted(each.median(round -> round.store().scripts())));
          }
        });
  }

  private void printMachines() {
    SetupLoad widest = logins.get(logins.size() - 1);
    double mocks = widest.median(SetupLoad.Round::mocks);
    double store = widest.median(round -> round.store().micros());
    int others = MACHINES - 1;
    double bear = others * CORES * 1e6 / mocks;
    System.out.printf(
        Locale.ROOT,
        "%nOn %d machines of %d cores: %,.0f logins a second, the less of what %d machines of mocks"
            + " bear (%d × %d × 1,000,000 / %.0f µs = %,.0f) and what the thread of the store bears"
            + " on the other one (1,000,000 / %.0f µs = %,.0f). Computed from the CPU of a login"
            + " with %s at %d connections, all on one machine.%n",
        MACHINES,
        CORES,
        Math.min(bear, 1e6 / store),
        others,
        others,
        CORES,
        mocks,
        bear,
        store,
        1e6 / store,
        widest.setup().name(),
        widest.connections());
  }

  private static void title(String format, Object... values) {
    System.out.printf(Locale.ROOT, "%n" + format + ":%n%n", values);
  }

  private static void head(Object... cells) {
    row(cells);
    row(Collections.nCopies(cells.length, "---").toArray());
  }

  private static void row(Object... cells) {
    System.out.println(
        "| " + String.join(" | ", Stream.of(cells).map(Object::toString).toList()) + " |");
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Nothing, where the system does not tell. */
  private static String micros(double value) {
    return value > 0 ? whole(value) : "–";
  }

  private static String mib(Optional<Double> mib) {
    return mib.map(ScalingBenchmark::whole).orElse("–");
  }
}
