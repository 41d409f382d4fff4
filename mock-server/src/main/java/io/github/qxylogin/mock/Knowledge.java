package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Redaction;

/** What follows from the contract: worked out once for a server, and shared by its sandboxes. */
final class Knowledge {
  final Contract contract;
  final ContractDocuments documents;
  final CatalogueAnswers answers;
  final DocumentedReplies replies;
  final DocumentedRequest.Index requests;
  final OutcomeMeanings meanings;
  final FlowIndex flows;
  final AccountIndex accounts;
  final Warnings warnings;
  final Redaction redaction;

  Knowledge(Contract contract) {
    this.contract = contract;
    documents = new ContractDocuments(contract);
    answers = new CatalogueAnswers(contract);
    replies = new DocumentedReplies(contract);
    requests = new DocumentedRequest.Index(contract);
    meanings = new OutcomeMeanings(contract);
    flows = new FlowIndex(contract);
    accounts = new AccountIndex(contract);
    warnings = new Warnings(contract);
    redaction = new Redaction(contract, CallRedaction.WRONG_NAMES);
  }
}
