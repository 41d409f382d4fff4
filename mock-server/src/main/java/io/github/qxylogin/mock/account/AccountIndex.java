package io.github.qxylogin.mock.account;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.entity.EntityIndex;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.http.OperationRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contract's hosted accounts: the documented ones, and the fields that an account keeps. These
 * are the fields that a query returns, and those that make two accounts one. Immutable.
 */
public final class AccountIndex {
  private static final JsonNode NONE = MissingNode.getInstance();

  private final Set<String> kept = new LinkedHashSet<>();
  private final Set<String> bound = new LinkedHashSet<>();
  private final Set<String> person = new LinkedHashSet<>();
  private final Set<String> unique = new LinkedHashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> taxNumbers = new LinkedHashSet<>();
  private final Set<String> identities = new HashSet<>();
  private final Set<String> enterprises = new HashSet<>();
  private final Set<String> enterpriseKinds = new HashSet<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, ObjectNode> documented = new LinkedHashMap<>();

  public AccountIndex(Contract contract) {
    for (Operation operation : contract.operations()) {
      operation.inFlow(Flow::identity).ifPresent(identities::addAll);
      operation.inFlow(Flow::account).ifPresent(account -> add(operation, account));
    }
    contract.operations(Flow.Role.KEEPS_ENTITY).stream()
        .flatMap(operation -> operation.inFlow(Flow::entity).stream())
        .filter(entity -> entity.does() == EntityFlow.Does.CREATES)
        .filter(entity -> enterprises.contains(entity.id()))
        .forEach(
            entity -> {
              enterpriseKinds.add(entity.kind());
              taxNumbers.addAll(entity.unique());
            });
    // The response of a query has the most fields, a request the fewest.
    contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .sorted(
            comparing((Operation operation) -> does(operation) != Does.FINDS)
                .thenComparing(AccountIndex::does))
        .forEach(this::document);
  }

  private static Does does(Operation operation) {
    return flow(operation).does();
  }

  private static AccountFlow flow(Operation operation) {
    return operation.inFlow(Flow::account).orElseThrow();
  }

  private void add(Operation operation, AccountFlow account) {
    enterprises.add(account.enterprise());
    ids.add(account.id());
    if (account.does() == Does.CREATES) {
      operation.inFlow(Flow::person).ifPresent(person::addAll);
      unique.addAll(account.uniqueFields());
      kept.addAll(unique);
      operation.fields().stream()
          .filter(field -> field.types().equals(Set.of("integer")))
          .forEach(field -> numbers.add(field.name()));
    } else if (account.does() == Does.FINDS) {
      kept.addAll(FlowValues.namesOf(operation, "account"));
      bound.addAll(FlowValues.namesOf(operation, "binding"));
    }
  }

  /**
   * Adds the accounts that an operation documents, so that documented examples work in sequence.
   */
  private void document(Operation operation) {
    Stream.concat(
            Stream.of(operation.firstSuccess()),
            operation.caseWhen(Condition.ACCOUNT_EXISTS).stream())
        .filter(example -> example.request() != null)
        .forEach(example -> document(operation, example));
  }

  private void document(Operation operation, Case example) {
    AccountFlow flow = flow(operation);
    boolean returned = flow.does() == Does.FINDS || flow.does().creates();
    JsonNode place = returned ? flow.accountIn(example.response()) : NONE;
    (place.isArray() ? place.valueStream() : Stream.of(place))
        .map(each -> documented(operation, example.request(), each, Optional.empty()))
        .forEach(account -> documented.putIfAbsent(Entities.id(account), account));
  }

