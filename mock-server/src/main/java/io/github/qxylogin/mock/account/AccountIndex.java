package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowValues;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contract's hosted accounts: the documented ones, and the fields that an account keeps. These
 * are the fields that a query returns, and those that calls leave to the account. Immutable.
 */
public final class AccountIndex {
  private static final Set<String> INTEGER = Set.of("integer");
  private static final String CREATED_AT = "createdAt";

  private final Set<String> kept = new LinkedHashSet<>();
  private final Set<String> bound = new LinkedHashSet<>();
  private final Set<String> taxNumbers = new LinkedHashSet<>();
  private final Set<String> identities = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private final List<String> unique;

  private final Set<String> enterprises = new HashSet<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> unknownEnterprises = new HashSet<>();
  private final Map<String, Map<String, Account>> documented = new HashMap<>();

  public AccountIndex(Contract contract) {
    unique = unique(contract);
    kept.addAll(unique);
    for (Operation operation : contract.operations()) {
      Flow flow = operation.flow();
      identities.addAll(identity(operation));
      operation.inFlow(Flow::enterprise).map(Flow.Enterprise::taxNumber).ifPresent(taxNumbers::add);
      if (flow == null || flow.account() == null) {
        continue;
      }
      AccountFlow account = flow.account();
      enterprises.add(account.enterprise());
      ids.add(account.id());
      if (account.does().creates()) {
        operation.fields().stream()
            .filter(field -> field.types().equals(INTEGER))
            .forEach(field -> numbers.add(field.name()));
      }
      if (account.does() == AccountFlow.Does.FINDS) {
        kept.addAll(FlowValues.namesOf(operation, "account"));
        bound.addAll(FlowValues.namesOf(operation, "binding"));
      } else if (!account.does().keeps()) {
        keepFor(operation, flow, account);
      }
      operation
          .caseWhen(Condition.ENTERPRISE_UNKNOWN)
          .filter(c -> account.does().keeps())
          .map(Case::request)
          .ifPresent(r -> unknownEnterprises.add(r.path(account.enterprise()).asText()));
    }
    document(contract.operations(Flow.Role.KEEPS_ACCOUNT));
  }

  /** Returns what makes accounts one that were created before: as the first creation has it. */
  private static List<String> unique(Contract contract) {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .map(operation -> operation.flow().account())
        .filter(account -> account.does() == AccountFlow.Does.CREATES)
        .map(AccountFlow::uniqueFields)
        .findFirst()
        .orElse(List.of());
  }

  /** Keeps the fields that a call leaves to its account. */
  private void keepFor(Operation operation, Flow flow, AccountFlow account) {
    kept.addAll(flow.person());
    kept.addAll(FlowValues.namesOf(operation, "request"));
    Stream.of(flow.mobile(), flow.lockedBy()).filter(Objects::nonNull).forEach(kept::add);
    Stream.of(flow.withoutSms(), account.modes(), account.byItself())
        .filter(Objects::nonNull)
        .forEach(among -> kept.add(among.field()));
  }

  /**
   * Collects the documented accounts, so that documented examples work in sequence. The response of
   * a query has the most fields, a request the fewest.
   */
  private void document(List<Operation> keeping) {
    List<Operation> finding =
        keeping.stream().filter(o -> o.flow().account().does() == AccountFlow.Does.FINDS).toList();
    List<Operation> creating =
        keeping.stream().filter(o -> o.flow().account().does().creates()).toList();
    finding.forEach(operation -> addQueried(operation, creating));
    creating.forEach(this::addCreated);
    keeping.stream()
        .filter(o -> o.flow().account().does() != AccountFlow.Does.FINDS)
        .forEach(this::addNamed);
  }

  private void addQueried(Operation operation, List<Operation> creating) {
    AccountFlow flow = operation.flow().account();
    for (JsonNode row : flow.accountIn(operation.firstSuccess().answer())) {
      List<String> person = creating.isEmpty() ? List.of() : person(creating.get(0), row);
      Account account = account(operation, row, row, row, person);
      String product = flow.product() == null ? "" : row.path(flow.product()).asText();
      Instant createdAt = account.createdAt().orElse(Instant.EPOCH);
      add(
          product.isEmpty()
              ? account
              : account.bound(
                  product,
                  new Account.Binding(Account.newId(), ofBinding(operation, row), createdAt)));
    }
  }

