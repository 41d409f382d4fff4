package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the operations of recorded calls by their method and path. */
final class RecordedDrift {

  private final Contract contract;
  private final Discretion discretion;

  RecordedDrift(Contract contract, Discretion discretion) {
    this.contract = contract;
    this.discretion = discretion;
  }

  /** Compares recorded calls with the contract; those of other hosts are counted alone. */
  Drift of(List<Recorded> calls) {
    Drift drift = new Drift(contract, true);
    Set<String> hosts = new HashSet<>(hosts());
    calls.stream().filter(c -> operation(c).isPresent()).map(Recorded::host).forEach(hosts::add);
    for (Recorded call : calls) {
      Optional<Operation> operation = operation(call);
      if (operation.isPresent()) {
        drift.add(observed(operation.get(), call));
      } else if (call.host().isEmpty() || hosts.contains(call.host())) {
        drift.addStranger(discretion.word(call.method()) + " " + path(call));
      } else {
        drift.addOtherHost(discretion.text(call.host()));
      }
    }
    return drift;
  }

  private Set<String> hosts() {
    Set<String> hosts = new HashSet<>();
    contract
        .document()
        .path("servers")
        .findValuesAsText("url")
        .forEach(url -> hosts.add(URI.create(url).getHost()));
    return hosts;
  }

  private Optional<Operation> operation(Recorded call) {
    return contract.operationAt(call.path()).filter(o -> o.method().equals(call.method()));
  }

  private String path(Recorded call) {
    StringBuilder shown = new StringBuilder();
    for (String segment : call.path().replaceFirst("^/", "").split("/", -1)) {
      shown.append('/').append(segment.isEmpty() ? "" : discretion.name(segment));
    }
    return shown.toString();
  }

  private static ObservedCall observed(Operation operation, Recorded call) {
    return new ObservedCall(
        operation, call.at(), call.request(), call.status(), call.contentType(), call.answer());
  }
}
