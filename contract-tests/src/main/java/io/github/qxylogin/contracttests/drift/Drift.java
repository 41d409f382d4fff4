package io.github.qxylogin.contracttests.drift;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.PrintedValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What many calls showed, operation by operation, beside what the contract says. */
public final class Drift {

  private final Contract contract;
  private final boolean withRequests;
  private final Map<Operation, OperationDrift> operations = new LinkedHashMap<>();
  private OptionalLong failedChecks = OptionalLong.empty();
  private final Tally strangers = new Tally();
  private final Tally otherHosts = new Tally();

  /**
   * Compares calls with a contract.
   *
   * @param withRequests whether what was sent is looked at too, or the answers alone
   */
  public Drift(Contract contract, boolean withRequests) {
    this.contract = contract;
    this.withRequests = withRequests;
    KnownCodes codes = new KnownCodes(contract);
    PrintedValues printed = new PrintedValues(contract);
    for (Operation operation : contract.operations()) {
      operations.put(operation, new OperationDrift(contract, operation, codes, printed));
    }
  }

  public Contract contract() {
    return contract;
  }

  public void add(ObservedCall call) {
    operations.get(call.operation()).add(call, withRequests);
  }

  /** Adds what a run of the suite found. */
  public void add(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      outcome.exchanges().forEach(e -> operations.get(e.operation()).judged(outcome, e));
    }
    failedChecks = OptionalLong.of(outcomes.stream().filter(Outcome::failed).count());
  }

  /** Returns how many checks failed; empty when there was no run, but recorded calls. */
  public OptionalLong failedChecks() {
    return failedChecks;
  }

  /** Counts calls that no operation describes. */
  public void addStrangers(String methodAndPath, int count) {
    strangers.add(methodAndPath, count);
  }

  /** Counts the calls of a host that has no operation at all. */
  public void addOtherHost(String host, int count) {
    otherHosts.add(host, count);
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
    return strangers.counts();
  }

  public Map<String, Integer> otherHosts() {
    return otherHosts.counts();
  }

  public List<DriftFinding> findings() {
    return called().stream().flatMap(o -> o.findings().stream()).collect(Collectors.toList());
  }

  /** Returns how many findings mislead a caller who relies on the contract. */
  public long breaking() {
    return findings().stream().filter(f -> f.kind().breaking()).count();
  }
}
