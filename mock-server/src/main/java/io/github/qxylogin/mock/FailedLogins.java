package io.github.qxylogin.mock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Counts failed logins in a row by tax number, bounded; too many lock it until it is recovered. */
final class FailedLogins {
  private static final int MOST_ENTRIES = 10_000;

  private final Cache<String, FailedLogin> byTaxNumber = bounded();
  private final Cache<List<String>, String> lastOf = bounded();

  boolean locked(String taxNumber) {
    FailedLogin failed = byTaxNumber.getIfPresent(taxNumber);
    return failed != null && failed.locked();
  }

  /** Tries a login, unless the tax number is locked; counts it if the code was wrong. */
  Optional<Redemption> attempt(String taxNumber, int borne, Supplier<Redemption> login) {
    AtomicReference<Optional<Redemption>> tried = new AtomicReference<>(Optional.empty());
    byTaxNumber
        .asMap()
        .compute(
            taxNumber,
            (key, kept) -> {
              FailedLogin failed = kept == null ? FailedLogin.NONE : kept;
              if (failed.locked()) {
                return failed;
              }
              Redemption redemption = login.get();
              tried.set(Optional.of(redemption));
              if (redemption.wrongCode()) {
                return failed.more(borne);
              }
              return redemption.redeemed() ? null : kept;
            });
    return tried.get();
  }

  /** Remembers where a person failed last, by which a hosted account is mapped to a tax number. */
  void remember(List<String> person, String taxNumber) {
    lastOf.put(person, taxNumber);
  }

  Optional<String> lastOf(List<String> person) {
    return Optional.ofNullable(lastOf.getIfPresent(person));
  }

  /** Ends a row of failures, unless they were too many already. */
  void succeed(String taxNumber) {
    byTaxNumber
        .asMap()
        .computeIfPresent(taxNumber, (key, failed) -> failed.locked() ? failed : null);
  }

  /** Lifts a lock, and ends the row of failures. */
  void recover(String taxNumber) {
    byTaxNumber.invalidate(taxNumber);
  }

  void reset() {
    byTaxNumber.invalidateAll();
    lastOf.invalidateAll();
  }

  private static <K, V> Cache<K, V> bounded() {
    return Caffeine.newBuilder().maximumSize(MOST_ENTRIES).executor(Runnable::run).build();
  }
}
