package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.account.AccountIndex;
import io.github.qxylogin.mock.control.ContractDocuments;
import io.github.qxylogin.mock.documents.CollectionDocuments;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.flow.FlowIndex;
import io.github.qxylogin.mock.journal.WrongNames;
import io.github.qxylogin.mock.rules.CaseIndex;
import io.github.qxylogin.mock.rules.Warnings;
import io.github.qxylogin.mock.stubbing.OutcomeMeanings;
import io.github.qxylogin.mock.stubbing.Scenes;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows from the contract: worked out once for a server, and shared by its sandboxes. */
final class Knowledge {
  final Contract contract;
  final ContractDocuments documents;
  final CollectionDocuments collections;
  final CatalogueAnswers answers;
  final CaseIndex cases;
  final OutcomeMeanings meanings;
  final Scenes scenes;
  final FlowIndex flows;
  final AccountIndex accounts;
  final Warnings warnings;
  final Redaction redaction;

  /**
   * The paths of all operations, those of the modules that are not answered from too: as written,
   * and in lower case.
   */
  final Set<String> paths;

  /**
   * Works it out.
   *
   * @param contract what is answered from
   * @param whole the contract with all modules, whose paths are the mock's whichever answer
   */
  Knowledge(Contract contract, Contract whole) {
    this.contract = contract;
    documents = new ContractDocuments(contract);
    collections = new CollectionDocuments(contract);
    answers = new CatalogueAnswers(contract);
    cases = new CaseIndex(contract);
    meanings = new OutcomeMeanings(contract);
    scenes = new Scenes(contract);
    flows = new FlowIndex(contract);
    accounts = new AccountIndex(contract);
    warnings = new Warnings(contract);
    redaction = WrongNames.redaction(contract);
    paths =
        Stream.of(contract, whole)
            .flatMap(one -> one.operations().stream())
            .map(Operation::path)
            .flatMap(path -> Stream.of(path, path.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
  }
}
