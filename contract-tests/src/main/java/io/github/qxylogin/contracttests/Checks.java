package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Computes the checks of a contract: every case, every field, every body that is no JSON. */
final class Checks {
  private final Contract contract;
  private final List<Check> checks = new ArrayList<>();

  private Checks(Contract contract) {
    this.contract = contract;
  }

  /** Returns the checks, operation by operation, in the contract's order. */
  static List<Check> of(Contract contract) {
    Checks checks = new Checks(contract);
    contract.operations().forEach(checks::addAll);
    return List.copyOf(checks.checks);
  }

  private void addAll(Operation operation) {
    ObjectNode usual =
        (ObjectNode)
            operation.firstSuccess().request().orElseGet(JsonNodeFactory.instance::objectNode);
    operation.cases().forEach(c -> checks.add(caseCheck(operation, c, usual)));
    if (operation.fields().isEmpty()) {
      return;
    }
    for (Field field : operation.fields()) {
      for (FieldFault fault : FieldFault.values()) {
        fault
            .in(operation, field, usual)
            .ifPresent(change -> checks.add(fieldCheck(operation, field, fault, usual, change)));
      }
    }
    String unfinished = "{\"" + operation.fields().get(0).name() + "\":";
    checks.add(bodyCheck(operation, "malformed-json", "malformed JSON", unfinished));
    checks.add(bodyCheck(operation, "empty-body", "an empty body", ""));
  }

  /**
   * A case without a request of its own is asked for by its name, which only a mock understands.
   */
  private static Check caseCheck(Operation operation, Case documented, ObjectNode usual) {
    boolean readable =
        documented.equals(operation.firstSuccess()) && operation.effect() == Effect.NONE;
    return new Check(
        operation.id() + "/case/" + documented.name(),
        operation,
        "case " + documented.name(),
        operation.effect(),
        !readable,
        logsIn(operation) && documented.family() == Family.LOGIN_INFORMATION,
        new Body.Fields((ObjectNode) documented.request().orElse(usual), body -> body),
        documented.request().isPresent()
            ? Map.of()
            : Map.of("Prefer", "example=" + documented.name()),
        new Expectation.Documented(documented));
  }

  private Check fieldCheck(
      Operation operation,
      Field field,
      FieldFault fault,
      ObjectNode usual,
      UnaryOperator<ObjectNode> change) {
    return new Check(
        operation.id() + "/" + fault.key() + "/" + field.name(),
        operation,
        "field " + field.name() + " " + fault.words(),
        field.keepsEffect().isEmpty() ? operation.effect() : Effect.SESSION,
        false,
        logsIn(operation) && field.sensitive() && fault != FieldFault.MISSING,
        new Body.Fields(usual, change),
        Map.of(),
        refusal(operation, fault.condition(), Optional.of(field.name())));
  }

  /** Neither body holds a value that could be acted on, so that these checks only read. */
  private Check bodyCheck(Operation operation, String fault, String subject, String text) {
    return new Check(
        operation.id() + "/" + fault,
        operation,
        subject,
        Effect.NONE,
        false,
        false,
        new Body.Text(text),
        Map.of(),
        refusal(operation, Condition.BODY_MALFORMED, Optional.empty()));
  }

  private Expectation refusal(Operation operation, Condition condition, Optional<String> field) {
    Code.Answer answer = contract.parameterAnswer(operation, condition);
    return new Expectation.Refusal(
        operation.firstSuccess().status(), answer, documentedSuccess(operation, answer), field);
  }

  /** What the operation's own answer with that code says counts, or else any operation's. */
  private Optional<Boolean> documentedSuccess(Operation operation, Code.Answer answer) {
    return Stream.concat(Stream.of(operation), contract.operations().stream())
        .flatMap(o -> o.cases().stream())
        .map(c -> new Envelope(c.answer()))
        .filter(e -> e.code().filter(answer.code().code()::equals).isPresent())
        .flatMap(e -> e.success().stream())
        .findFirst();
  }

  /** The bureau locks a tax number after some failed logins; these operations can cause one. */
  private static boolean logsIn(Operation operation) {
    return operation
        .flow()
        .map(Flow::role)
        .filter(role -> role == Flow.Role.ISSUES_TASK || role == Flow.Role.REDEEMS_TASK)
        .isPresent();
  }
}
