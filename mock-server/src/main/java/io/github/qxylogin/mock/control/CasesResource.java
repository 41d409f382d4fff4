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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists every documented answer, with the request that gets it. */
record CasesResource(Contract contract) {
  private static final String OPERATION = "operation";
  private static final String BETWEEN_LANGUAGES = " / ";

  Reply list(ControlRequest request) {
    ControlQuery query = request.query(List.of(OPERATION));
    query.oneOf(OPERATION, contract.operations().stream().map(Operation::id).toList());
    return ControlJson.reply(
        contract.operations().stream()
            .filter(operation -> query.allows(OPERATION, operation.id()::equals))
            .map(OperationView::of)
            .toList());
  }

  /**
   * An operation.
   *
   * @param title the Chinese half of its summary
   * @param titleEn the English half, if it has one
   * @param signed whether its calls carry token, date and signature where that is asked for
   */
  private record OperationView(
      String operation,
      String method,
      String path,
      String tag,
      String summary,
      String title,
      @Nullable String titleEn,
      boolean signed,
      List<CaseView> cases) {
    static OperationView of(Operation operation) {
      String[] titles = operation.summary().split(BETWEEN_LANGUAGES, 2);
      return new OperationView(
          operation.id(),
          operation.method(),
          operation.path(),
          operation.tag(),
          operation.summary(),
          titles[0],
          titles.length > 1 ? titles[1] : null,
          operation.signed(),
          CaseView.of(operation));
    }
  }

  /** A case, and what gives it. */
  record CaseView(
      String name,
      @Nullable String title,
      @Nullable String titleEn,
      String code,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String message,
      String evidence,
      @Nullable String when,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ?> magic,
      @Nullable JsonNode request) {
    static List<CaseView> of(Operation operation) {
      return operation.cases().stream().map(each -> of(operation, each)).toList();
    }

    private static CaseView of(Operation operation, Case documented) {
      Optional<Code> code = operation.code(documented.code());
      return new CaseView(
          documented.name(),
          code.map(Code::chinese).orElse(null),
          code.map(Code::english).orElse(null),
          documented.code(),
          operation.spelt(documented.answer()).path("message").asText(""),
          documented.evidence().key(),
          documented.when() == null ? null : documented.when().key(),
          documented.magic(),
          documented.request());
    }
  }
}
