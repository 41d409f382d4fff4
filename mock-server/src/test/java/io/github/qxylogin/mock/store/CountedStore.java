package io.github.qxylogin.mock.store;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that reads as one does whose reads are round trips, and counts them. */
public final class CountedStore {
  private static final int GUESSED_RUNS = 20;

  private CountedStore() {}

  /** Returns an empty store. */
  public static Store counting(AtomicInteger reads) {
    Storage memory = new InMemoryStorage();
    Object counted =
        Proxy.newProxyInstance(
            Storage.class.getClassLoader(),
            new Class<?>[] {Storage.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("read")) {
                return method.invoke(memory, arguments);
              }
              reads.incrementAndGet();
              return arguments[0] instanceof Transaction.Cell cell
                  ? memory.read(cell)
                  : ((List<?>) arguments[0])
                      .stream().map(cell -> memory.read((Transaction.Cell) cell)).toList();
            });
    return new Store((Storage) counted, GUESSED_RUNS);
  }
}
