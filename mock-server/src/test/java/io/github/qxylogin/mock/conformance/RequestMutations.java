package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.PARAMETER_WRONG_TYPE;
import static io.github.qxylogin.contract.Condition.REFRESH_TOKEN_UNKNOWN;
import static io.github.qxylogin.contract.Condition.SECRET_WRONG;
import static io.github.qxylogin.contract.Condition.TOKEN_EXPIRED;
import static io.github.qxylogin.mock.conformance.Conversation.CONTRACT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.conformance.Mutation.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Violations that accept wrong requests, or reject valid ones. */
final class RequestMutations extends Mutations {

  RequestMutations(Operation operation, Map<String, List<Mutation>> byOperator) {
    super(operation, byOperator);
  }

  void add() {
    ObjectNode usual = Bodies.usual(operation);
    for (Field field : operation.fields()) {
      for (FieldFault fault : FieldFault.of(operation, field)) {
        if (!fault.mayBeTaken()) {
          accepts(field, fault, usual);
        }
      }
      if (!field.required() && !usual.has(field.name())) {
        rejects("rejects-without-optional-field", field, body -> !body.has(field.name()));
      }
      if (field.types().stream().filter(type -> !type.equals("null")).count() > 1) {
        rejects("rejects-text", field, body -> body.path(field.name()).isTextual());
        rejects(
            "rejects-what-is-no-text",
            field,
            body -> body.has(field.name()) && !body.path(field.name()).isTextual());
      }
      if (usual.path(field.name()).asText().matches("0\\d+")) {
        changes(
            "sent-leading-zero-lost",
            field.name(),
            b -> b.put(field.name(), b.path(field.name()).asText().replaceFirst("^0+", "")));
      }
    }
    operation
        .inFlow(Flow::task)
        .ifPresent(
            task ->
                changes(
                    "sent-number-through-double",
                    task,
                    b -> b.set(task, ResponseMutations.throughDouble(b.path(task)))));
    if (!operation.fields().isEmpty()) {
      changesRequests(
          "accepts-malformed",
          "body",
          r -> r.json().isMissingNode() ? r.withBody(usual.toString()) : r);
    }
    if (operation.signed()) {
      signing();
    }
    operation.inFlow(Flow::token).ifPresent(this::tokens);
  }

  /** Responds to a faulty call as if the faulty field had its usual value. */
  private void accepts(Field field, FieldFault fault, ObjectNode usual) {
    String name = field.name();
    ObjectNode faulty = usual.deepCopy();
    fault.change().accept(faulty);
    changesRequests(
        "accepts-field" + fault.name().substring(name.length()),
        name,
        r ->
            r.json().isObject() && r.json().path(name).equals(faulty.path(name))
                ? r.changed(body -> mend(body, name, usual))
                : r);
  }

  private static void mend(ObjectNode body, String field, ObjectNode usual) {
    body.remove(field);
    if (usual.has(field)) {
      body.set(field, usual.get(field));
    }
  }

  private void rejects(String operator, Field field, Predicate<JsonNode> rejected) {
    Response error =
        worded(CONTRACT.parameterError(operation, PARAMETER_WRONG_TYPE, ""), field.name());
    add(
        operator,
        field.name(),
        (request, server) -> {
          Response response = server.honestly(request).response();
          boolean rejects = response.succeeds(operation) && rejected.test(request.json());
          return rejects ? error : response;
        });
  }

  private void changes(String operator, String field, Consumer<ObjectNode> change) {
    changesRequests(operator, field, r -> r.json().has(field) ? r.changed(change) : r);
  }

  private void signing() {
    for (SigningFault fault : SigningFault.all()) {
      changesRequests(
          "accepts-" + fault.key(),
          "every call",
          r -> r.fault() == fault ? r.with(SigningFault.NONE) : r);
    }
    add("ends-token-at-once", "every call", (request, s) -> error(TOKEN_EXPIRED));
    changesRequests(
        "accepts-expired-token",
        "every call",
        r -> new Request(r.operation(), r.body(), r.example(), r.fault(), ""));
  }

  private void tokens(Flow.Token token) {
    String field = token.refreshToken();
    replaces(
        "refresh-token-reusable",
        field,
        (now, s) ->
            s.before(c -> c.of(operation) && c.succeeded())
                .filter(c -> c.request().json().has(field))
                .filter(c -> c.request().text(field).equals(now.request().text(field)))
                .findFirst()
                .map(Call::response)
                .orElse(now.response()));
    for (Condition rejected : Set.of(REFRESH_TOKEN_UNKNOWN, SECRET_WRONG)) {
      instead(
          "accepts-" + rejected.key(), "every call", (now, s) -> came(now, rejected), success());
    }
    instead(
        "refresh-token-rejected",
        field,
        (now, s) -> now.request().text(token.grant()).equals(token.byRefresh()),
        error(REFRESH_TOKEN_UNKNOWN));
  }
}
