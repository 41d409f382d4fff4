package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.NearestName;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.http.QueryParameters;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.FaultyResponses;
import io.github.qxylogin.mock.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Handles the calls of the platform's API.
 *
 * @param strict whether calls with warnings are rejected
 */
public record OperationCalls(
    Contract contract,
    Rules chain,
    FaultyResponses faults,
    Warnings warnings,
    boolean strict,
    ErrorResponses errors) {
  private static final String PATH = "path";
  private static final String METHOD = "method";
  private static final String CONTENT_TYPE = "content-type";
  private static final String STATE = "state";

  /**
   * Comes before all rules that choose a case. A preferred case or a stubbed outcome would hide the
   * fault of the request, and an outcome would have an effect. Documented requests have no
   * warnings, though two of them break the rules of their own pages.
   */
  private static final String STRICT = "strict";

  /** Returns the names of all rules, in the order in which they are tried. */
  public List<String> rules() {
    return Stream.concat(
            Stream.of(PATH, METHOD, CONTENT_TYPE, STATE, FaultyResponses.RULE, STRICT),
            Rules.names())
        .toList();
  }

  /**
   * Handles a call.
   *
   * @param at when it came, on the mock's clock
   */
  public ExplainedResponse respond(MockRequest request, Instant at) {
    return contract
        .operationAt(request.path())
        .map(operation -> respond(operation, request, at))
        .orElseGet(() -> ExplainedResponse.of(PATH, unknownPath(request)));
  }

  /** Names the whole path or nothing of it, since the journal finds no part of a secret. */
  private ChosenResponse unknownPath(MockRequest request) {
    Optional<Operation> nearest =
        NearestName.of(request.path(), contract.operations().stream().map(Operation::path).toList())
            .flatMap(contract::operationAt);
    Message detail = Problem.PATH_UNKNOWN.detail();
    String path = QueryParameters.decoded(request.path());
    Message missing =
        request.path().length() > NearestName.LONGEST
            ? Message.of("path.no-operation", detail)
            : Message.of("path.no-operation-at", detail, request.method(), path);
    Message meant =
        nearest
            .map(o -> Message.of("path.nearest", missing, o.id(), o.method(), o.path()))
            .orElse(missing);
    Message why =
        nearest
            .map(o -> Message.of("path.unknown-nearest", o.id(), o.path()))
            .orElse(Message.of("path.unknown"));
    return Problem.PATH_UNKNOWN.response(Message.of("path.all-cases", meant)).because(why);
  }

  private ExplainedResponse respond(Operation operation, MockRequest request, Instant at) {
    if (!operation.method().equals(request.method())) {
      return ExplainedResponse.of(METHOD, Problem.methodWrong(operation));
    }
    if (!isJson(request.headerOrEmpty("Content-Type"))) {
      return ExplainedResponse.of(
          CONTENT_TYPE,
          Problem.CONTENT_TYPE_WRONG.response().because("problem.content-type-wrong.why"));
    }
    Optional<ObjectNode> body = request.body().object();
    ObjectNode read = body.orElseGet(JsonNodeFactory.instance::objectNode);
    OperationRequest sent = new OperationRequest(operation, request, read, body.isEmpty(), at);
    OperationRequest accepted = warnings.accepted(sent);
    List<Message> found = warnings.of(sent, accepted);
    boolean rejected = strict && !found.isEmpty();
    return faults
        .apply(accepted, () -> rejected ? invalid(found) : chain.choose(accepted))
        .warned(found);
  }

  private static ExplainedResponse invalid(List<Message> found) {
    Message all = found.stream().reduce((one, more) -> Message.of("warning.more", one, more)).get();
    Problem problem = Problem.REQUEST_INVALID;
    return ExplainedResponse.of(STRICT, problem.response(problem.detail(all)).because(all));
  }

  /** Returns the response when the state cannot be reached. */
  public ExplainedResponse unavailable(StoreException failure) {
    return ExplainedResponse.of(STATE, errors.unavailable(failure.shown()));
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
