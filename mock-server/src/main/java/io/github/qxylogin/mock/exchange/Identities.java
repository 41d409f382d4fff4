package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the identities of a call: those in its body, and those that its task was issued to.
 * Bounded.
 */
public final class Identities {
  private static final int MOST_TASKS = 2_000;

  private final Hosted hosted;
  private final Table<List<String>> byTask;

  /** Finds the identities of hosted accounts. */
  @FunctionalInterface
  public interface Hosted {
    /** Returns the present identities of the account that a call names. */
    Collection<String> of(Exchange exchange);
  }

  public Identities(Store store, Hosted hosted) {
    this.hosted = hosted;
    byTask = store.table("identities-by-task", MOST_TASKS, new TypeReference<>() {});
  }

  /**
   * Checks that requests of at least one operation carry an identity.
   *
   * @throws IllegalArgumentException if none does
   */
  public static void check(List<Operation> operations) {
    InvalidValueException.check(
        operations.stream().anyMatch(operation -> carriesIdentity(operation.flow())),
        "outcome.no-identity",
        operations.get(0).id());
  }

  private static boolean carriesIdentity(@Nullable Flow flow) {
    return flow != null && (!flow.identity().isEmpty() || flow.task() != null);
  }

  /** Stores the identities of a task. The journal needs them after the task has ended. */
  public void issued(String task, Set<String> identities) {
    byTask.put(task, List.copyOf(identities));
  }

  /**
   * Returns the identities of a call, in this order: those in its body, those of its task, those of
   * its hosted account.
   */
  public Set<String> of(Exchange exchange) {
    Set<String> all = new LinkedHashSet<>(exchange.identities());
    exchange
        .operation()
        .inFlow(Flow::task)
        .flatMap(exchange::value)
        .map(byTask::get)
        .ifPresent(all::addAll);
    all.addAll(hosted.of(exchange));
    return all;
  }

  public void reset() {
    byTask.clear();
  }
}
