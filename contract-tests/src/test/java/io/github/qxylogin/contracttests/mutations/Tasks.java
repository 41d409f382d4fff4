package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.CallHistory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tasks that a mutation saw issued, and their state. */
final class Tasks {
  /** The state of a task at its redemption. */
  enum State {
    UNKNOWN,
    OF_SOMEBODY_ELSE,
    REDEEMED,
    OPEN
  }

  private record Issued(ObjectNode taken, Instant at) {}

  private final Operation redeeming;
  private final Map<String, Issued> issued = new HashMap<>();
  private final Map<String, ProxiedResponse> redeemed = new HashMap<>();

  Tasks(Operation redeeming) {
    this.redeeming = redeeming;
  }

  /** Takes note of a call that may have issued or redeemed a task. */
  void saw(ProxiedCall call, ProxiedResponse response, Instant now) {
    if (call.operation().equals(redeeming) && response.succeeds(redeeming)) {
      redeemed.putIfAbsent(task(call), response);
    }
    call.operation()
        .linkTo(redeeming)
        .filter(link -> response.succeeds(call.operation()))
        .flatMap(link -> CallHistory.linkedFields(link, call.json(), response.json()))
        .ifPresent(taken -> issued.put(taken.path(field()).asText(), new Issued(taken, now)));
  }

  State state(ProxiedCall call) {
    Issued task = issued.get(task(call));
    if (task == null) {
      return State.UNKNOWN;
    }
    boolean same =
        task.taken().properties().stream()
            .allMatch(f -> call.text(f.getKey()).equals(f.getValue().asText()));
    if (!same) {
      return State.OF_SOMEBODY_ELSE;
    }
    return redeemed.containsKey(task(call)) ? State.REDEEMED : State.OPEN;
  }

  /** Returns the response that its task was redeemed with, or else the documented one. */
  ProxiedResponse success(ProxiedCall call) {
    return Optional.ofNullable(redeemed.get(task(call)))
        .orElseGet(() -> ProxiedResponse.of(redeeming.firstSuccess()));
  }

  String task(ProxiedCall call) {
    return call.text(field());
  }

  private String field() {
    return redeeming.inFlow(Flow::task).orElseThrow();
  }
}
