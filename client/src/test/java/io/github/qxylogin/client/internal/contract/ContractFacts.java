package io.github.qxylogin.client.internal.contract;

import io.github.qxylogin.contract.Contract;

/** Returns the client's facts of a contract that a test has changed. */
public final class ContractFacts {
  private ContractFacts() {}

  public static ApiContract of(Contract contract) {
    return new ApiContract(io.github.qxylogin.codegen.ContractFacts.of(contract));
  }
}
