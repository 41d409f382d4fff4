package io.github.qxylogin.mock;

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

  private final Latest<String, FailedLogin> byTaxNumber = new Latest<>(MOST_ENTRIES);
  private final Latest<List<String>, String> lastOf = new Latest<>(MOST_ENTRIES);

  boolean locked(String taxNumber) {
    FailedLogin failed = byTaxNumber.get(taxNumber);
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
    byTaxNumber.compute(
        taxNumber,
        kept -> {
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
    return Optional.ofNullable(lastOf.get(person));
  }

  /** Ends a row of failures, unless they were too many already. */
  void succeed(Exchange exchange, Flow flow) {
    taxNumber(exchange, flow)
        .ifPresent(
            number ->
                byTaxNumber.compute(
                    number, failed -> failed != null && failed.locked() ? failed : null));
  }

  /** Lifts a lock, and ends the row of failures. */
  void recover(String taxNumber) {
    byTaxNumber.compute(taxNumber, failed -> null);
  }

  void reset() {
    byTaxNumber.clear();
    lastOf.clear();
  }
}
