package io.github.qxylogin.contracttests.drift;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Judge;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What many calls showed, operation by operation, beside what the contract says. */
public final class Drift {

  private final Contract contract;
  private final boolean withRequests;
  private final Judge judge;
  private final Map<Operation, OperationDrift> operations = new LinkedHashMap<>();
  private OptionalLong failedChecks = OptionalLong.empty();
  private final Map<String, Integer> strangers = new TreeMap<>();
  private final Map<String, Integer> otherHosts = new TreeMap<>();

  /**
   * Compares calls with a contract.
   *
   * @param withRequests whether what was sent is looked at too, or the answers alone
   */
  public Drift(Contract contract, boolean withRequests) {
    this.contract = contract;
    this.withRequests = withRequests;
    this.judge = new Judge(contract, new Masking(contract));
    for (Operation operation : contract.operations()) {
      operations.put(operation, new OperationDrift(contract, operation));
    }
  }

  public Contract contract() {
    return contract;
  }

  /** Adds a call of which nobody knows what was expected. */
  public void add(ObservedCall call) {
    List<Finding> findings = new ArrayList<>(judge.alone(call));
    if (withRequests) {
      findings.addAll(judge.sent(call));
    }
    operations.get(call.operation()).add(call, findings);
  }

  /** Adds a call of a run, with what the suite found about its answer. */
  public void add(ObservedCall call, List<Finding> findings) {
    operations.get(call.operation()).add(call, findings);
  }

  /** Adds what a run of the suite found where no answer shows it. */
  public void add(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      outcome.exchanges().forEach(e -> operations.get(e.operation()).add(e));
    }
    failedChecks = OptionalLong.of(outcomes.stream().filter(Outcome::failed).count());
  }

  /** Returns how many checks failed; empty when there was no run, but recorded calls. */
  public OptionalLong failedChecks() {
    return failedChecks;
  }

  /** Counts calls that no operation describes. */
  public void addStrangers(String methodAndPath, int count) {
    strangers.merge(methodAndPath, count, Integer::sum);
  }

  /** Counts the calls of a host that has no operation at all. */
  public void addOtherHost(String host, int count) {
    otherHosts.merge(host, count, Integer::sum);
  }

  /** Returns the operations that were called. */
  public List<OperationDrift> called() {
    return operations.values().stream().filter(o -> o.calls() > 0).toList();
  }

  public List<String> neverCalled() {
    return operations.values().stream()
        .filter(o -> o.calls() == 0)
        .map(o -> o.operation().id())
        .toList();
  }

  public int calls() {
    return operations.values().stream().mapToInt(OperationDrift::calls).sum();
  }

  public Map<String, Integer> strangers() {
    return strangers;
  }

  public Map<String, Integer> otherHosts() {
    return otherHosts;
  }

  public List<DriftFinding> findings() {
    return called().stream().flatMap(o -> o.findings().stream()).toList();
  }

  /** Returns how many findings mislead a caller who relies on the contract. */
  public long breaking() {
    return findings().stream().filter(f -> f.kind().breaking()).count();
  }
}
