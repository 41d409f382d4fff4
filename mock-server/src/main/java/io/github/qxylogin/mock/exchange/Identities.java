package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows whom calls are for: whom a call names itself, and, when it redeems or polls a task, whom
 * the task was issued to. Bounded.
 */
public final class Identities {
  private static final int MOST_TASKS = 2_000;

  private final Table<List<String>> byTask;

  public Identities(Store store) {
    byTask = store.table("identities-by-task", MOST_TASKS, new TypeReference<>() {});
  }

  /** Remembers whom a task is issued to, beyond its end: the journal asks later. */
  public void issued(String task, Exchange issuing) {
    byTask.put(task, List.copyOf(issuing.identities()));
  }

  /** Returns whom a call is for, those that it names itself first. */
  public Set<String> of(Exchange exchange) {
    Set<String> named = exchange.identities();
    Optional<List<String>> issuedTo =
        exchange.operation().inFlow(Flow::task).flatMap(exchange::value).map(byTask::get);
    if (issuedTo.isEmpty()) {
      return named;
    }
    Set<String> all = new LinkedHashSet<>(named);
    all.addAll(issuedTo.get());
    return all;
  }

  public void reset() {
    byTask.clear();
  }
}
