package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Measures how many documented requests a second the mock server serves, and in turn with it stock
 * WireMock, MockServer, Prism and Steady, each in its own process on the same heap: {@code ./mvnw
 * -Pthroughput -DskipTests verify}. Rounds alternate their order, and the ratios are taken within a
 * round.
 */
final class ThroughputBenchmark {
  private static final String TUNED = "tuned";
  private static final int ROUNDS = Integer.getInteger("throughput.rounds", 9);
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("throughput.seconds", 4));
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final long WARM_UP_RESPONSES = Long.getLong("throughput.warmup", 150_000);
  private static final int MOST_WARM_UPS = 12;
  private static final int PACED = Integer.getInteger("throughput.paced", 4000);
  private static final String ONLY = System.getProperty("throughput.only", "");
  private static final Contender.Requests SEED = port -> Traffic.documented();
  private static final Contender.Requests SEED_WITH_HEADERS =
      port -> Traffic.documentedWithHeaders();
  private static final Contender.Requests LOGIN = port -> Traffic.login();
  private static final int[] THREADS = {8, 16, 32, 64};

  private final Servers servers;
  private final List<Contender> contenders = new ArrayList<>();
  private Contender tuned;

  private ThroughputBenchmark(Servers servers) {
    this.servers = servers;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Servers servers = new Servers(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    new ThroughputBenchmark(servers).run();
  }

  private void run() throws IOException, InterruptedException {
    try (Load load = new Load()) {
      int threads = bestThreads(load);
      start(threads);
      warmUp(load);
      rounds(load, 0);
      printThroughput(threads);
      if (PACED > 0) {
        List<Contender> slow = contenders.stream().filter(this::isTooSlow).toList();
        slow.forEach(Contender::close);
        contenders.removeAll(slow);
        contenders.forEach(Contender::forget);
        rounds(load, PACED);
        printLatency();
      }
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  /** At a pace that comes near what a server can do, its latency only shows the queue. */
  private boolean isTooSlow(Contender contender) {
    return contender != tuned && contender.median(LoadResult::perSecond) < 3 * PACED;
  }

  /** Tries the numbers of container threads, so that WireMock gets the one that suits it best. */
  private int bestThreads(Load load) throws IOException, InterruptedException {
    int given = Integer.getInteger("throughput.threads", 0);
    if (given > 0) {
      return given;
    }
    for (int threads : THREADS) {
      add(TUNED, "" + threads, servers.main(TunedWireMock.class, "" + threads), SEED);
    }
    warmUp(load);
    rounds(load, 0);
    Contender best =
        Collections.max(
            contenders, Comparator.comparingDouble(c -> c.median(LoadResult::perSecond)));
    contenders.forEach(Contender::close);
    contenders.clear();
    return Integer.parseInt(best.name());
  }

  private void start(int threads) throws IOException, InterruptedException {
    add(TUNED, "stock WireMock, tuned", servers.main(TunedWireMock.class, "" + threads), SEED);
    tuned = contenders.get(0);
    add(
        "flow",
        "the same, send and upload",
        servers.main(TunedWireMock.class, "" + threads),
        LOGIN);
    add("mock", "mock server", servers.mock(), SEED);
    add("flow", "mock server, send and upload", servers.mock(), LOGIN);
    add("signed", "mock server, --auth on", servers.mock("--auth", "on"), Traffic::signed);
    add(
        "stub",
        "mock server, a stub through its WireMock",
        servers.mock("--mappings", Traffic.writeStub().toString()),
        port -> Traffic.stubbed());
    add("script", "bin/mock-server", servers.script(), SEED);
    add("tenfold", "mock server, 10 × the contract", servers.main(TenfoldMock.class, "10"), SEED);
    add("tenfold", "the same, send and upload", servers.main(TenfoldMock.class, "10"), LOGIN);
    add(
        "stock",
        "stock WireMock, defaults",
        servers.stockWireMock(),
        ThroughputBenchmark::seedToForgetful);
    Set<String> peers = Set.of("mockserver", "prism", "steady");
    if (ONLY.isEmpty() || peers.stream().anyMatch(List.of(ONLY.split(","))::contains)) {
      servers.fetchNodePeers();
      add("mockserver", "MockServer 5.15", servers.mockServerPeer(), SEED);
      add("prism", "Prism 5", servers.prism(), SEED_WITH_HEADERS);
      add("steady", "Steady", servers.steady(), SEED_WITH_HEADERS);
    }
    add("jetty", "bare Jetty handler", servers.main(BareJetty.class), SEED);
    add("canned", "canned bytes (the load tool's limit)", servers.main(CannedServer.class), SEED);
  }

  /** Its journal keeps every request, and would fill the heap within a few rounds. */
  private static List<Shot> seedToForgetful(int port) throws IOException, InterruptedException {
    URI journal = URI.create("http://127.0.0.1:" + port + "/__admin/requests");
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(journal).DELETE().build(),
            HttpResponse.BodyHandlers.discarding());
    return Traffic.documented();
  }

  private void add(
      String key,
      String name,
      Optional<IntFunction<List<String>>> command,
      Contender.Requests requests)
      throws IOException, InterruptedException {
    if (command.isPresent()) {
      add(key, name, command.get(), requests);
    } else {
      System.out.println(name + " is not there and left out.");
    }
  }

  private void add(
      String key, String name, IntFunction<List<String>> command, Contender.Requests requests)
      throws IOException, InterruptedException {
    if (ONLY.isEmpty() || key.equals(TUNED) || List.of(ONLY.split(",")).contains(key)) {
      contenders.add(new Contender(name, command, requests));
    }
  }

  /** In turn, until each has sent so many responses: compilers count calls, not time. */
  private void warmUp(Load load) throws IOException, InterruptedException {
    List<Contender> cold = new ArrayList<>(contenders);
    for (int round = 0; round < MOST_WARM_UPS && !cold.isEmpty(); round++) {
      for (Contender contender : List.copyOf(cold)) {
        if (contender.isWarm(load, WARM_UP, WARM_UP_RESPONSES)) {
          cold.remove(contender);
        }
      }
    }
  }

  private void rounds(Load load, int rate) throws IOException, InterruptedException {
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 0; round < ROUNDS; round++) {
      for (Contender contender : order) {
        contender.measure(load, TIME, rate);
      }
      Collections.reverse(order);
    }
  }

  private void printThroughput(int threads) throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "%nAnswers a second, median of %d × %d s in turn; ratios within a round, with quartiles;"
            + " WireMock's container threads: %d%n",
        ROUNDS,
        TIME.toSeconds(),
        threads);
    System.out.printf(
        "| %-36s | %8s | %-18s | %7s | %7s | %-18s | %7s | %7s | %8s |%n",
        "",
        "a second",
        "ratio",
        "p50 µs",
        "p99 µs",
        "ratio of p99",
        "CPU µs",
        "RSS MiB",
        "live MiB");
    for (Contender contender : contenders) {
      System.out.printf(
          Locale.ROOT,
          "| %-36s | %8.0f | %-18s | %7.0f | %7.0f | %-18s | %7.1f | %7s | %8s |%n",
          contender.name(),
          contender.median(LoadResult::perSecond),
          contender.beside(tuned, LoadResult::perSecond),
          contender.median(LoadResult::p50),
          contender.median(LoadResult::p99),
          contender.beside(tuned, LoadResult::p99),
          contender.cpu(),
          mib(contender.server().residentMib()),
          mib(contender.server().liveMib()));
    }
  }

  private static String mib(Optional<Double> mib) {
    return mib.map(value -> String.format(Locale.ROOT, "%.0f", value)).orElse("–");
  }

  private void printLatency() {
    System.out.printf("%nLatency at %d requests a second each%n", PACED);
    System.out.printf(
        "| %-36s | %7s | %7s | %-18s | %-18s |%n",
        "", "p50 µs", "p99 µs", "ratio of p50", "ratio of p99");
    for (Contender contender : contenders) {
      System.out.printf(
          Locale.ROOT,
          "| %-36s | %7.0f | %7.0f | %-18s | %-18s |%n",
          contender.name(),
          contender.median(LoadResult::p50),
          contender.median(LoadResult::p99),
          contender.beside(tuned, LoadResult::p50),
          contender.beside(tuned, LoadResult::p99));
    }
  }
}
