package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store with optimistic transactions: work notes what it reads and keeps back what it writes. The
 * commit writes all if nothing of what was read has changed, or nothing; then the work runs again.
 *
 * <p>Where each read is a round trip, the work runs on guesses first: a cell that is not known yet
 * seems to have nothing. When the work ends, all cells that it asked for are read in one trip, and
 * it runs again.
 *
 * @param <T> a table of the store
 */
public final class OptimisticStore<T> implements Store {
  private final Storage<T> storage;
  private final int guessedRuns;
  private final ThreadLocal<@Nullable Transaction<T>> current = new ThreadLocal<>();

  /**
   * Creates a store.
   *
   * @param guessedRuns how often a transaction may run on guesses; 0 where reads cost nothing
   */
  public OptimisticStore(Storage<T> storage, int guessedRuns) {
    this.storage = storage;
    this.guessedRuns = guessedRuns;
  }

  /** What the work of a committed transaction has returned or thrown. */
  private record Result(@Nullable Object value, @Nullable RuntimeException failure) {
    static Result of(Supplier<?> work) {
      try {
        return new Result(work.get(), null);
      } catch (RuntimeException failure) {
        return new Result(null, failure);
      }
    }
  }

  @Override
  public <V> Table<V> table(String name, int most, TypeReference<V> type) {
    return new OptimisticTable<>(storage.open(name, most, type));
  }

  @Override
  public <V> Feed<V> feed(String name, int most, TypeReference<V> type) {
    return new TableFeed<>(this, name, most, type);
  }

  @Override
  @SuppressWarnings("unchecked") // the result of the work
  public <R> R transact(Supplier<R> work) {
    if (current.get() != null) {
      return work.get();
    }
    Result result = committed(work);
    if (result.failure() != null) {
      throw result.failure();
    }
    return (R) result.value();
  }

  private Result committed(Supplier<?> work) {
    Transaction<T> first = new Transaction<>(storage);
    Result result = attempt(first, work);
    return result != null ? result : storage.retry(() -> attempt(again(first), work));
  }

  /** Most runs read what the first has read: one trip brings all. */
  private Transaction<T> again(Transaction<T> first) {
    Transaction<T> next = new Transaction<>(storage);
    if (guessedRuns > 0) {
      next.read(first.reads().keySet());
    }
    return next;
  }

  private @Nullable Result attempt(Transaction<T> transaction, Supplier<?> work) {
    current.set(transaction);
    try {
      for (int run = 0; ; run++) {
        transaction.begin(run < guessedRuns);
        Result result = Result.of(work);
        if (transaction.readWanted()) {
          continue;
        }
        if (result.failure() instanceof StoreException unavailable) {
          throw unavailable;
        }
        if (result.failure() != null) {
          transaction.begin(false);
        }
        return transaction.isDone() || storage.commit(transaction) ? result : null;
      }
    } finally {
      current.remove();
    }
  }

  @Override
  public <V> Log<V> log(String name, int most, TypeReference<V> type) {
    return storage.log(name, most, type);
  }

  @Override
  public Instant time(Instant own) {
    return storage.time(own);
  }

  @Override
  public Optional<Standing> standing() {
    return storage.standing();
  }

  @Override
  public void close() {
    storage.close();
  }

  private final class OptimisticTable<V> implements Table<V> {
    private final T table;

    OptimisticTable(T table) {
      this.table = table;
    }

    @Override
    @SuppressWarnings("unchecked") // nothing but values of this type is put
    public @Nullable V get(String key) {
      Transaction<T> transaction = current.get();
      return (V) (transaction == null ? now(Kind.VALUE, key) : transaction.get(table, key));
    }

    private @Nullable Object now(Kind kind, String key) {
      return storage.read(List.of(new Cell<>(table, kind, key))).get(0).value();
    }

    @Override
    public boolean isEmpty() {
      Transaction<T> transaction = current.get();
      return transaction == null
          ? Boolean.TRUE.equals(now(Kind.EMPTY, ""))
          : transaction.isEmpty(table);
    }

    @Override
    @SuppressWarnings("unchecked") // nothing but values of this type is put
    public Map<String, V> all() {
      Transaction<T> transaction = current.get();
      return (Map<String, V>) (transaction == null ? now(Kind.ALL, "") : transaction.all(table));
    }

    @Override
    public void put(String key, V value) {
      run(() -> current.get().put(table, key, value));
    }

    @Override
    public @Nullable V remove(String key) {
      return transact(
          () -> {
            V before = get(key);
            if (before != null) {
              current.get().put(table, key, null);
            }
            return before;
          });
    }

    @Override
    public void removeIf(BiPredicate<String, V> meant) {
      run(
          () ->
              all()
                  .forEach(
                      (key, value) -> {
                        if (meant.test(key, value)) {
                          current.get().put(table, key, null);
                        }
                      }));
    }

    @Override
    public void compute(String key, UnaryOperator<@Nullable V> change) {
      run(
          () -> {
            V before = get(key);
            V after = change.apply(before);
            if (after != before) {
              current.get().put(table, key, after);
            }
          });
    }

    @Override
    public void clear() {
      run(() -> current.get().clear(table));
    }
  }
}
