package io.github.qxylogin.mock;

import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.rules.AppCredentials;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.store.Store;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a mock and its sandboxes.
 *
 * @param smsCodes the SMS codes
 * @param controlToken the token of the control API; null if none is needed
 * @param credentials the credentials that calls must use; empty without authentication
 * @param clock the real time
 * @param strict whether calls with warnings are rejected
 * @param journal how many calls a journal keeps
 * @param callbackHosts the hosts beside this machine that callbacks may go to
 * @param setup the setup to start with
 */
record MockSettings(
    SmsCodes smsCodes,
    Optional<String> controlToken,
    Optional<AppCredentials> credentials,
    Clock clock,
    boolean strict,
    int journal,
    Set<String> callbackHosts,
    Optional<SetupFile> setup) {

  /** Returns the state that a store keeps. */
  MockState state(ContractIndexes indexes, Store store) {
    return MockState.of(indexes, store, clock, journal, callbackHosts);
  }

  /** Applies the setup to a new state. */
  void begin(MockState state) {
    setup.ifPresent(file -> file.applyTo(state));
  }

  /** Names nothing: there are secrets among the members. */
  @Override
  public String toString() {
    return "MockSettings";
  }
}
