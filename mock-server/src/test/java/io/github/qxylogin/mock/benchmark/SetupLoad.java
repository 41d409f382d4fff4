package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A setup under a load, and what was measured of it round by round. */
final class SetupLoad {
  private final Setup setup;
  private final int connections;
  private final int rate;
  private final List<Shot> shots;
  private final List<Round> rounds = new ArrayList<>();

  /**
   * What was measured in one round, once all shots have their responses: of each login, if they are
   * those of a login.
   *
   * @param perSecond how many a second
   * @param mocks how long it kept processors busy with the mocks, in microseconds
   * @param store what it took of the store
   */
  record Round(double perSecond, double mocks, StoreProcess.Work store) {}

  /**
   * Creates a load.
   *
   * @param rate logins a second; 0 for as many as the setup can serve
   */
  SetupLoad(Setup setup, int connections, int rate, List<Shot> shots) {
    this.setup = setup;
    this.connections = connections;
    this.rate = rate;
    this.shots = shots;
  }

  Setup setup() {
    return setup;
  }

  int connections() {
    return connections;
  }

  int rate() {
    return rate;
  }

  void measure(Load load, Duration time) throws IOException {
    double mocks = setup.cpuMicros();
    StoreProcess.Work before = setup.work();
    LoadResult result = load.ask(setup.ports(), connections, shots, time, rate * shots.size());
    StoreProcess.Work done = setup.work().since(before);
    double all = (double) result.responses() / shots.size();
    rounds.add(
        new Round(
            result.perSecond() / shots.size(),
            (setup.cpuMicros() - mocks) / all,
            new StoreProcess.Work(done.micros() / all, done.scripts() / all)));
  }

  double median(ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure)).median();
  }

  /** Returns how many a second beside a peer, each within one round. */
  Spread beside(SetupLoad peer) {
    return Spread.of(
        IntStream.range(0, rounds.size())
            .mapToDouble(at -> rounds.get(at).perSecond() / peer.rounds.get(at).perSecond()));
  }
}
