package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Knows from the contract which fields of an account are kept: those that a query answers, and
 * those that calls leave to the account to tell.
 */
final class AccountFields {
  private final Set<String> kept = new LinkedHashSet<>();
  private final Set<String> bound = new LinkedHashSet<>();

  AccountFields(Contract contract) {
    for (AccountFlow flow : flows(contract, AccountFlow.Does.FINDS)) {
      kept.addAll(flow.tells());
      Optional.ofNullable(flow.taxNumber()).ifPresent(kept::add);
      bound.addAll(flow.bound());
    }
    contract.operations().stream()
        .flatMap(operation -> Stream.ofNullable(operation.flow()))
        .forEach(this::keepFor);
  }

  /** What a call leaves to its account to tell. */
  private void keepFor(Flow flow) {
    AccountFlow account = flow.account();
    if (account != null && !account.does().keeps()) {
      kept.addAll(flow.person());
      Optional.ofNullable(flow.mobile()).ifPresent(kept::add);
      Optional.ofNullable(flow.withoutSms()).ifPresent(without -> kept.add(without.field()));
      flow.derived().forEach(derived -> kept.addAll(derived.fields()));
      Optional.ofNullable(account.modes()).ifPresent(modes -> kept.add(modes.member()));
      Optional.ofNullable(account.byItself()).ifPresent(among -> kept.add(among.member()));
    }
  }

  static List<AccountFlow> flows(Contract contract, AccountFlow.Does does) {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .flatMap(operation -> operation.inFlow(Flow::account).stream())
        .filter(flow -> flow.does() == does)
        .toList();
  }

  /** Returns the operations that create accounts, whose flows tell what names a person. */
  static List<Operation> creators(Contract contract) {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .filter(
            operation ->
                operation
                    .inFlow(Flow::account)
                    .filter(flow -> flow.does() == AccountFlow.Does.CREATES)
                    .isPresent())
        .toList();
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
    List<String> person =
        fields.stream()
            .flatMap(field -> given(body.path(field)).stream())
            .map(JsonNode::asText)
            .toList();
    return person.size() == fields.size() ? person : List.of();
  }

  private static ObjectNode given(JsonNode body, Collection<String> fields) {
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    fields.forEach(field -> given(body.path(field)).ifPresent(value -> given.set(field, value)));
    return given;
  }

  /** A blank text counts as not given; a long one is kept short. */
  private static Optional<JsonNode> given(JsonNode value) {
    if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        value.isTextual() ? TextNode.valueOf(Exchange.bounded(value.asText())) : value);
  }
}
