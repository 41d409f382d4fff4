package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.NearestName;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.QueryParameters;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.FaultyAnswers;
import io.github.qxylogin.mock.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers the calls of the platform's API.
 *
 * @param strict whether calls with warnings are refused
 */
public record OperationCalls(
    Contract contract,
    Rules chain,
    FaultyAnswers faults,
    Warnings warnings,
    boolean strict,
    CatalogueAnswers answers) {
  private static final String PATH = "path";
  private static final String METHOD = "method";
  private static final String CONTENT_TYPE = "content-type";
  private static final String STATE = "state";

  /**
   * Comes before all rules that choose a case. A preferred case or a set outcome would hide what is
   * wrong with a request, and a set outcome would act. Documented requests have no warnings, though
   * two of them break the rules of their own pages.
   */
  private static final String STRICT = "strict";

  /** Returns the names of all rules, in the order in which they are asked. */
  public List<String> rules() {
    return Stream.concat(
            Stream.of(PATH, METHOD, CONTENT_TYPE, STATE, FaultyAnswers.RULE, STRICT), Rules.names())
        .toList();
  }

  /**
   * Answers a call.
   *
   * @param at when it came, on the mock's clock
   */
  public ExplainedReply answer(Call call, Instant at) {
    return contract
        .operationAt(call.path())
        .map(operation -> answer(operation, call, at))
        .orElseGet(() -> ExplainedReply.of(PATH, unknownPath(call)));
  }

  /** Names the whole path or nothing of it, since the journal finds no part of a secret. */
  private Answer unknownPath(Call call) {
    Optional<Operation> nearest =
        NearestName.of(call.path(), contract.operations().stream().map(Operation::path).toList())
            .flatMap(contract::operationAt);
    Message detail = Problem.PATH_UNKNOWN.detail();
    String path = QueryParameters.decoded(call.path());
    Message asked =
        call.path().length() > NearestName.LONGEST
            ? Message.of("path.no-operation", detail)
            : Message.of("path.no-operation-at", detail, call.method(), path);
    Message meant =
        nearest
            .map(o -> Message.of("path.nearest", asked, o.id(), o.method(), o.path()))
            .orElse(asked);
    Message why =
        nearest
            .map(o -> Message.of("path.unknown-nearest", o.id(), o.path()))
            .orElse(Message.of("path.unknown"));
    return Problem.PATH_UNKNOWN.answer(Message.of("path.all-cases", meant)).because(why);
  }

  private ExplainedReply answer(Operation operation, Call call, Instant at) {
    if (!operation.method().equals(call.method())) {
      return ExplainedReply.of(METHOD, Problem.methodWrong(operation));
    }
    if (!isJson(call.headerOrEmpty("Content-Type"))) {
      return ExplainedReply.of(
          CONTENT_TYPE,
          Problem.CONTENT_TYPE_WRONG.answer().because("problem.content-type-wrong.why"));
    }
    Optional<ObjectNode> body = call.body().object();
    ObjectNode read = body.orElseGet(JsonNodeFactory.instance::objectNode);
    Exchange sent = new Exchange(operation, call, read, body.isEmpty(), at);
    Exchange accepted = warnings.accepted(sent);
    List<Message> found = warnings.of(sent, accepted);
    boolean refused = strict && !found.isEmpty();
    return faults
        .answer(accepted, () -> refused ? invalid(found) : chain.choose(accepted))
        .warned(found);
  }

  private static ExplainedReply invalid(List<Message> found) {
    Message all = found.stream().reduce((one, more) -> Message.of("warning.more", one, more)).get();
    Problem problem = Problem.REQUEST_INVALID;
    return ExplainedReply.of(STRICT, problem.answer(problem.detail(all)).because(all));
  }

  /** Answers a call whose state cannot be reached. */
  public ExplainedReply unavailable(StoreException failure) {
    return ExplainedReply.of(STATE, answers.unavailable(failure.shown()));
  }

  /** Content-Type is optional. */
  private static boolean isJson(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
    return type.isEmpty()
        || type.equalsIgnoreCase("application/json")
        || type.toLowerCase(Locale.ROOT).endsWith("+json");
  }
}
