package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Serves the contract itself, and beside it the description of the control API. */
final class ContractDocuments {
  private static final String OPENAPI_JSON = "/openapi.json";
  private static final String OPENAPI_YAML = "/openapi.yaml";

  /** The paths of the contract itself. */
  static final Set<String> PATHS = Set.of(OPENAPI_JSON, OPENAPI_YAML);

  private static final String YAML = "application/yaml;charset=UTF-8";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Map<String, Reply> documents;

  ContractDocuments(Contract contract) {
    documents =
        Map.of(
            OPENAPI_JSON,
            Reply.json(200, contract.document()),
            OPENAPI_YAML,
            Reply.of(200, YAML, contract.yaml()),
            "/control.yaml",
            Reply.of(200, YAML, control()));
  }

  private static byte[] control() {
    try (InputStream in = ContractDocuments.class.getResourceAsStream("control.yaml")) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Optional<Reply> answer(Call call) {
    return Optional.ofNullable(READING.contains(call.method()) ? documents.get(call.path()) : null);
  }
}
