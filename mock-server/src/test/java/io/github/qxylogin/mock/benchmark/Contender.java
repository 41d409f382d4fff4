package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A server with its load, and what was measured of them round by round. */
final class Contender implements AutoCloseable {
  private final String name;
  private final ServerProcess server;
  private final Requests requests;
  private final List<LoadResult> results = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private long warmUp;

  /** Makes the requests for a server: they may need a token of its own. */
  interface Requests {
    List<Shot> of(int port) throws IOException, InterruptedException;
  }

  Contender(String name, IntFunction<List<String>> command, Requests requests)
      throws IOException, InterruptedException {
    this.name = name;
    this.requests = requests;
    this.server = new ServerProcess(command);
  }

  /** Asks for a while; returns whether so many responses have been sent. */
  boolean isWarm(Load load, Duration time, long responses)
      throws IOException, InterruptedException {
    warmUp += measured(load, time, 0).responses();
    return warmUp >= responses;
  }

  void measure(Load load, Duration time, int rate) throws IOException, InterruptedException {
    Duration before = server.cpu();
    LoadResult result = measured(load, time, rate);
    results.add(result);
    cpu.add(server.cpu().minus(before).toNanos() / 1e3 / result.responses());
  }

  private LoadResult measured(Load load, Duration time, int rate)
      throws IOException, InterruptedException {
    try {
      return load.paced(server.port(), requests.of(server.port()), time, rate);
    } catch (IllegalStateException failed) {
      throw new IllegalStateException(name + ": " + failed.getMessage(), failed);
    }
  }

  String name() {
    return name;
  }

  ServerProcess server() {
    return server;
  }

  List<LoadResult> results() {
    return List.copyOf(results);
  }

  double median(ToDoubleFunction<LoadResult> figure) {
    return Spread.of(results.stream().mapToDouble(figure)).median();
  }

  /** Returns the processor time of one response, in microseconds. */
  double cpu() {
    return Spread.of(cpu.stream().mapToDouble(Double::doubleValue)).median();
  }

  /** Returns the ratios to a peer, each within one round. */
  Spread beside(Contender peer, ToDoubleFunction<LoadResult> figure) {
    return Spread.of(
        IntStream.range(0, results.size())
            .mapToDouble(
                round ->
                    figure.applyAsDouble(results.get(round))
                        / figure.applyAsDouble(peer.results.get(round))));
  }

  void forget() {
    results.clear();
    cpu.clear();
  }

  @Override
  public void close() {
    server.close();
  }
}
