package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    return ControlJson.reply(contract.operations().stream().map(ToldOperation::of).toList());
  }

  private record ToldOperation(
      String operation, String method, String path, String summary, List<ToldCase> cases) {
    static ToldOperation of(Operation operation) {
      return new ToldOperation(
          operation.id(),
          operation.method(),
          operation.path(),
          operation.summary(),
          operation.cases().stream().map(each -> ToldCase.of(operation, each)).toList());
    }
  }

  private record ToldCase(
      String name,
      @Nullable String title,
      String code,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String message,
      String evidence,
      @Nullable String when,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ?> magic,
      @Nullable JsonNode request) {
    static ToldCase of(Operation operation, Case documented) {
      return new ToldCase(
          documented.name(),
          operation.code(documented.code()).map(Code::chinese).orElse(null),
          documented.code(),
          operation.spelt(documented.answer()).path("message").asText(""),
          documented.evidence().key(),
          documented.when() == null ? null : documented.when().key(),
          documented.magic(),
          documented.request());
    }
  }
}
