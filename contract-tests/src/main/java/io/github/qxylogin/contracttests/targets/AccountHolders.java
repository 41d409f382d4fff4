package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.MissingValuesException;
import io.github.qxylogin.contracttests.check.People;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Values;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives people whom a mock server has never met the hosted accounts that their calls are for: one
 * for each mode that the contract tells such calls apart by, created when it is first needed.
 */
final class AccountHolders implements People {
  private final People people;
  private final Caller caller;
  private final Target.Authentication authentication;
  private final Optional<Operation> creating;
  private final boolean allowed;

  AccountHolders(
      Contract contract, People people, Caller caller, Target.Authentication authentication) {
    this(
        people,
        caller,
        authentication,
        contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
            .filter(operation -> flow(operation).does().creates())
            .findFirst(),
        true);
  }

  private AccountHolders(
      People people,
      Caller caller,
      Target.Authentication authentication,
      Optional<Operation> creating,
      boolean allowed) {
    this.people = people;
    this.caller = caller;
    this.authentication = authentication;
    this.creating = creating;
    this.allowed = allowed;
  }

  @Override
  public People within(Permissions permissions) {
    return new AccountHolders(people, caller, authentication, creating, permissions.sideEffects());
  }

  @Override
  public Values values(Whose whose) {
    Values own = people.values(whose);
    if (whose == Whose.DOCUMENTED || whose == Whose.KNOWN || creating.isEmpty()) {
      return own;
    }
    Map<Optional<AccountFlow.Among>, JsonNode> accounts = new HashMap<>();
    return (operation, documented) -> {
      ObjectNode filled = own.fill(operation, documented);
      Optional<AccountFlow> asked =
          operation.inFlow(Flow::account).filter(account -> !account.does().keeps());
      if (asked.isPresent()) {
        Optional<AccountFlow.Among> mode =
            asked.map(AccountFlow::modes).or(() -> asked.map(AccountFlow::byItself));
        if (!accounts.containsKey(mode)) {
          accounts.put(mode, created(mode));
        }
        name(operation, asked.get(), accounts.get(mode), filled);
      }
      return filled;
    };
  }

  private static AccountFlow flow(Operation operation) {
    return operation.inFlow(Flow::account).orElseThrow();
  }

  /** A call that names no account goes without, where its enterprise has but one. */
  private void name(Operation operation, AccountFlow asked, JsonNode account, ObjectNode filled) {
    AccountFlow made = flow(creating.orElseThrow());
    Change.put(filled, operation, asked.enterprise(), account.path(made.enterprise()));
    if (!filled.path(asked.id()).asText().isBlank()) {
      Change.put(filled, operation, asked.id(), account.path(made.id()));
    }
  }

  /** Creates an account of a new enterprise and person, and returns both of its names. */
  private JsonNode created(Optional<AccountFlow.Among> mode) throws MissingValuesException {
    if (!allowed) {
      throw new MissingValuesException(
          List.of("a hosted account, and --allow-side-effects to create it"));
    }
    Operation operation = creating.orElseThrow();
    AccountFlow flow = flow(operation);
    ObjectNode body = people.values(Whose.NEWCOMER).fill(operation, UsualBody.of(operation));
    if (mode.isPresent()) {
      JsonNode value = TextNode.valueOf(mode.get().values().get(0));
      Change.put(body, operation, mode.get().member(), value);
    }
    byte[] bytes = body.toString().getBytes(UTF_8);
    Map<String, String> headers =
        operation.signed() ? authentication.headers(operation, bytes, SigningFault.NONE) : Map.of();
    Answer answer = caller.send(operation.method(), operation.path(), headers, bytes);
    JsonNode id = flow.accountIn(answer.body()).path(flow.id());
    if (!id.isValueNode() || id.asText().isBlank()) {
      throw new MissingValuesException(
          List.of("a hosted account, which " + operation + " gave not"));
    }
    return body.set(flow.id(), id);
  }
}
