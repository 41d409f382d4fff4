package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What many calls showed, operation by operation, beside what the contract says. */
final class Drift {

  private final Contract contract;
  private final boolean withRequests;
  private final Map<Operation, OperationDrift> operations = new LinkedHashMap<>();
  private final Tally strangers = new Tally();
  private final Tally otherHosts = new Tally();

  /**
   * Compares calls with a contract.
   *
   * @param withRequests whether what was sent is looked at too, or the answers alone
   */
  Drift(Contract contract, boolean withRequests) {
    this.contract = contract;
    this.withRequests = withRequests;
    SchemaDocuments documents = SchemaDocuments.of(contract);
    KnownCodes codes = new KnownCodes(contract);
    PrintedValues printed = new PrintedValues(contract);
    for (Operation operation : contract.operations()) {
      operations.put(operation, new OperationDrift(operation, documents, codes, printed));
    }
  }

  Contract contract() {
    return contract;
  }

  void add(ObservedCall call) {
    operations.get(call.operation()).add(call, withRequests);
  }

  /** Counts a call that no operation describes. */
  void addStranger(String methodAndPath) {
    strangers.add(methodAndPath);
  }

  /** Counts a call of a host that has no operation at all. */
  void addOtherHost(String host) {
    otherHosts.add(host);
  }

  /** Returns the operations that were called. */
  List<OperationDrift> called() {
    return operations.values().stream().filter(o -> o.calls() > 0).toList();
  }

  List<String> neverCalled() {
    return operations.values().stream()
        .filter(o -> o.calls() == 0)
        .map(o -> o.operation().id())
        .toList();
  }

  int calls() {
    return operations.values().stream().mapToInt(OperationDrift::calls).sum();
  }

  Map<String, Integer> strangers() {
    return strangers.counts();
  }

  Map<String, Integer> otherHosts() {
    return otherHosts.counts();
  }

  List<DriftFinding> findings() {
    return called().stream().flatMap(o -> o.findings().stream()).collect(Collectors.toList());
  }

  /** Returns how many findings mislead a caller who relies on the contract. */
  long breaking() {
    return findings().stream().filter(f -> f.kind().breaking()).count();
  }
}
