package io.github.qxylogin.mock.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Optional;

/** Gives the code catalogue's answers, in the form of the operation's own documented error. */
public record ErrorResponses(Contract contract) {

  /** Answers a condition of an operation's parameters, naming the field at fault. */
  public ChosenResponse parameter(Operation operation, Condition condition, String field) {
    Code.ErrorResponse response = contract.parameterError(operation, condition, field);
    Optional<Case> form =
        operation.caseMissing(field).or(() -> operation.caseWhen(Condition.PARAMETER_MISSING));
    if (form.isEmpty()) {
      return envelope(response, true, field);
    }
    Case documented = form.get();
    ObjectNode body = documented.response().deepCopy();
    body.put("code", response.code().code()).put("message", response.message(field));
    return body.equals(documented.response())
        ? ChosenResponse.of(documented)
        : ChosenResponse.of(
            documented.status(), ChosenResponse.JSON, body, condition.key(), response.evidence());
  }

  /** Answers a condition that is none of an operation's own. */
  public ChosenResponse failure(Condition condition) {
    return envelope(contract.codes().responseTo(condition), false, "");
  }

  private static ChosenResponse envelope(
      Code.ErrorResponse response, boolean success, String field) {
    ObjectNode body = body(response.code(), success, response.message(field));
    return ChosenResponse.of(
        200, ChosenResponse.JSON, body, response.when().key(), response.evidence());
  }

  /** Answers that the platform has failed, and that a retry may succeed. */
  public ChosenResponse platformFailure() {
    return contract.codes().all().stream()
        .filter(code -> !code.success() && code.family() == Family.SYSTEM && code.retryable())
        .findFirst()
        .map(this::code)
        .orElseThrow();
  }

  /**
   * Answers that the mock itself has failed: as the platform fails, with a status for balancers.
   *
   * @param why is the message too
   */
  public ChosenResponse unavailable(Message why) {
    ObjectNode body = ((ObjectNode) platformFailure().body()).put("message", why.toString());
    return ChosenResponse.of(503, ChosenResponse.JSON, body, "state-unreachable", Evidence.ASSUMED)
        .because(why);
  }

  /** Answers a code that no case of the operation has, in the envelope of all responses. */
  public ChosenResponse code(Code code) {
    ObjectNode body = body(code, code.success(), messageOf(code));
    return ChosenResponse.of(
        200, ChosenResponse.JSON, body, CaseNames.CODE + code.code(), code.evidence());
  }

  /** Answers a response that a tester wrote, whose code no case of the operation has. */
  public static ChosenResponse own(JsonNode response) {
    String name = CaseNames.CODE + response.path("code").asText();
    return ChosenResponse.of(200, ChosenResponse.JSON, response, name, Evidence.ASSUMED);
  }

  /** Returns the documented text of a code if there is exactly one; else its meaning. */
  private String messageOf(Code code) {
    List<String> texts =
        contract.codes().responses().stream()
            .filter(response -> response.code().equals(code))
            .map(Code.ErrorResponse::message)
            .toList();
    return texts.size() == 1 ? texts.get(0) : code.chinese();
  }

  private static ObjectNode body(Code code, boolean success, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(RequestId.MEMBER, RequestId.next()).put("code", code.code());
    return body.put("success", success).put("message", message);
  }
}
