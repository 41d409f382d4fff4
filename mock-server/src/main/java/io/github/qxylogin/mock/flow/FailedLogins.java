package io.github.qxylogin.mock.flow;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import io.github.qxylogin.mock.text.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed logins in a row, bounded: by tax number, where too many lock until it is recovered,
 * and by person within a day, where they lock until midnight.
 */
public final class FailedLogins {
  private static final int MAX_ENTRIES = 10_000;

  private final InstantSource clock;

  /** By tax number, or by the name of a person. */
  private final Table<Row> rows;

  public FailedLogins(InstantSource clock, Store store) {
    this.clock = clock;
    rows = store.table("failed-logins", MAX_ENTRIES, new TypeReference<>() {});
  }

  /**
   * The failures that count together.
   *
   * @param failures the identities of each
   * @param allowed how many failures do not lock yet
   * @param end when they count no longer; {@link Instant#MAX} if they do not end by themselves
   */
  private record Row(List<List<String>> failures, int allowed, Instant end) {
    boolean locked() {
      return failures.size() > allowed;
    }

    Row with(List<String> failure, int allowedNow) {
      return new Row(
          Stream.concat(failures.stream(), Stream.of(failure)).toList(), allowedNow, end);
    }

    boolean isOf(List<String> person) {
      return failures.stream().anyMatch(failure -> failure.containsAll(person));
    }

    @Nullable Row without(String identity) {
      List<List<String>> others = failures.stream().filter(f -> !f.contains(identity)).toList();
      return others.isEmpty() ? null : new Row(others, allowed, end);
    }

    LockStatus status() {
      return new LockStatus(
          locked(), failures.size(), allowed, end.equals(Instant.MAX) ? null : end);
    }
  }

  /**
   * The failed logins at a tax number, or those of a person at all tax numbers.
   *
   * @param locked whether they are too many
   * @param allowed how many lock nothing yet
   * @param until when they end by themselves, and their lock with them; null where they do not
   */
  public record LockStatus(boolean locked, int failures, int allowed, @Nullable Instant until) {}

  /** The failed logins at one moment. */
  @FunctionalInterface
  public interface LockStatuses {
    /**
     * Returns the failed logins of a tax number, a person or a hosted account: a locked row first,
     * then the longest.
     *
     * @param others the other names that its failed logins count by
     */
    Optional<LockStatus> of(String identity, Collection<String> others);
  }

  /** Returns the failed logins of this moment. */
  public LockStatuses statuses() {
    List<Map.Entry<String, Row>> counting =
        rows.all().entrySet().stream().filter(row -> counts(row.getValue())).toList();
    return (identity, others) -> {
      String bounded = OperationRequest.bounded(identity);
      return counting.stream()
          .filter(
              row ->
                  row.getKey().equals(bounded)
                      || others.contains(row.getKey())
                      || row.getValue().isOf(List.of(bounded)))
          .map(row -> row.getValue().status())
          .max(comparing(LockStatus::locked).thenComparing(LockStatus::failures));
    };
  }

  private Optional<Row> row(String identity) {
    return Optional.ofNullable(rows.get(identity)).filter(this::counts);
  }

  private boolean counts(Row row) {
    return clock.instant().isBefore(row.end());
  }

  public boolean locked(String identity) {
    return row(identity).filter(Row::locked).isPresent();
  }

  /** Returns the identity that counts the failures of a call; its task may contain it. */
  private static Optional<String> countedBy(
      OperationRequest request, Flow flow, Optional<Task> task) {
    return Optional.ofNullable(flow.lockedBy())
        .flatMap(of -> request.value(of).or(() -> task.map(t -> t.values().get(of))));
  }

  /** Returns the reason if a lock rejects the call. */
  public Optional<Message> lock(OperationRequest request, Flow flow, Optional<Task> task) {
    return countedBy(request, flow, task)
        .flatMap(this::row)
        .filter(Row::locked)
        .map(
            row ->
                row.end().equals(Instant.MAX)
                    ? Message.of("flow.tax-number-locked")
                    : Message.of("flow.person-locked", row.end()));
  }

  /** Counts a wrong code. */
  void fail(OperationRequest request, Flow flow, Task task) {
    countedBy(request, flow, Optional.of(task))
        .ifPresent(
            identity -> {
              Row row = row(identity).orElseGet(() -> new Row(List.of(), 0, end(flow.lock())));
              rows.put(identity, row.with(task.identities(), flow.lock().failures()));
            });
  }

  /** Ends a row of failures, unless it has locked already. */
  void succeed(OperationRequest request, Flow flow, Optional<Task> task) {
    countedBy(request, flow, task)
        .filter(identity -> row(identity).filter(row -> !row.locked()).isPresent())
        .ifPresent(this::recover);
  }

  private Instant end(Flow.Lock lock) {
    ZoneOffset offset = lock.midnight();
    return offset == null
        ? Instant.MAX
        : LocalDate.ofInstant(clock.instant(), offset).plusDays(1).atStartOfDay().toInstant(offset);
  }

  /** Returns the tax numbers where a person has failed, and the person's own name. */
  public List<String> of(List<String> person) {
    return rows.all().entrySet().stream()
        .filter(row -> !person.isEmpty() && row.getValue().isOf(person))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Lifts a lock, and forgets the failures that might have led to one. */
  public void recover(String identity) {
    rows.remove(identity);
  }

  /**
   * Forgets the failures at a tax number, or those of a person, and the locks that they made.
   *
   * @param others by which failed logins of the identity count besides its own name
   */
  public void forget(String identity, Collection<String> others) {
    others.forEach(this::recover);
    String bounded = OperationRequest.bounded(identity);
    recover(bounded);
    rows.snapshot().entrySet().stream()
        .filter(row -> row.getValue().isOf(List.of(bounded)))
        .forEach(
            row ->
                rows.compute(
                    row.getKey(), before -> before == null ? null : before.without(bounded)));
  }

  public void reset() {
    rows.clear();
  }
}
