package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the contract says of hosted accounts as a whole: which fields are kept, being those that a
 * query answers and those that calls leave to the account to tell, which accounts and enterprises
 * there are. Worked out once; immutable.
 */
public final class AccountIndex {
  private final Set<String> kept = new LinkedHashSet<>();
  private final Set<String> bound = new LinkedHashSet<>();
  private final Set<String> taxNumbers = new LinkedHashSet<>();
  private final Set<String> unknownEnterprises = new HashSet<>();
  private final Map<String, Map<String, Account>> documented;

  public AccountIndex(Contract contract) {
    for (Operation operation : contract.operations()) {
      Flow flow = operation.flow();
      AccountFlow account = flow == null ? null : flow.account();
      if (account == null) {
        continue;
      }
      if (account.does() == AccountFlow.Does.FINDS) {
        kept.addAll(account.tells());
        Optional.ofNullable(account.taxNumber()).ifPresent(taxNumbers::add);
        bound.addAll(account.bound());
      } else if (!account.does().keeps()) {
        keepFor(flow, account);
      }
      operation
          .caseWhen(Condition.ENTERPRISE_UNKNOWN)
          .filter(c -> account.does().keeps())
          .map(Case::request)
          .ifPresent(r -> unknownEnterprises.add(r.path(account.enterprise()).asText()));
    }
    kept.addAll(taxNumbers);
    documented = DocumentedAccounts.of(contract, this);
  }

  /** What a call leaves to its account to tell. */
  private void keepFor(Flow flow, AccountFlow account) {
    kept.addAll(flow.person());
    Optional.ofNullable(flow.mobile()).ifPresent(kept::add);
    Optional.ofNullable(flow.withoutSms()).ifPresent(without -> kept.add(without.field()));
    flow.derived().forEach(derived -> kept.addAll(derived.fields()));
    Optional.ofNullable(account.modes()).ifPresent(modes -> kept.add(modes.member()));
    Optional.ofNullable(account.byItself()).ifPresent(among -> kept.add(among.member()));
  }

  /** Returns the accounts that the documentation tells of, by enterprise. */
  public Map<String, Map<String, Account>> documented() {
    return documented;
  }

  /** The platform knows every enterprise but those that a documented request finds unknown. */
  boolean knows(String enterprise) {
    return !unknownEnterprises.contains(enterprise);
  }

  /** Returns the members of an account that hold the enterprise's tax number. */
  Set<String> taxNumbers() {
    return taxNumbers;
  }

  /** Returns what of a body is kept with an account. */
  ObjectNode ofAccount(JsonNode body) {
    return given(body, kept);
  }

  /** Returns what of a body is kept with a binding, and the default of what it does not give. */
  ObjectNode ofBinding(JsonNode body, AccountFlow flow) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    flow.defaults().forEach(told::set);
    told.setAll(given(body, bound));
    return told;
  }

  /** Returns whom a body names as the natural person; nobody when it lacks a part of the name. */
  static List<String> person(Operation operation, JsonNode body) {
    List<String> fields = operation.inFlow(Flow::person).orElse(List.of());
    JsonNode given = given(body, fields);
    return given.size() == fields.size()
        ? fields.stream().map(field -> given.path(field).asText()).toList()
        : List.of();
  }

  /** A blank text counts as not given; a long one is kept short. */
  private static ObjectNode given(JsonNode body, Collection<String> fields) {
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      JsonNode value = body.path(field);
      if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
        given.set(
            field, value.isTextual() ? TextNode.valueOf(Exchange.bounded(value.asText())) : value);
      }
    }
    return given;
  }
}
