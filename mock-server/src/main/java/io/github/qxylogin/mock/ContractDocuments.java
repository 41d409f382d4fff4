package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Serves the contract itself. */
final class ContractDocuments {
  private static final String JSON = "/openapi.json";
  private static final String YAML = "/openapi.yaml";
  static final Set<String> PATHS = Set.of(JSON, YAML);
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Map<String, Reply> documents;

  ContractDocuments(Contract contract) {
    documents =
        Map.of(
            JSON, Reply.json(200, contract.document()),
            YAML, Reply.of(200, "application/yaml;charset=UTF-8", contract.yaml()));
  }

  Optional<Reply> answer(Call call) {
    return Optional.ofNullable(READING.contains(call.method()) ? documents.get(call.path()) : null);
  }
}
