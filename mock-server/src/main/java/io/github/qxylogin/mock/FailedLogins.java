package io.github.qxylogin.mock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.qxylogin.contract.Flow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Counts failed logins in a row by tax number, bounded; too many lock it until it is recovered. */
final class FailedLogins {
  /** Why a call is refused, for people. */
  static final String LOCKED = "too many failed logins locked the tax number";

  private static final int MOST_ENTRIES = 10_000;

  private final Cache<String, FailedLogin> byTaxNumber = bounded();
  private final Cache<List<String>, String> lastOf = bounded();

  boolean locked(String taxNumber) {
    FailedLogin failed = byTaxNumber.getIfPresent(taxNumber);
    return failed != null && failed.locked();
  }

  /** Returns whether the tax number that a login is for is locked. */
  boolean locks(Exchange exchange, Flow flow) {
    return taxNumber(exchange, flow).filter(this::locked).isPresent();
  }

  private static Optional<String> taxNumber(Exchange exchange, Flow flow) {
    return flow.lock().flatMap(lock -> exchange.value(lock.taxNumber()));
  }

  /** Tries a login, unless the tax number is locked; counts it if the code was wrong. */
  Optional<Redemption> attempt(Exchange exchange, Flow flow, Supplier<Redemption> login) {
    return taxNumber(exchange, flow)
        .map(number -> attempt(number, flow.lock().orElseThrow().failures(), login))
        .orElseGet(() -> Optional.of(login.get()));
  }

  private Optional<Redemption> attempt(String taxNumber, int borne, Supplier<Redemption> login) {
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
  void remember(List<String> person, Exchange exchange, Flow flow) {
    taxNumber(exchange, flow).ifPresent(number -> lastOf.put(person, number));
  }

  Optional<String> lastOf(List<String> person) {
    return Optional.ofNullable(lastOf.getIfPresent(person));
  }

  /** Ends a row of failures, unless they were too many already. */
  void succeed(Exchange exchange, Flow flow) {
    taxNumber(exchange, flow)
        .ifPresent(
            number ->
                byTaxNumber
                    .asMap()
                    .computeIfPresent(number, (key, failed) -> failed.locked() ? failed : null));
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
