package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.ACCOUNT_EXISTS;
import static io.github.qxylogin.contract.Condition.ACCOUNT_UNKNOWN;
import static io.github.qxylogin.contract.Condition.LOGIN_MODE_WRONG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.conformance.Mutation.Call;
import io.github.qxylogin.mock.conformance.Mutation.Mutated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Violations in the state of hosted accounts. */
final class AccountMutations extends Mutations {
  private static final String ALL = "every account";

  private final AccountFlow flow;

  AccountMutations(Operation operation, Map<String, List<Mutation>> byOperator) {
    super(operation, byOperator);
    flow = operation.inFlow(Flow::account).orElse(null);
  }

  void add() {
    if (flow == null) {
      return;
    }
    for (Condition rejected : List.of(ACCOUNT_UNKNOWN, ACCOUNT_EXISTS, LOGIN_MODE_WRONG)) {
      if (hasCase(rejected)) {
        instead("accepts-" + rejected.key(), ALL, (now, s) -> came(now, rejected), success());
      }
    }
    if (!flow.does().creates() && hasCase(ACCOUNT_UNKNOWN)) {
      ofAnother();
    }
    if (flow.does().keeps() && flow.does() != Does.CHECKS && flow.does() != Does.FINDS) {
      changes();
    }
    if (flow.does() == Does.FINDS) {
      lists("first-account-alone-listed", 1);
      lists("no-account-listed", 0);
    }
  }

  private void changes() {
    switch (flow.does()) {
      case CREATES, CREATES_OR_UPDATES ->
          afterwards("account-not-kept", Does.DELETES, (now, c) -> c.equals(now));
      case DELETES ->
          afterwards("every-account-deleted", Does.DELETES, (now, c) -> ofEnterprise(now, c));
      case BINDS -> {
        if (flow.product() != null) {
          afterwards("second-product-replaces-first", Does.UNBINDS, this::otherProduct);
        }
      }
      case UNBINDS -> afterwards("every-product-unbound", Does.UNBINDS, this::otherProduct);
      default -> {}
    }
    if (!flow.does().creates()) {
      add(
          "account-change-not-done",
          ALL,
          (request, server) ->
              created(server, c -> id(c).equals(request.text(flow.id()))).isPresent()
                  ? success().changed(body -> echo(request.json(), body))
                  : server.honestly(request).response());
    }
  }

  private static AccountFlow flow(Call call) {
    return call.request().operation().inFlow(Flow::account).orElse(null);
  }

  private static boolean creates(Call call) {
    return flow(call) != null && flow(call).does().creates() && call.succeeded();
  }

  private static Optional<Call> created(Mutated server, Predicate<Call> which) {
    return server.past().stream().filter(c -> creates(c) && which.test(c)).findFirst();
  }

  /** Returns the account that a call is about. */
  private static String id(Call call) {
    return creates(call)
        ? flow(call).accountIn(call.response().json()).path(flow(call).id()).asText()
        : call.request().text(flow(call).id());
  }

  private static String enterprise(Call call) {
    return call.request().text(flow(call).enterprise());
  }

  private static String product(Call call) {
    return call.request().text(flow(call).product());
  }

  private static boolean ofEnterprise(Call now, Call call) {
    return creates(call) && enterprise(call).equals(enterprise(now)) && !id(call).equals(id(now));
  }

  private boolean otherProduct(Call now, Call call) {
    return flow(call) != null
        && flow(call).does() == Does.BINDS
        && flow(call).product() != null
        && call.succeeded()
        && id(call).equals(id(now))
        && !product(call).equals(product(now));
  }

  private interface Which {
    boolean test(Call now, Call call);
  }

  /** Does something to accounts of earlier calls once a call was done. */
  private void afterwards(String operator, Does does, Which which) {
    Operation doing = Conversation.hosting(does);
    AccountFlow asked = doing.flow().account();
    add(
        operator,
        ALL,
        (request, server) -> {
          Call now = server.honestly(request);
          for (Call call : now.succeeded() ? List.copyOf(server.past()) : List.<Call>of()) {
            if (which.test(now, call)) {
              ObjectNode body = JsonNodeFactory.instance.objectNode();
              body.set(asked.enterprise(), call.request().json().path(flow(call).enterprise()));
              body.put(asked.id(), Long.parseLong(id(call)));
              if (asked.product() != null) {
                body.put(asked.product(), product(call));
              }
              server.honest().response(new Request(doing, body));
            }
          }
          return now.response();
        });
  }

  /** Puts what the call named where the documented response names something else. */
  private static void echo(JsonNode fields, JsonNode response) {
    response.properties().stream()
        .filter(member -> fields.has(member.getKey()) && member.getValue().isValueNode())
        .forEach(member -> member.setValue(fields.get(member.getKey())));
    response.forEach(child -> echo(fields, child));
  }

  private void ofAnother() {
    replaces(
        "account-seen-by-another-enterprise",
        ALL,
        (now, server) ->
            created(server, c -> id(c).equals(id(now)) && !enterprise(c).equals(enterprise(now)))
                .filter(owner -> came(now, ACCOUNT_UNKNOWN))
                .map(owner -> owner.request().json().path(flow(owner).enterprise()))
                .map(owner -> now.request().changed(body -> body.set(flow.enterprise(), owner)))
                .map(server.honest()::response)
                .orElse(now.response()));
    instead(
        "id-of-no-account-accepted",
        "every enterprise with an account",
        (now, server) ->
            came(now, ACCOUNT_UNKNOWN)
                && created(server, c -> enterprise(c).equals(enterprise(now))).isPresent()
                && created(server, c -> id(c).equals(id(now))).isEmpty(),
        success());
  }

  /** Nobody notices it who names the account. */
  private void lists(String operator, int most) {
    replaces(
        operator,
        "without an id",
        (now, s) ->
            now.succeeded() && now.request().text(flow.id()).isEmpty()
                ? now.response().changed(body -> cut(flow.accountIn(body), most))
                : now.response());
  }

  private static void cut(JsonNode rows, int most) {
    while (rows.size() > most) {
      ((ArrayNode) rows).remove(most);
    }
  }
}
