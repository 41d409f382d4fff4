package io.github.qxylogin.mock.state;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.account.AccountIndex;
import io.github.qxylogin.mock.entity.EntityIndex;
import io.github.qxylogin.mock.flow.FlowIndex;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.journal.WrongNames;
import io.github.qxylogin.mock.rules.CaseIndex;
import io.github.qxylogin.mock.rules.Warnings;
import io.github.qxylogin.mock.stubbing.OutcomeMeanings;

/** Indexes of the contract, computed once for a server and shared by its sandboxes. */
public record ContractIndexes(
    Contract contract,
    ErrorResponses errors,
    CaseIndex cases,
    OutcomeMeanings meanings,
    FlowIndex flows,
    EntityIndex entities,
    AccountIndex accounts,
    Warnings warnings,
    Redaction redaction) {

  public static ContractIndexes of(Contract contract) {
    ErrorResponses errors = new ErrorResponses(contract);
    AccountIndex accounts = new AccountIndex(contract);
    return new ContractIndexes(
        contract,
        errors,
        new CaseIndex(contract),
        new OutcomeMeanings(contract, errors),
        new FlowIndex(contract),
        EntityIndex.of(contract, accounts.documented()),
        accounts,
        new Warnings(contract),
        WrongNames.redaction(contract));
  }
}
