package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import java.util.List;

/** Gives the code catalogue's answers, in the form of the operation's own documented error. */
public final class CatalogueAnswers {
  private final Contract contract;

  public CatalogueAnswers(Contract contract) {
    this.contract = contract;
  }

  /** Answers a condition of an operation's parameters, naming the field at fault. */
  public Answer parameter(Operation operation, Condition condition, String field) {
    Code.Answer answer = contract.parameterAnswer(operation, condition, field);
    return operation
        .caseMissing(field)
        .or(() -> operation.caseWhen(Condition.PARAMETER_MISSING))
        .map(
            form -> {
              ObjectNode body = form.answer().deepCopy();
              body.put("code", answer.code().code());
              body.put("message", answer.message(field));
              return body.equals(form.answer())
                  ? Answer.of(form)
                  : Answer.of(form.status(), Answer.JSON, body, condition.key(), answer.evidence());
            })
        .orElseGet(() -> envelope(answer, true, field));
  }

  /** Answers a condition that is none of an operation's own. */
  public Answer failure(Condition condition) {
    return envelope(contract.codes().answerTo(condition), false, "");
  }

  /** Answers that the platform has failed, which may go better the next time. */
  public Answer platformFailure() {
    return contract.codes().all().stream()
        .filter(code -> !code.success() && code.family() == Family.SYSTEM && code.retryable())
        .findFirst()
        .map(this::code)
        .orElseThrow();
  }

  /**
   * Answers that the mock itself cannot: as the platform fails, but with a status that tells a
   * balancer so.
   *
   * @param why stands in the message too
   */
  public Answer unavailable(String why) {
    Answer failure = platformFailure();
    ObjectNode body = failure.body().deepCopy();
    body.put("message", why);
    return Answer.of(503, Answer.JSON, body, "state-unreachable", Evidence.ASSUMED).because(why);
  }

  /** Answers a code that no case of the operation has: what is known of it, in the envelope. */
  public Answer code(Code code) {
    return Answer.of(
        200,
        Answer.JSON,
        body(code.code(), code.success(), messageOf(code)),
        CaseNames.CODE + code.code(),
        code.evidence());
  }

  /** Returns the text of a code: the one it answers with, if there is one alone, or its meaning. */
  private String messageOf(Code code) {
    List<String> texts =
        contract.codes().answers().stream()
            .filter(answer -> answer.code().equals(code))
            .map(Code.Answer::message)
            .toList();
    return texts.size() == 1 ? texts.get(0) : code.chinese();
  }

  private static Answer envelope(Code.Answer answer, boolean success, String field) {
    return Answer.of(
        200,
        Answer.JSON,
        body(answer.code().code(), success, answer.message(field)),
        answer.when().key(),
        answer.evidence());
  }

  private static ObjectNode body(String code, boolean success, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(RequestId.MEMBER, RequestId.next());
    body.put("code", code);
    body.put("success", success);
    body.put("message", message);
    return body;
  }
}
