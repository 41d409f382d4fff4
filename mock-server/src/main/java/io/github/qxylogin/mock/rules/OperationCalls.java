package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.FaultyAnswers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers the calls of the platform's API. */
public record OperationCalls(
    Contract contract,
    Rules chain,
    FaultyAnswers faults,
    Warnings warnings,
    CatalogueAnswers answers) {
  private static final String PATH = "path";
  private static final String METHOD = "method";
  private static final String CONTENT_TYPE = "content-type";
  private static final String STATE = "state";

  /** Returns the names of all rules, in the order in which they are asked. */
  public List<String> rules() {
    return Stream.concat(
            Stream.of(PATH, METHOD, CONTENT_TYPE, STATE, FaultyAnswers.RULE),
            chain.names().stream())
        .toList();
  }

  public ExplainedReply answer(Call call) {
    return contract
        .operationAt(call.path())
        .map(operation -> answer(operation, call))
        .orElseGet(() -> unknownPath(call));
  }

  public ExplainedReply unknownPath(Call call) {
    return ExplainedReply.of(PATH, UnknownPath.answer(call, contract));
  }

  /** Answers a call of an operation's path, whatever its method. */
  public ExplainedReply answer(Operation operation, Call call) {
    if (!operation.method().equals(call.method())) {
      return ExplainedReply.of(METHOD, Problem.methodWrong(operation));
    }
    if (!isJson(call.headerOrEmpty("Content-Type"))) {
      return ExplainedReply.of(
          CONTENT_TYPE,
          Problem.CONTENT_TYPE_WRONG.answer().because("problem.content-type-wrong.why"));
    }
    Optional<ObjectNode> body = call.body().object();
    Exchange exchange =
        new Exchange(
            operation, call, body.orElseGet(JsonNodeFactory.instance::objectNode), body.isEmpty());
    return faults.answer(exchange, () -> chain.choose(exchange)).warned(warnings.of(exchange));
  }

  /** Answers a call whose state cannot be reached. */
  public ExplainedReply unavailable(StoreException failure) {
    return ExplainedReply.of(STATE, answers.unavailable(failure.shown()));
  }

  /** Content-Type is optional. */
  private static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.equals("application/json") || type.endsWith("+json");
  }
}
