package io.github.qxylogin.contracttests.lies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Lies about the hosted accounts. */
final class AccountLies {
  private static final Set<Does> CREATE = EnumSet.of(Does.CREATES, Does.CREATES_OR_UPDATES);
  private static final Set<Does> CHANGE =
      EnumSet.of(Does.UPDATES, Does.DELETES, Does.RECOVERS, Does.BINDS, Does.UNBINDS);

  private AccountLies() {}

  static List<Operator> all() {
    return List.of(
        Operator.lie("account-not-kept", AccountLies::notKept),
        Operator.watchful("account-change-not-done", AccountLies::notDone),
        Operator.watchful("account-seen-by-another-enterprise", AccountLies::seenElsewhere),
        accepts("unknown-account-accepted", Condition.ACCOUNT_UNKNOWN),
        accepts("second-account-accepted", Condition.ACCOUNT_EXISTS));
  }

  private static Operator accepts(String name, Condition refused) {
    return Operator.lie(
        name,
        (contract, operation) ->
            account(operation)
                .filter(account -> operation.caseWhen(refused).isPresent())
                .map(
                    account ->
                        Place.of(
                            "every account",
                            (call, server) -> {
                              ProxiedAnswer answer = server.answer(call);
                              return call.undocumented() && answer.isFor(operation, refused)
                                  ? ProxiedAnswer.of(operation.firstSuccess())
                                  : answer;
                            })));
  }

  private static Stream<Place> notKept(Contract contract, Operation operation) {
    Operation deleting = doing(contract, Does.DELETES);
    AccountFlow named = account(deleting).findFirst().orElseThrow();
    return account(operation)
        .filter(account -> CREATE.contains(account.does()))
        .map(
            account ->
                Place.of(
                    "every account",
                    (call, server) -> {
                      ProxiedAnswer answer = server.answer(call);
                      if (call.undocumented() && answer.succeeds(operation)) {
                        ObjectNode body = JsonNodeFactory.instance.objectNode();
                        body.set(named.enterprise(), call.json().path(account.enterprise()));
                        body.set(named.id(), id(account, answer));
                        ProxiedCall delete = new ProxiedCall(deleting, call.headers(), call.body());
                        server.answerSigned(delete.with(body));
                      }
                      return answer;
                    }));
  }

  /** Says of an account that was created in sight that it is changed, and changes nothing. */
  private static Stream<Place> notDone(Contract contract, Operation operation) {
    return account(operation)
        .filter(account -> CHANGE.contains(account.does()))
        .map(
            account ->
                new Place(
                    "every account",
                    () -> {
                      Map<String, JsonNode> created = new HashMap<>();
                      return (call, server) -> {
                        if (call.operation().equals(operation)
                            && created.containsKey(call.text(account.id()))) {
                          return ProxiedAnswer.of(operation.firstSuccess())
                              .changed(body -> echo(call.json(), body));
                        }
                        ProxiedAnswer answer = server.answer(call);
                        created(call, answer).ifPresent(id -> created.put(id, call.json()));
                        return answer;
                      };
                    }));
  }

  /** Puts what the call named where the documented answer names something else. */
  private static void echo(JsonNode fields, JsonNode answer) {
    Member.of(answer)
        .filter(m -> fields.has(m.name()) && m.value().isValueNode())
        .toList()
        .forEach(m -> ((ObjectNode) answer.at(m.at().head())).set(m.name(), fields.get(m.name())));
  }

  private static Stream<Place> seenElsewhere(Contract contract, Operation operation) {
    return account(operation)
        .filter(account -> !CREATE.contains(account.does()))
        .map(
            account ->
                new Place(
                    "every account",
                    () -> {
                      Map<String, JsonNode> enterprises = new HashMap<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        created(call, answer)
                            .ifPresent(id -> enterprises.put(id, enterprise(call)));
                        JsonNode owner = enterprises.get(call.text(account.id()));
                        return call.operation().equals(operation)
                                && owner != null
                                && !answer.succeeds(operation)
                                && !owner.asText().equals(call.text(account.enterprise()))
                            ? server.answerSigned(
                                call.changed(body -> body.set(account.enterprise(), owner)))
                            : answer;
                      };
                    }));
  }

  private static JsonNode enterprise(ProxiedCall call) {
    return call.json().path(account(call.operation()).findFirst().orElseThrow().enterprise());
  }

  /** Returns the account that a call has created. */
  private static Optional<String> created(ProxiedCall call, ProxiedAnswer answer) {
    return account(call.operation())
        .filter(account -> CREATE.contains(account.does()))
        .filter(account -> call.undocumented() && answer.succeeds(call.operation()))
        .map(account -> id(account, answer).asText())
        .findFirst();
  }

  private static JsonNode id(AccountFlow account, ProxiedAnswer answer) {
    return account.accountIn(answer.json()).path(account.id());
  }

  private static Operation doing(Contract contract, Does does) {
    return contract.operations().stream()
        .filter(o -> account(o).anyMatch(account -> account.does() == does))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<AccountFlow> account(Operation operation) {
    return operation.inFlow(Flow::account).stream();
  }
}