  /** Adds the account of a creation, and the one that refused another. */
  private void addCreated(Operation operation) {
    AccountFlow flow = operation.flow().account();
    for (Case documented : operation.cases()) {
      boolean exists = documented.when() == Condition.ACCOUNT_EXISTS;
      JsonNode request = documented.request();
      if (request != null && (exists || documented.family() == Family.OK)) {
        JsonNode printed = flow.accountIn(documented.answer());
        add(account(operation, request, request, printed, person(operation, request)));
      }
    }
  }

  /** Adds an account that a request names. */
  private void addNamed(Operation operation) {
    AccountFlow flow = operation.flow().account();
    JsonNode request = operation.firstSuccess().request();
    if (request != null && request.has(flow.id())) {
      add(account(operation, request, MissingNode.getInstance(), request, List.of()));
    }
  }

  private void add(Account account) {
    documented
        .computeIfAbsent(account.enterprise(), enterprise -> new LinkedHashMap<>())
        .putIfAbsent(account.id(), account);
  }

  private Account account(
      Operation operation, JsonNode of, JsonNode given, JsonNode printed, List<String> person) {
    AccountFlow flow = operation.flow().account();
    return new Account(
        of.path(flow.enterprise()).asText(),
        printed.path(flow.id()).asText(),
        person,
        ofAccount(given),
        createdAt(operation, printed),
        Map.of());
  }

  /** Returns when a documented account was created, if the documentation prints it. */
  static Optional<Instant> createdAt(Operation operation, JsonNode printed) {
    return operation.templates().stream()
        .filter(template -> template.namesOf("account").anyMatch(CREATED_AT::equals))
        .filter(template -> printed.has(template.name()))
        .map(template -> FlowValues.time(template, printed.path(template.name()).asText()))
        .findFirst();
  }

  public Map<String, Map<String, Account>> documented() {
    return Collections.unmodifiableMap(documented);
  }

  /** The platform knows every enterprise but those that a documented request finds unknown. */
  boolean knows(String enterprise) {
    return !unknownEnterprises.contains(enterprise);
  }

  /** Returns the enterprise that a call names as an identity. */
  Optional<String> enterprise(Exchange exchange) {
    return named(exchange, enterprises);
  }

  /** Returns the id of the account that a call names as an identity. */
  Optional<String> account(Exchange exchange) {
    return named(exchange, ids);
  }

  private static Optional<String> named(Exchange exchange, Set<String> fields) {
    for (String field : identity(exchange.operation())) {
      if (fields.contains(field) && !exchange.value(field).orElse("").isBlank()) {
        return exchange.value(field);
      }
    }
    return Optional.empty();
  }

  private static List<String> identity(Operation operation) {
    return operation.flow() == null ? List.of() : operation.flow().identity();
  }

  /** Returns the identities of an account: its id, and those of its fields. */
  Stream<String> identities(Account account) {
    return Stream.concat(
        Stream.of(account.id()),
        account
            .given()
            .propertyStream()
            .filter(member -> identities.contains(member.getKey()))
            .map(member -> member.getValue().asText()));
  }

  List<String> unique() {
    return unique;
  }

  /** Returns the members that hold tax numbers. */
  public Set<String> taxNumbers() {
    return taxNumbers;
  }

  /**
   * Returns what of a body is kept with an account: as a number what creations take as one, though
   * another operation takes a text.
   */
  ObjectNode ofAccount(JsonNode body) {
    ObjectNode given = given(body, kept);
    for (String field : numbers) {
      if (given.path(field).isTextual()) {
        given.put(field, given.path(field).asLong());
      }
    }
    return given;
  }

  /** Returns what an update keeps: of what an account was given, the default too if it is left. */
  ObjectNode ofUpdate(Exchange exchange, Account account) {
    ObjectNode body = exchange.body().deepCopy();
    for (Field field : exchange.operation().fields()) {
      if (field.byDefault() != null
          && account.given().has(field.name())
          && Operation.isMissing(body, field.name())) {
        body.set(field.name(), field.byDefault());
      }
    }
    return ofAccount(body);
  }

  /** Returns the fields of a body that a binding keeps, with the defaults of those it lacks. */
  ObjectNode ofBinding(Operation operation, JsonNode body) {
    ObjectNode given = given(body, bound);
    FlowValues values = new FlowValues(Map.of("request", body::get));
    for (Template template : operation.templates()) {
      if (bound.contains(template.name()) && !given.has(template.name())) {
        values.put(given, template, operation.firstSuccess().answer().at(template.at()));
      }
    }
    return given;
  }

  /** Returns the natural person that a body names; empty when it lacks a part of the name. */
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
