package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists every documented answer, with the request that gets it. */
final class CasesResource {
  private final Contract contract;

  CasesResource(Contract contract) {
    this.contract = contract;
  }

  ControlResource resource() {
    return ControlResource.of("cases", Map.of("GET", this::cases));
  }

  private Reply cases(ControlRequest request) {
    return Reply.json(200, contract.operations().stream().map(CasesResource::operation).toList());
  }

  private static Map<String, Object> operation(Operation operation) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("operation", operation.id());
    entry.put("method", operation.method());
    entry.put("path", operation.path());
    entry.put("summary", operation.summary());
    entry.put(
        "cases", operation.cases().stream().map(each -> documented(operation, each)).toList());
    return entry;
  }

  private static Map<String, Object> documented(Operation operation, Case documented) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", documented.name());
    operation.code(documented.code()).ifPresent(code -> entry.put("title", code.chinese()));
    entry.put("code", documented.code());
    String message = operation.spelt(documented.answer()).path("message").asText("");
    if (!message.isEmpty()) {
      entry.put("message", message);
    }
    entry.put("evidence", documented.evidence().key());
    if (documented.when() != null) {
      entry.put("when", documented.when().key());
    }
    if (!documented.magic().isEmpty()) {
      entry.put("magic", documented.magic());
    }
    if (documented.request() != null) {
      entry.put("request", documented.request());
    }
    return entry;
  }
}
