package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.Map;
import java.util.Optional;

/** Serves the contract itself. */
final class ContractDocuments {
  private final Map<String, Reply> documents;

  ContractDocuments(Contract contract) {
    documents =
        Map.of(
            "/openapi.json", Reply.json(200, contract.document()),
            "/openapi.yaml", Reply.of(200, "application/yaml;charset=UTF-8", contract.yaml()));
  }

  Optional<Reply> answer(Call call) {
    return Optional.ofNullable(call.method().equals("GET") ? documents.get(call.path()) : null);
  }
}
