package io.github.qxylogin.contracttests.drift.recording;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import io.github.qxylogin.contracttests.text.Discretion;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the operations of recorded calls by their method and path. Keeps of other calls no more
 * than how many there were.
 */
public final class RecordedDrift {

  private static final String PREFLIGHT = "OPTIONS";

  private final Contract contract;
  private final Discretion discretion;
  private final Drift drift;
  private final Set<String> hosts;
  private final Map<String, Map<String, Integer>> others = new TreeMap<>();
  private final Map<String, Integer> prefixes = new TreeMap<>();
  private int ownFaults;
  private int lostBodies;

  public RecordedDrift(Contract contract, Discretion discretion) {
    this.contract = contract;
    this.discretion = discretion;
    this.drift = new Drift(contract, true);
    this.hosts = hosts(contract);
  }

  private static Set<String> hosts(Contract contract) {
    Set<String> hosts = new HashSet<>();
    contract
        .document()
        .path("servers")
        .findValuesAsText("url")
        .forEach(url -> hosts.add(URI.create(url).getHost()));
    return hosts;
  }

  /** Compares a recorded call with the contract. */
  public void add(Recorded call) {
    if (call.ownFault()) {
      ownFaults++;
      return;
    }
    Optional<Operation> atPath =
        contract.operationAt(call.path()).or(() -> behindAGateway(call.path()));
    Optional<Operation> operation = atPath.filter(o -> o.method().equals(call.method()));
    if (operation.isPresent()) {
      String prefix =
          call.path().substring(0, call.path().length() - operation.get().path().length());
      if (!prefix.isEmpty()) {
        prefixes.merge(discretion.path(prefix), 1, Integer::sum);
      }
      hosts.add(call.host());
      lostBodies += call.lostBody() ? 1 : 0;
      drift.add(observed(operation.get(), call));
    } else if (atPath.isEmpty() || !call.method().equals(PREFLIGHT)) {
      String method = call.method().matches("[A-Z]{1,10}") ? call.method() : Redaction.MASK;
      others
          .computeIfAbsent(call.host(), host -> new TreeMap<>())
          .merge(method + " " + discretion.path(call.path()), 1, Integer::sum);
    }
  }

  /** Gateways put a prefix before the paths of what is behind them. */
  private Optional<Operation> behindAGateway(String path) {
    Set<Operation> ends = new HashSet<>();
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      contract.operationAt(path.substring(slash)).ifPresent(ends::add);
    }
    return ends.stream().filter(end -> ends.size() == 1).findFirst();
  }

  /** Returns how many calls had which prefix before the path of their operation. */
  public Map<String, Integer> prefixes() {
    return prefixes;
  }

  /** Returns how many calls were left out, since the recording side spoilt them itself. */
  public int ownFaults() {
    return ownFaults;
  }

  /** Returns of how many calls the recording has a body that cannot be read. */
  public int lostBodies() {
    return lostBodies;
  }

  /** Returns what all calls showed; of hosts without an operation, only how many there were. */
  public Drift drift() {
    others.forEach(
        (host, calls) -> {
          if (host.isEmpty() || hosts.contains(host)) {
            calls.forEach(drift::addStrangers);
          } else {
            int count = calls.values().stream().mapToInt(Integer::intValue).sum();
            drift.addOtherHost(discretion.text(host), count);
          }
        });
    others.clear();
    return drift;
  }

  private static ObservedCall observed(Operation operation, Recorded call) {
    return new ObservedCall(
        operation, call.at(), call.request(), call.status(), call.contentType(), call.answer());
  }
}
