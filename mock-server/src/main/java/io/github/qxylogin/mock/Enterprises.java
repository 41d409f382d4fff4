package io.github.qxylogin.mock;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The enterprises that were made known: each tax number has an id, and keeps it. Bounded. */
final class Enterprises {
  private static final int MOST_ENTRIES = 10_000;

  private final Latest<String, String> byTaxNumber = new Latest<>(MOST_ENTRIES);
  private final Latest<String, String> byId = new Latest<>(MOST_ENTRIES);

  /** Returns the id of a tax number: the one that it has, or a new one. */
  String idOf(String taxNumber, Supplier<String> fresh) {
    AtomicReference<String> id = new AtomicReference<>();
    byTaxNumber.compute(
        taxNumber,
        known -> {
          id.set(known == null ? fresh.get() : known);
          return id.get();
        });
    byId.put(id.get(), taxNumber);
    return id.get();
  }

  /** Returns the tax number that an id was given to. */
  Optional<String> taxNumberOf(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  void reset() {
    byTaxNumber.clear();
    byId.clear();
  }
}
