package io.github.qxylogin.mock.state;

import io.github.qxylogin.mock.account.CalledAccounts;
import io.github.qxylogin.mock.callback.Callbacks;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.Tokens;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.stubbing.Faults;
import io.github.qxylogin.mock.stubbing.Outcomes;
import io.github.qxylogin.mock.stubbing.Scenes;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a mock remembers. Mocks are isolated unless they share a store. Thread-safe.
 *
 * @param calls API calls share it; reset holds it alone
 */
public record MockState(
    ContractIndexes indexes,
    Store store,
    MockClock clock,
    FlowState flows,
    FailedLogins logins,
    Tokens tokens,
    Identities identities,
    Entities entities,
    CalledAccounts hosted,
    Outcomes outcomes,
    Scenes scenes,
    Faults faults,
    Journal journal,
    Callbacks callbacks,
    ReadWriteLock calls) {

  /**
   * Opens the state that a store keeps.
   *
   * @param store has no table open yet
   * @param real the real time, which the mock's clock is ahead of
   * @param journalSize how many calls the journal keeps
   * @param callbackHosts the hosts beside this machine that callbacks may go to
   */
  public static MockState of(
      ContractIndexes indexes,
      Store store,
      Clock real,
      int journalSize,
      Set<String> callbackHosts) {
    MockClock clock = new MockClock(real, store);
    FlowState flows = new FlowState(clock, store);
    FailedLogins logins = new FailedLogins(clock, store);
    Callbacks callbacks = new Callbacks(indexes.contract(), clock, store, callbackHosts);
    Entities entities = new Entities(indexes.entities(), clock, store, callbacks::created);
    CalledAccounts hosted = new CalledAccounts(indexes.accounts(), entities, flows, logins);
    Identities identities = new Identities(flows::issuedTo, hosted::identities);
    Journal journal =
        new Journal(indexes.contract(), indexes.redaction(), journalSize, identities, store);
    return new MockState(
        indexes,
        store,
        clock,
        flows,
        logins,
        new Tokens(clock, store),
        identities,
        entities,
        hosted,
        new Outcomes(indexes.meanings(), identities, clock, store),
        new Scenes(indexes.meanings(), store),
        new Faults(indexes.contract(), identities, store),
        journal,
        callbacks.recordedBy(journal),
        // Leaves the collector nothing per call; no thread takes it twice.
        new StampedLock().asReadWriteLock());
  }

  /**
   * A part of the state.
   *
   * @param names what the control API calls it
   * @param forget forgets what one identity has of it; null where no identity has a share
   */
  private record Part(List<String> names, Runnable reset, @Nullable Consumer<String> forget) {}

  /** Returns all parts; a part that is missing here is never reset. */
  private Stream<Part> parts(Runnable ofTokens) {
    return Stream.of(
        // First: restarted lifetimes use it.
        new Part(List.of("clock"), clock::reset, null),
        new Part(List.of("tasks", "sessions", "limits", "sms"), flows::reset, flows::forget),
        new Part(List.of("tokens"), ofTokens, null),
        new Part(List.of("accounts", "entities"), entities::reset, null),
        locks(),
        new Part(List.of("outcomes"), outcomes::reset, outcomes::remove),
        new Part(List.of("scenes"), scenes::reset, null),
        new Part(
            List.of("faults"),
            faults::reset,
            identity -> faults.removeIf(set -> identity.equals(set.fault().identity()))),
        new Part(List.of("callbacks"), callbacks::reset, null),
        new Part(List.of("requests"), journal::clear, null));
  }

  private Part locks() {
    return new Part(
        List.of("locks"),
        logins::reset,
        identity -> logins.forget(identity, hosted.given(identity)));
  }

  /**
   * Forgets everything, and sets the clock back to the real time. A running call ends first, so
   * that it writes nothing afterwards.
   *
   * @return what was forgotten
   */
  public List<String> reset() {
    return exclusively(parts(tokens::reset), part -> part.reset().run());
  }

  /** Forgets everything but the tokens, and restarts their lifetimes. */
  public void resetKeepingTokens() {
    exclusively(parts(tokens::restart), part -> part.reset().run());
  }

  /**
   * Forgets what an identity has done, and what was set for it; its hosted accounts stay. The
   * writes of a call that runs at the same time may stay.
   *
   * @return what was forgotten
   */
  public List<String> forget(String identity) {
    return forget(identity, parts(tokens::reset).filter(part -> part.forget() != null));
  }

  /**
   * Forgets the failed logins of an identity, and the lock that they made.
   *
   * @return what was forgotten
   */
  public List<String> unlock(String identity) {
    return forget(identity, Stream.of(locks()));
  }

  private List<String> forget(String identity, Stream<Part> parts) {
    return change(parts, part -> part.forget().accept(identity));
  }

  /** Closes the store. Callbacks that wait are not made. */
  public void close() {
    callbacks.close();
    store.close();
  }

  /** Changes parts in one transaction while no call runs. */
  private List<String> exclusively(Stream<Part> parts, Consumer<Part> change) {
    calls.writeLock().lock();
    try {
      return change(parts, change);
    } finally {
      calls.writeLock().unlock();
    }
  }

  /** Changes parts in one transaction. */
  private List<String> change(Stream<Part> parts, Consumer<Part> change) {
    List<Part> all = parts.toList();
    store.run(() -> all.forEach(change));
    return all.stream().flatMap(part -> part.names().stream()).toList();
  }
}
