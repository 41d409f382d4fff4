package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Counts failed logins in a row by tax number, bounded; too many lock it until it is recovered. */
final class FailedLogins {
  /** Why a call is refused, for people. */
  static final String LOCKED = "too many failed logins locked the tax number";

  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_OF_A_PERSON = 20;

  private final Latest<String, FailedLogin> byTaxNumber = new Latest<>(MOST_ENTRIES);
  private final Latest<List<String>, List<String>> byPerson = new Latest<>(MOST_ENTRIES);

  boolean locked(String taxNumber) {
    FailedLogin failed = byTaxNumber.get(taxNumber);
    return failed != null && failed.locked();
  }

  /** Returns whether the tax number that a login is for is locked. */
  boolean locks(Exchange exchange, Flow flow) {
    return taxNumber(exchange, flow).filter(this::locked).isPresent();
  }

  private static Optional<String> taxNumber(Exchange exchange, Flow flow) {
    return Optional.ofNullable(flow.lock()).flatMap(lock -> exchange.value(lock.taxNumber()));
  }

  /** Tries a login, unless the tax number is locked; counts it if the code was wrong. */
  Optional<Redemption> attempt(Exchange exchange, Flow flow, Supplier<Redemption> login) {
    return taxNumber(exchange, flow)
        .map(number -> attempt(number, flow.lock().failures(), login))
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

  /** Remembers where a person failed, by which a hosted account is mapped to tax numbers. */
  void remember(List<String> person, Exchange exchange, Flow flow) {
    taxNumber(exchange, flow)
        .ifPresent(
            number ->
                byPerson.compute(
                    person, before -> with(number, before == null ? List.of() : before)));
  }

  private List<String> with(String number, List<String> before) {
    if (before.contains(number)) {
      return before;
    }
    List<String> failing = new ArrayList<>(before);
    failing.removeIf(other -> byTaxNumber.get(other) == null);
    failing.add(number);
    int tooMany = Math.max(0, failing.size() - MOST_OF_A_PERSON);
    return List.copyOf(failing.subList(tooMany, failing.size()));
  }

  /** Returns the tax numbers where a person has failed and may be locked, the latest last. */
  List<String> of(List<String> person) {
    List<String> numbers = byPerson.get(person);
    return numbers == null ? List.of() : numbers;
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
    byPerson.clear();
  }
}
