package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Latest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts failed logins in a row by tax number, bounded; too many lock it until it is recovered. Its
 * callers take turns ({@link FlowState#wholly}).
 */
public final class FailedLogins {
  static final String LOCKED = "too many failed logins locked the tax number";

  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_OF_A_PERSON = 20;

  private final Latest<String, Row> byTaxNumber = new Latest<>(MOST_ENTRIES);
  private final Latest<List<String>, List<String>> byPerson = new Latest<>(MOST_ENTRIES);

  private record Row(int failures, boolean locked) {}

  public boolean locked(String taxNumber) {
    Row row = byTaxNumber.get(taxNumber);
    return row != null && row.locked();
  }

  boolean locks(Exchange exchange, Flow flow) {
    return taxNumber(exchange, flow).filter(this::locked).isPresent();
  }

  private static Optional<String> taxNumber(Exchange exchange, Flow flow) {
    return Optional.ofNullable(flow.lock()).flatMap(lock -> exchange.value(lock.taxNumber()));
  }

  /**
   * Counts a wrong code.
   *
   * @param persons who logs in: a hosted account stands for the tax numbers where its person failed
   */
  void fail(Exchange exchange, Flow flow, List<List<String>> persons) {
    taxNumber(exchange, flow)
        .ifPresent(
            number -> {
              Row row = byTaxNumber.get(number);
              int failures = row == null ? 1 : row.failures() + 1;
              byTaxNumber.put(number, new Row(failures, failures > flow.lock().failures()));
              persons.forEach(person -> byPerson.put(person, with(number, of(person))));
            });
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
  public List<String> of(List<String> person) {
    return Optional.ofNullable(byPerson.get(person)).orElse(List.of());
  }

  /** Ends a row of failures, unless they were too many already. */
  void succeed(Exchange exchange, Flow flow) {
    taxNumber(exchange, flow).filter(number -> !locked(number)).ifPresent(this::recover);
  }

  public void recover(String taxNumber) {
    byTaxNumber.remove(taxNumber);
  }

  /** Forgets the failures and the lock of a tax number, or of all where a person has failed. */
  public void forget(String identity) {
    String bounded = Exchange.bounded(identity);
    recover(bounded);
    byPerson.all().entrySet().stream()
        .filter(failed -> failed.getKey().contains(bounded))
        .forEach(failed -> failed.getValue().forEach(this::recover));
    byPerson.removeIf((person, numbers) -> person.contains(bounded));
  }

  public void reset() {
    byTaxNumber.clear();
    byPerson.clear();
  }
}
