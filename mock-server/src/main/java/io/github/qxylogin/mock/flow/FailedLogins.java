package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Latest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed logins in a row by tax number, bounded; too many lock it until it is recovered. Its
 * callers take turns ({@link FlowState#wholly}).
 */
public final class FailedLogins {
  static final String LOCKED = "too many failed logins locked the tax number";

  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_OF_A_PERSON = 20;

  private final Latest<String, Row> byTaxNumber = new Latest<>(MOST_ENTRIES);

  /**
   * The failures in a row at a tax number.
   *
   * @param failed who failed, each time: a login may name its person in several ways
   * @param allowed how many failures do not lock it yet
   */
  private record Row(List<List<List<String>>> failed, int allowed) {
    boolean locked() {
      return failed.size() > allowed;
    }

    Row and(List<List<String>> persons, int allowedNow) {
      return new Row(Stream.concat(failed.stream(), Stream.of(persons)).toList(), allowedNow);
    }

    boolean has(Predicate<List<String>> person) {
      return failed.stream().flatMap(List::stream).anyMatch(person);
    }

    int failuresOf(String identity) {
      return (int)
          failed.stream()
              .filter(names -> names.stream().anyMatch(name -> name.contains(identity)))
              .count();
    }

    /** Returns what others have failed; null if nobody else has. */
    @Nullable Row without(String identity) {
      List<List<List<String>>> others =
          failed.stream()
              .filter(names -> names.stream().noneMatch(name -> name.contains(identity)))
              .toList();
      return others.isEmpty() ? null : new Row(others, allowed);
    }
  }

  /**
   * The failed logins at a tax number, or those of a person at all tax numbers.
   *
   * @param locked whether they are too many
   * @param allowed how many in a row lock nothing yet
   */
  public record Standing(boolean locked, int failures, int allowed) {}

  /**
   * Returns how a tax number or a person stands, if a login has failed and none succeeded since.
   */
  public Optional<Standing> standing(String identity) {
    String bounded = Exchange.bounded(identity);
    Row own = byTaxNumber.get(bounded);
    if (own != null) {
      return Optional.of(new Standing(own.locked(), own.failed().size(), own.allowed()));
    }
    List<Row> rows =
        byTaxNumber.all().values().stream()
            .filter(row -> row.has(person -> person.contains(bounded)))
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Standing(
                rows.stream().anyMatch(Row::locked),
                rows.stream().mapToInt(row -> row.failuresOf(bounded)).sum(),
                rows.get(0).allowed()));
  }

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
              Row before = row == null ? new Row(List.of(), 0) : row;
              byTaxNumber.put(number, before.and(persons, flow.lock().failures()));
            });
  }

  /** Returns the tax numbers where a person has failed and may be locked, the latest last. */
  public List<String> of(List<String> person) {
    List<String> numbers =
        byTaxNumber.all().entrySet().stream()
            .filter(row -> row.getValue().has(person::equals))
            .map(Map.Entry::getKey)
            .toList();
    return numbers.subList(Math.max(0, numbers.size() - MOST_OF_A_PERSON), numbers.size());
  }

  /** Ends a row of failures, unless they were too many already. */
  void succeed(Exchange exchange, Flow flow) {
    taxNumber(exchange, flow).filter(number -> !locked(number)).ifPresent(this::recover);
  }

  public void recover(String taxNumber) {
    byTaxNumber.remove(taxNumber);
  }

  /** Forgets the failures at a tax number, or those of a person, and the locks that they made. */
  public void forget(String identity) {
    String bounded = Exchange.bounded(identity);
    recover(bounded);
    byTaxNumber.all().entrySet().stream()
        .filter(row -> row.getValue().has(person -> person.contains(bounded)))
        .forEach(row -> byTaxNumber.compute(row.getKey(), failures -> failures.without(bounded)));
  }

  public void reset() {
    byTaxNumber.clear();
  }
}
