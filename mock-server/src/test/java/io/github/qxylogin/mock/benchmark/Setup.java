package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mocks that are as one by a store of their own, or one in memory. */
final class Setup implements AutoCloseable {
  private final String name;
  private final Optional<StoreProcess> store;
  private final List<ServerProcess> mocks = new ArrayList<>();

  /**
   * @param mocks how many share a store; 0 for one in memory
   */
  Setup(Servers servers, int mocks) throws IOException, InterruptedException {
    name = mocks == 0 ? "in memory" : mocks == 1 ? "one mock" : mocks + " mocks";
    store = mocks == 0 ? Optional.empty() : Optional.of(StoreProcess.start().orElseThrow());
    String[] options = store.map(it -> StoreProcess.options(it.port())).orElse(new String[0]);
    for (int i = 0; i < Math.max(1, mocks); i++) {
      this.mocks.add(new ServerProcess(servers.mock(options)));
    }
  }

  String name() {
    return name;
  }

  boolean inMemory() {
    return store.isEmpty();
  }

  List<ServerProcess> mocks() {
    return mocks;
  }

  List<Integer> ports() {
    return mocks.stream().map(ServerProcess::port).toList();
  }

  StoreProcess.Work work() throws IOException {
    return store.isPresent() ? store.get().work() : StoreProcess.Work.NONE;
  }

  double cpuMicros() {
    return mocks.stream().map(ServerProcess::cpu).mapToLong(Duration::toNanos).sum() / 1e3;
  }

  @Override
  public void close() {
    mocks.forEach(ServerProcess::close);
    store.ifPresent(StoreProcess::close);
  }
}
