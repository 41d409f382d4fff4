package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.TestUsers;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.TestUsers.Values;
import io.github.qxylogin.contracttests.check.ValidRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The values for a mock server: the documented ones. The identity of each login is new, so that
 * flows are independent. Where a hosted account is the identity, it creates such an account; a
 * read-only run needs none.
 *
 * @param credentials the values for calls that request a token: a mock server that authenticates
 *     rejects the documented ones
 */
record GeneratedTestUsers(
    Values credentials, Contract contract, Caller caller, Target.Authentication authentication)
    implements TestUsers {
  private static final int DIGITS = 10;

  /** By chance, so that two runs at the same time do not make up the same people. */
  private static final AtomicLong NEXT =
      new AtomicLong(ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_000_000_000L));

  @Override
  public Values values(TestUser user) {
    String digits = digits();
    Map<AccountFlow, JsonNode> accounts = new HashMap<>();
    return (operation, documented) -> {
      if (user != TestUser.DOCUMENTED && operation.inFlow(Flow::token).isPresent()) {
        return credentials.fill(operation, documented);
      }
      if (user != TestUser.FRESH) {
        return documented.deepCopy();
      }
      return operation.inFlow(Flow::account).isPresent()
          ? named(operation, documented, accounts)
          : madeUp(operation, documented, digits);
    };
  }

  private static ObjectNode madeUp(Operation operation, ObjectNode documented, String digits) {
    ObjectNode filled = documented.deepCopy();
    for (String field : identityFields(operation)) {
      String value = filled.path(field).asText();
      if (!value.isEmpty()) {
        int kept = Math.max(1, value.length() - DIGITS);
        String end = digits.substring(DIGITS - Math.min(DIGITS, value.length() - kept));
        Body.put(filled, operation, field, TextNode.valueOf(value.substring(0, kept) + end));
      }
    }
    return filled;
  }

  /** Returns the fields of the identity, without fields with listed values, such as a region. */
  private static Set<String> identityFields(Operation operation) {
    Set<String> fields = new LinkedHashSet<>();
    operation.inFlow(Flow::identity).ifPresent(fields::addAll);
    operation.inFlow(Flow::person).ifPresent(fields::addAll);
    operation.inFlow(Flow::mobile).ifPresent(fields::add);
    operation.fields().stream()
        .filter(field -> !field.names().isEmpty())
        .forEach(described -> fields.remove(described.name()));
    return fields;
  }

  /** Names an account of the login's mode: the flow's calls take it over from its first. */
  private ObjectNode named(
      Operation operation, ObjectNode documented, Map<AccountFlow, JsonNode> accounts)
      throws MissingValuesException {
    ObjectNode filled = documented.deepCopy();
    AccountFlow asked = operation.flow().account();
    if (asked.modes() != null) {
      if (!accounts.containsKey(asked)) {
        accounts.put(asked, created(asked));
      }
      JsonNode account = accounts.get(asked);
      Body.put(filled, operation, asked.enterprise(), account.path(0));
      Body.put(filled, operation, asked.id(), account.path(1));
    }
    return filled;
  }

  /** Creates an account of a new enterprise and person, and returns the names of both. */
  private JsonNode created(AccountFlow asked) throws MissingValuesException {
    Operation creating =
        contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
            .filter(creates -> creates.flow().account().does().creates())
            .findFirst()
            .orElseThrow(() -> new MissingValuesException(List.of("a hosted account")));
    AccountFlow flow = creating.flow().account();
    Flow.Among mode = asked.modes();
    ObjectNode body = madeUp(creating, ValidRequest.of(creating), digits());
    Body.put(body, creating, mode.field(), TextNode.valueOf(mode.values().get(0)));
    byte[] bytes = body.toString().getBytes(UTF_8);
    Map<String, String> headers = authentication.headers(creating, bytes, SigningFault.NONE);
    JsonNode response = caller.send(creating.method(), creating.path(), headers, bytes).body();
    JsonNode id = flow.accountIn(response).path(flow.id());
    if (id.asText().isBlank()) {
      throw new MissingValuesException(List.of("a hosted account from " + creating));
    }
    return JsonNodeFactory.instance.arrayNode().add(body.path(flow.enterprise())).add(id);
  }

  private static String digits() {
    return Long.toString(NEXT.incrementAndGet());
  }
}