  /**
   * Returns an account of a documented request and response.
   *
   * @param documented the account in the documented response
   * @param now when it is created, unless the response contains that
   */
  ObjectNode documented(
      Operation operation, JsonNode request, JsonNode documented, Optional<Instant> now) {
    AccountFlow flow = flow(operation);
    String id = request.path(flow.id()).asText(documented.path(flow.id()).asText());
    ObjectNode account = ofAccount(flow.does().creates() ? request : NONE);
    account.setAll(ofAccount(documented));
    account.put("id", id).put(EntityIndex.ENTERPRISE, request.path(flow.enterprise()).asText(id));
    Optional<Instant> createdAt =
        operation.templates().stream()
            .filter(template -> template.namesOf("account").anyMatch("createdAt"::equals))
            .filter(template -> documented.has(template.name()))
            .map(template -> FlowValues.time(template, documented.path(template.name()).asText()))
            .findFirst()
            .or(() -> now);
    createdAt.ifPresent(at -> account.put("createdAt", at.toString()));
    String product = flow.product() == null ? "" : documented.path(flow.product()).asText();
    if (!product.isEmpty()) {
      ObjectNode fields = ofBinding(operation, documented);
      Account.bind(account, product, fields, createdAt.orElse(Instant.EPOCH));
    }
    return account;
  }

  /** Returns the documented accounts by id. */
  public Map<String, ObjectNode> documented() {
    return Collections.unmodifiableMap(documented);
  }

  /** Returns the enterprise that a call names as an identity; {@code ""} if it names none. */
  String enterprise(OperationRequest request) {
    return named(request, enterprises);
  }

  /** Returns the account that a call names as an identity; {@code ""} if it names none. */
  String account(OperationRequest request) {
    return named(request, ids);
  }

  private static String named(OperationRequest request, Set<String> fields) {
    Flow flow = request.operation().flow();
    if (flow != null) {
      for (String field : flow.identity()) {
        if (fields.contains(field) && !Operation.isMissing(request.body(), field)) {
          return request.value(field).orElse("");
        }
      }
    }
    return "";
  }

  /** Returns the identities of an account: its id, and those of its fields. */
  Stream<String> identities(ObjectNode account) {
    List<String> fields = kept.stream().filter(identities::contains).toList();
    return Stream.concat(Stream.of(Entities.id(account)), Account.values(account, fields));
  }

  /** Returns the natural person of an account; empty when a part of the name is missing. */
  List<String> person(ObjectNode account) {
    return person.stream().allMatch(account::has)
        ? Account.values(account, person).toList()
        : List.of();
  }

  /** Returns the fields that make two accounts one. */
  Collection<String> unique() {
    return unique;
  }

  /** Returns the kinds of entities that are enterprises. */
  Set<String> enterpriseKinds() {
    return enterpriseKinds;
  }

  /** Returns the fields that hold tax numbers. */
  Set<String> taxNumbers() {
    return taxNumbers;
  }

  /**
   * Returns the fields of a body that an account keeps. Operations may take a text where creations
   * take a number.
   */
  ObjectNode ofAccount(JsonNode body) {
    ObjectNode fields = Entities.fields(body, kept::contains);
    fields.properties().stream()
        .filter(field -> numbers.contains(field.getKey()))
        .forEach(field -> field.setValue(LongNode.valueOf(field.getValue().asLong())));
    return fields;
  }

  /** Returns the fields that an update keeps, with the defaults of omitted fields. */
  ObjectNode ofUpdate(OperationRequest request, ObjectNode account) {
    ObjectNode body = request.body().deepCopy();
    for (Field field : request.operation().fields()) {
      if (field.byDefault() != null
          && account.has(field.name())
          && Operation.isMissing(body, field.name())) {
        body.set(field.name(), field.byDefault());
      }
    }
    return ofAccount(body);
  }

  /** Returns the fields of a body that a binding keeps, with the defaults of missing fields. */
  ObjectNode ofBinding(Operation operation, JsonNode body) {
    ObjectNode given = Entities.fields(body, bound::contains);
    FlowValues values = new FlowValues(Map.of("request", body::get));
    for (Template template : operation.templates()) {
      if (bound.contains(template.name()) && !given.has(template.name())) {
        values.put(given, template, operation.firstSuccess().response().at(template.at()));
      }
    }
    return given;
  }
}
