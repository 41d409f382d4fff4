package io.github.qxylogin.mock.redis;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Feed;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** A store with some tables, as one mock server of several has it. */
record Replica(Store store, Table<Integer> one, Table<Integer> other, Feed<String> feed)
    implements AutoCloseable {
  static final int MOST = 20;
  private static final Contract CONTRACT = Contract.load();

  static Replica of(Store store) {
    return new Replica(
        store,
        store.table("one", MOST, new TypeReference<>() {}),
        store.table("other", MOST, new TypeReference<>() {}),
        store.feed("feed", MOST, new TypeReference<>() {}));
  }

  static Replica at(URI address) {
    Replica replica = of(new RedisStoreProvider().open(address, Optional.empty(), CONTRACT));
    replica.store().refresh();
    return replica;
  }

  /** Waits for what comes of a call. */
  <T> T call(Supplier<T> call) {
    return RedisStore.join(store.call(call));
  }

  @Override
  public void close() {
    store.close();
  }
}
