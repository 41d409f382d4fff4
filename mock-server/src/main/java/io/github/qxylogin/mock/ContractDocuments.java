package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Serves the contract itself. */
final class ContractDocuments {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Map<String, Reply> documents;

  ContractDocuments(Contract contract) {
    documents =
        Map.of(
            "/openapi.json", Reply.json(200, contract.document()),
            "/openapi.yaml", Reply.of(200, "application/yaml;charset=UTF-8", contract.yaml()));
  }

  Optional<Reply> answer(Call call) {
    return Optional.ofNullable(READING.contains(call.method()) ? documents.get(call.path()) : null);
  }
}
