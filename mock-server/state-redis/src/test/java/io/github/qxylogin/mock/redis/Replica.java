package io.github.qxylogin.mock.redis;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Log;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.net.URI;
import java.util.Optional;

/** A store with some tables, as one mock server of several has it. */
record Replica(Store store, Table<Integer> one, Table<Integer> other, Log<String> log)
    implements AutoCloseable {
  static final int MAX = 20;
  private static final Contract CONTRACT = Contract.load();

  static Replica of(Store store) {
    Replica replica =
        new Replica(
            store,
            store.table("one", MAX, new TypeReference<>() {}),
            store.table("other", MAX, new TypeReference<>() {}),
            store.log("log", MAX, new TypeReference<>() {}));
    store.connect();
    return replica;
  }

  static Replica at(URI address) {
    return of(new RedisStoreProvider().open(address, Optional.empty(), CONTRACT));
  }

  @Override
  public void close() {
    store.close();
  }
}
