package io.github.qxylogin.contracttests.lies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lies about how many hosted accounts or products a call is about. */
final class AccountScopeLies {
  private static final Set<Does> CREATE = Set.of(Does.CREATES, Does.CREATES_OR_UPDATES);

  private AccountScopeLies() {}

  static List<Operator> all() {
    return List.of(
        Operator.watchful("every-account-deleted", AccountScopeLies::deletesAll),
        Operator.lie("first-account-alone-listed", (c, o) -> lists(o, 1)),
        Operator.lie("no-account-listed", (c, o) -> lists(o, 0)),
        Operator.watchful("second-product-in-place-of-first", AccountScopeLies::replaces),
        Operator.watchful("every-product-unbound", AccountScopeLies::unbindsAll),
        Operator.watchful("id-of-no-account-accepted", AccountScopeLies::acceptsAnyId));
  }

  private static Stream<Place> deletesAll(Contract contract, Operation operation) {
    return doing(operation, Set.of(Does.DELETES))
        .map(
            flow ->
                new Place(
                    "every account",
                    () -> {
                      List<ObjectNode> made = new ArrayList<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        created(call, answer, id -> made.add(named(flow, call, id)));
                        if (call.operation().equals(operation) && done(call, answer)) {
                          made.stream()
                              .filter(other -> !isSame(flow.id(), other, call))
                              .filter(other -> isSame(flow.enterprise(), other, call))
                              .forEach(other -> server.answerSigned(call.with(other)));
                        }
                        return answer;
                      };
                    }));
  }

  /** Nobody notices it who names the account. */
  private static Stream<Place> lists(Operation operation, int most) {
    return doing(operation, Set.of(Does.FINDS))
        .map(
            flow ->
                Place.of(
                    "without an id",
                    (call, server) -> {
                      ProxiedAnswer answer = server.answer(call);
                      return done(call, answer) && call.text(flow.id()).isEmpty()
                          ? answer.changed(body -> cut(flow.accountIn(body), most))
                          : answer;
                    }));
  }

  private static void cut(JsonNode rows, int most) {
    while (rows.size() > most) {
      ((ArrayNode) rows).remove(most);
    }
  }

  private static Stream<Place> replaces(Contract contract, Operation operation) {
    return doing(operation, Set.of(Does.BINDS))
        .map(
            flow ->
                new Place(
                    "every product",
                    () -> {
                      Map<String, ProxiedCall> last = new HashMap<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        if (call.operation().equals(operation) && done(call, answer)) {
                          ProxiedCall before = last.put(call.text(flow.id()), call);
                          if (before != null && !isSame(flow.product(), before.json(), call)) {
                            unbind(contract, flow, before, server);
                          }
                        }
                        return answer;
                      };
                    }));
  }

  private static Stream<Place> unbindsAll(Contract contract, Operation operation) {
    return doing(operation, Set.of(Does.UNBINDS))
        .map(
            flow ->
                new Place(
                    "every product",
                    () -> {
                      List<ProxiedCall> bound = new ArrayList<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        if (doing(call.operation(), Set.of(Does.BINDS)).findAny().isPresent()
                            && done(call, answer)) {
                          bound.add(call);
                        }
                        if (call.operation().equals(operation) && done(call, answer)) {
                          bound.stream()
                              .filter(other -> other.text(flow.id()).equals(call.text(flow.id())))
                              .forEach(other -> unbind(contract, flow, other, server));
                        }
                        return answer;
                      };
                    }));
  }

  /** Takes any id where the enterprise has an account. */
  private static Stream<Place> acceptsAnyId(Contract contract, Operation operation) {
    return operation.inFlow(Flow::account).stream()
        .filter(flow -> operation.caseWhen(Condition.ACCOUNT_UNKNOWN).isPresent())
        .map(
            flow ->
                new Place(
                    "every enterprise with an account",
                    () -> {
                      Set<String> enterprises = new HashSet<>();
                      Set<String> ids = new HashSet<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        created(
                            call,
                            answer,
                            id -> {
                              ids.add(id);
                              enterprises.add(
                                  named(flow, call, id).path(flow.enterprise()).asText());
                            });
                        return call.operation().equals(operation)
                                && call.undocumented()
                                && answer.isFor(operation, Condition.ACCOUNT_UNKNOWN)
                                && enterprises.contains(call.text(flow.enterprise()))
                                && !ids.contains(call.text(flow.id()))
                            ? ProxiedAnswer.of(operation.firstSuccess())
                            : answer;
                      };
                    }));
  }

  private static void unbind(
      Contract contract, AccountFlow flow, ProxiedCall bound, HonestServer server) {
    contract.operations().stream()
        .filter(other -> doing(other, Set.of(Does.UNBINDS)).findAny().isPresent())
        .forEach(
            unbinding -> {
              ObjectNode body = JsonNodeFactory.instance.objectNode();
              for (String field : List.of(flow.enterprise(), flow.id(), flow.product())) {
                body.set(field, bound.json().path(field));
              }
              ProxiedCall call = new ProxiedCall(unbinding, bound.headers(), bound.body());
              server.answerSigned(call.with(body));
            });
  }

  private static void created(ProxiedCall call, ProxiedAnswer answer, Consumer<String> id) {
    doing(call.operation(), CREATE)
        .filter(flow -> done(call, answer))
        .map(flow -> flow.accountIn(answer.json()).path(flow.id()).asText())
        .forEach(id);
  }

  /** Returns how an operation names an account that another has created. */
  private static ObjectNode named(AccountFlow flow, ProxiedCall creating, String id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String enterprise = creating.operation().inFlow(Flow::account).orElseThrow().enterprise();
    body.set(flow.enterprise(), creating.json().path(enterprise));
    return body.put(flow.id(), Long.parseLong(id));
  }

  private static boolean isSame(String field, JsonNode one, ProxiedCall other) {
    return one.path(field).asText().equals(other.text(field));
  }

  private static boolean done(ProxiedCall call, ProxiedAnswer answer) {
    return call.undocumented() && answer.succeeds(call.operation());
  }

  private static Stream<AccountFlow> doing(Operation operation, Set<Does> what) {
    return operation.inFlow(Flow::account).stream().filter(flow -> what.contains(flow.does()));
  }
}
