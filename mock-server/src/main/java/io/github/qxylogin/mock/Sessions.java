package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens sessions where the contract's checks look for them, and looks there. */
final class Sessions {
  private final List<Operation> checks;
  private final Duration longest;
  private final FlowState state;

  Sessions(Contract contract, FlowState state) {
    this.state = state;
    checks = contract.operations(Flow.Role.CHECKS_SESSION);
    longest =
        contract.operations(Flow.Role.ISSUES_TASK).stream()
            .flatMap(o -> o.inFlow(Flow::sessionLifetime).stream())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
  }

  /** Returns how long a session holds whose beginning is not known. */
  Duration longest() {
    return longest;
  }

  /** Opens a session for the checks that its flow names, or else for those of the same group. */
  void open(Operation opener, Map<String, String> known, List<String> person, Duration lifetime) {
    state.open(keys(opener, known), person, lifetime);
  }

  /** Returns whether a session holds such as a login by an operation opens. */
  boolean opened(Operation opener, Map<String, String> known) {
    return keys(opener, known).stream().anyMatch(state::holds);
  }

  private List<List<String>> keys(Operation opener, Map<String, String> known) {
    List<String> named = opener.inFlow(Flow::opens).orElse(List.of());
    List<List<String>> keys = new ArrayList<>();
    for (Operation check : checks) {
      boolean tells =
          named.isEmpty() ? check.tag().equals(opener.tag()) : named.contains(check.id());
      if (tells) {
        FlowValues.all(check.flow().session(), known)
            .ifPresent(session -> keys.add(key(check.id(), session)));
      }
    }
    return keys;
  }

  /** Returns whether a session holds, as the operation tells it that checks such ones. */
  boolean holds(String check, List<String> session) {
    return state.holds(key(check, session));
  }

  private static List<String> key(String check, List<String> session) {
    List<String> key = new ArrayList<>(session);
    key.add(check);
    return key;
  }
}
