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

/** Creates the code catalogue's responses, in the form of the operation's documented error. */
public record ErrorResponses(Contract contract) {

  /** Returns the response of a parameter condition; it names the field. */
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

  /** Returns the response of a condition that is not the operation's. */
  public ChosenResponse failure(Condition condition) {
    return envelope(contract.codes().responseTo(condition), false, "");
  }

  private static ChosenResponse envelope(
      Code.ErrorResponse response, boolean success, String field) {
    ObjectNode body = body(response.code(), success, response.message(field));
    return ChosenResponse.of(
        200, ChosenResponse.JSON, body, response.when().key(), response.evidence());
  }

  /** Returns the platform's system error, which a retry may solve. */
  public ChosenResponse platformFailure() {
    return contract.codes().all().stream()
        .filter(code -> !code.success() && code.family() == Family.SYSTEM && code.retryable())
        .findFirst()
        .map(this::code)
        .orElseThrow();
  }

  /**
   * Returns the response when the mock itself fails: a system error of the platform, with a status
   * for balancers.
   *
   * @param why is the message too
   */
  public ChosenResponse unavailable(Message why) {
    ObjectNode body = ((ObjectNode) platformFailure().body()).put("message", why.toString());
    return ChosenResponse.of(503, ChosenResponse.JSON, body, "state-unreachable", Evidence.ASSUMED)
        .because(why);
  }

  /** Returns a code that no case of the operation has, in the common envelope. */
  public ChosenResponse code(Code code) {
    ObjectNode body = body(code, code.success(), messageOf(code));
    return ChosenResponse.of(
        200, ChosenResponse.JSON, body, CaseNames.CODE + code.code(), code.evidence());
  }

  /** Returns a tester's own response, with a code that no case of the operation has. */
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
