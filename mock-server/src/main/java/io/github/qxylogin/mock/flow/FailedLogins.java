package io.github.qxylogin.mock.flow;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed logins in a row, bounded: by tax number, where too many lock until it is recovered,
 * and by person within a day, where they lock until midnight. Its callers take turns ({@link
 * FlowState#transact}).
 */
public final class FailedLogins {
  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_OF_A_PERSON = 20;

  private final InstantSource clock;

  /** By tax number, or by the name of a person. */
  private final Table<Row> rows;

  public FailedLogins(InstantSource clock, Store store) {
    this.clock = clock;
    rows = store.table("failed-logins", MOST_ENTRIES, new TypeReference<>() {});
  }

  /**
   * The failures that count together.
   *
   * @param failed who failed, each time: a login may name its person in several ways
   * @param allowed how many failures do not lock yet
   * @param end when they count no longer, by themselves
   */
  private record Row(List<List<List<String>>> failed, int allowed, Instant end) {
    boolean locked() {
      return failed.size() > allowed;
    }

    Row and(List<List<String>> persons, int allowedNow) {
      return new Row(Stream.concat(failed.stream(), Stream.of(persons)).toList(), allowedNow, end);
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
      return others.isEmpty() ? null : new Row(others, allowed, end);
    }
  }

  /**
   * The failed logins at a tax number, or those of a person at all tax numbers.
   *
   * @param locked whether they are too many
   * @param allowed how many lock nothing yet
   * @param until when they end by themselves, and their lock with them; null where they do not
   */
  public record Standing(boolean locked, int failures, int allowed, @Nullable Instant until) {}

  /** Returns whether none has failed at all. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Returns how a tax number, a person or a hosted account stands, if a login has failed that
   * counts.
   *
   * @param others by which its failed logins count besides its own name
   */
  public Optional<Standing> standing(String identity, Collection<String> others) {
    String bounded = Exchange.bounded(identity);
    Optional<Row> own =
        Stream.concat(Stream.of(bounded), others.stream())
            .flatMap(whose -> row(whose).stream())
            .max(comparing(Row::locked).thenComparing(Row::end));
    if (own.isPresent()) {
      return own.map(row -> standing(List.of(row), row.failed().size()));
    }
    List<Row> known =
        rows.all().values().stream()
            .filter(this::counts)
            .filter(row -> row.has(person -> person.contains(bounded)))
            .toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            standing(known, known.stream().mapToInt(row -> row.failuresOf(bounded)).sum()));
  }

  private static Standing standing(List<Row> known, int failures) {
    boolean locked = known.stream().anyMatch(Row::locked);
    Instant end =
        known.stream()
            .filter(row -> row.locked() == locked)
            .map(Row::end)
            .max(naturalOrder())
            .orElseThrow();
    return new Standing(
        locked, failures, known.get(0).allowed(), end.equals(Instant.MAX) ? null : end);
  }

  private Optional<Row> row(String whose) {
    return Optional.ofNullable(rows.get(whose)).filter(this::counts);
  }

  private boolean counts(Row row) {
    return clock.instant().isBefore(row.end());
  }

  public boolean locked(String whose) {
    return row(whose).filter(Row::locked).isPresent();
  }

  /** Returns whose failures count in a call; a call that takes up a task may leave it to that. */
  static Optional<String> whose(Exchange exchange, Flow flow, Optional<Task> task) {
    return Optional.ofNullable(flow.lockedBy())
        .flatMap(of -> exchange.value(of).or(() -> task.map(t -> t.values().get(of))));
  }

  /** Returns why a call is refused; nothing if no lock stands in its way. */
  public Optional<String> lock(Exchange exchange, Flow flow, Optional<Task> task) {
    return whose(exchange, flow, task)
        .flatMap(this::row)
        .filter(Row::locked)
        .map(
            row ->
                row.end().equals(Instant.MAX)
                    ? "too many failed logins locked the tax number"
                    : "too many failed logins in a row locked the person until " + row.end());
  }

  /**
   * Counts a wrong code.
   *
   * @param persons who logs in: a hosted account stands for the tax numbers where its person failed
   */
  void fail(String whose, Flow.Lock lock, List<List<String>> persons) {
    rows.compute(
        whose,
        row -> {
          Row before = row != null && counts(row) ? row : new Row(List.of(), 0, end(lock));
          return before.and(persons, lock.failures());
        });
  }

  private Instant end(Flow.Lock lock) {
    ZoneOffset offset = lock.midnight();
    return offset == null
        ? Instant.MAX
        : LocalDate.ofInstant(clock.instant(), offset).plusDays(1).atStartOfDay().toInstant(offset);
  }

  /**
   * Returns the tax numbers where a person has failed and may be locked, and the person's own name
   * where the person may be; the latest last.
   */
  public List<String> of(List<String> person) {
    List<String> all =
        rows.all().entrySet().stream()
            .filter(row -> row.getValue().has(person::equals))
            .map(Map.Entry::getKey)
            .toList();
    return all.subList(Math.max(0, all.size() - MOST_OF_A_PERSON), all.size());
  }

  /** Ends a row of failures, unless they were too many already. */
  void succeed(String whose) {
    if (!locked(whose)) {
      recover(whose);
    }
  }

  /** Lifts a lock, and forgets the failures that might have led to one. */
  public void recover(String whose) {
    rows.remove(whose);
  }

  /**
   * Forgets the failures at a tax number, or those of a person, and the locks that they made.
   *
   * @param others by which failed logins of the identity count besides its own name
   */
  public void forget(String identity, Collection<String> others) {
    others.forEach(this::recover);
    String bounded = Exchange.bounded(identity);
    recover(bounded);
    rows.all().entrySet().stream()
        .filter(row -> row.getValue().has(person -> person.contains(bounded)))
        .forEach(
            row ->
                rows.compute(
                    row.getKey(), failures -> failures == null ? null : failures.without(bounded)));
  }

  public void reset() {
    rows.clear();
  }
}
