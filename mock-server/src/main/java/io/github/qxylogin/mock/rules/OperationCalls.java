package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.DocumentedReplies;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.RequestBody;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.FaultyAnswers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers the calls of the API itself. */
public final class OperationCalls {
  private static final String PATH = "path";
  private static final String METHOD = "method";
  private static final String CONTENT_TYPE = "content-type";
  private static final String STATE = "state";

  private final Contract contract;
  private final Rules rules;
  private final FaultyAnswers faults;
  private final DocumentedReplies replies;
  private final Warnings warnings;
  private final CatalogueAnswers answers;

  public OperationCalls(
      Contract contract,
      Rules rules,
      FaultyAnswers faults,
      DocumentedReplies replies,
      Warnings warnings,
      CatalogueAnswers answers) {
    this.contract = contract;
    this.rules = rules;
    this.faults = faults;
    this.replies = replies;
    this.warnings = warnings;
    this.answers = answers;
  }

  /** Returns what chooses an answer, by its name in the journal, in the order of a call. */
  public List<String> rules() {
    return Stream.concat(
            Stream.of(PATH, METHOD, CONTENT_TYPE, STATE, FaultyAnswers.RULE),
            rules.names().stream())
        .toList();
  }

  public ExplainedReply answer(Call call) {
    Optional<Operation> operation = contract.operationAt(call.path());
    if (operation.isEmpty()) {
      UnknownPath unknown = UnknownPath.of(call, contract);
      return refused(PATH, unknown.answer(), unknown.why());
    }
    if (!operation.get().method().equals(call.method())) {
      return refused(
          METHOD,
          Problem.methodWrong(operation.get()),
          operation.get().id() + " takes " + operation.get().method());
    }
    if (!isJson(call.headerOrEmpty("Content-Type"))) {
      return refused(
          CONTENT_TYPE,
          Problem.CONTENT_TYPE_WRONG.answer(),
          "the header Content-Type names no JSON");
    }
    Exchange exchange = exchange(operation.get(), call);
    return faults
        .answer(exchange, () -> rules.choose(exchange, replies))
        .warned(warnings.of(exchange));
  }

  /** Answers a call without the state that it is about. */
  public ExplainedReply unavailable(StoreException failure) {
    return refused(STATE, answers.unavailable(failure.shown()), failure.shown());
  }

  private static ExplainedReply refused(String rule, Answer answer, String why) {
    return ExplainedReply.of(rule, answer.because(why));
  }

  /** A missing content type is let pass: what is in the body tells soon enough. */
  private static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.equals("application/json") || type.endsWith("+json");
  }

  private static Exchange exchange(Operation operation, Call call) {
    Optional<ObjectNode> body = RequestBody.object(call.body());
    return new Exchange(
        operation, call, body.orElseGet(JsonNodeFactory.instance::objectNode), body.isEmpty());
  }
}
