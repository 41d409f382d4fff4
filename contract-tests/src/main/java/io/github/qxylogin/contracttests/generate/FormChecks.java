package io.github.qxylogin.contracttests.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.RequiredWhen;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Body.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The forms that a request can have: each type of a field that has several, the alternative of
 * fields, each spelling of a field, and what else a field's value asks for. Where the pages
 * contradict each other, a server that takes one form may refuse the other.
 */
final class FormChecks {
  /** For fields of which the contract prints no value of a type. */
  private static final List<JsonNode> PLAIN =
      List.of(NullNode.getInstance(), BooleanNode.TRUE, TextNode.valueOf(""), IntNode.valueOf(0));

  private final Contract contract;
  private final Operation operation;

  private FormChecks(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
  }

  static Stream<Check> of(Contract contract, Operation operation) {
    FormChecks checks = new FormChecks(contract, operation);
    boolean mayBeTaken =
        RequestChecks.mayBeIgnored(operation) && operation.inFlow(Flow::needsSession).isEmpty();
    Stream<Check> taken =
        mayBeTaken
            ? Stream.of(
                    checks.types(),
                    checks.alternatives(),
                    checks.spellings(),
                    checks.requiredWhen(checks::taken))
                .flatMap(kind -> kind)
            : Stream.empty();
    return Stream.concat(taken, checks.requiredWhen(checks::missing));
  }

  private Stream<Check> types() {
    return operation.fields().stream()
        .filter(field -> field.types().size() > 1)
        .flatMap(
            field ->
                field.types().stream()
                    .sorted()
                    .map(
                        type ->
                            form(
                                field.name() + "-" + type,
                                field.name() + " as " + type,
                                UsualBody.of(operation),
                                as(field, type),
                                Optional.of(refusal(Optional.of(field.name()))))));
  }

  /**
   * Gives a field the value of one type: one that costs nothing more, if the contract tells such
   * values, or that which the field has, or a documented one.
   */
  private Change as(Field field, String type) {
    return Change.of(
        fields ->
            candidates(field, fields.path(field.name()))
                .filter(value -> JsonType.of(value).equals(type))
                .findFirst()
                .ifPresent(value -> fields.set(field.name(), value)));
  }

  private Stream<JsonNode> candidates(Field field, JsonNode now) {
    JsonNode text = TextNode.valueOf(now.asText());
    JsonNode number = JsonText.parse(now.asText().getBytes(UTF_8));
    Stream<JsonNode> asItIs =
        now.isNumber() || now.isTextual() ? Stream.of(now, text, number) : Stream.empty();
    return Stream.of(field.keepsEffect().stream(), asItIs, printed(field), PLAIN.stream())
        .flatMap(values -> values);
  }

  private Stream<JsonNode> printed(Field field) {
    return operation.cases().stream()
        .flatMap(documented -> Stream.ofNullable(documented.request()))
        .map(request -> request.path(field.name()));
  }

  /** Of the other alternatives, nobody but the contract's own examples has the values. */
  private Stream<Check> alternatives() {
    ObjectNode usual = UsualBody.of(operation);
    Set<String> all = new TreeSet<>();
    operation.alternatives().forEach(all::addAll);
    return operation.alternatives().stream()
        .filter(names -> names.stream().allMatch(usual::has))
        .map(TreeSet::new)
        .map(
            names -> {
              Set<String> others = new TreeSet<>(all);
              others.removeAll(names);
              return form(
                  "by-" + String.join("-", names),
                  "asked by " + String.join(", ", names),
                  usual,
                  Change.of(body -> body.remove(others)),
                  Optional.empty());
            });
  }

  private Stream<Check> spellings() {
    return spellings(operation).entrySet().stream()
        .map(
            spelling ->
                form(
                    "spelt-" + spelling.getKey(),
                    "the spelling '" + spelling.getKey() + "'",
                    UsualBody.of(operation),
                    spelling.getValue(),
                    Optional.of(refusal(Optional.empty()))));
  }

  /** Returns the changes that give an operation's field one name and no other, by that name. */
  static Map<String, Change> spellings(Operation operation) {
    Map<String, Change> changes = new LinkedHashMap<>();
    for (Field field : operation.fields()) {
      Set<String> names = new TreeSet<>();
      operation.fields().stream()
          .filter(other -> field.name().equals(other.spellingOf()))
          .forEach(other -> names.add(other.name()));
      if (!names.isEmpty()) {
        names.add(field.name());
      }
      names.forEach(name -> changes.put(name, Change.of(body -> spell(body, field, names, name))));
    }
    return changes;
  }

  private static void spell(ObjectNode body, Field field, Set<String> names, String name) {
    JsonNode value =
        names.stream()
            .filter(body::has)
            .findFirst()
            .map(body::get)
            .orElseGet(() -> TextNode.valueOf(new TreeSet<>(field.names().keySet()).first()));
    body.remove(names);
    body.set(name, value);
  }

  private interface ByValue {
    Stream<Check> checks(RequiredWhen when, JsonNode value);
  }

  /** A value may ask for fields, or for fewer, in several places. */
  private Stream<Check> requiredWhen(ByValue kind) {
    Set<String> ids = new HashSet<>();
    return operation.requiredWhen().stream()
        .flatMap(when -> when.values().stream().flatMap(value -> kind.checks(when, value)))
        .filter(check -> ids.add(check.id()));
  }

  /** Returns the fields that a value asks for: others are left out of a usual body anyway. */
  private Stream<Check> missing(RequiredWhen when, JsonNode value) {
    return (when.unless() ? Stream.<String>empty() : when.required().stream())
        .map(
            field -> {
              ObjectNode body = complete(when, value);
              body.remove(field);
              return check(
                  Check.Kind.FIELD,
                  "missing/" + field + "-with-" + when.field() + "-" + value.asText(),
                  "field " + field + " left out, with " + when.field() + " " + value.asText(),
                  new Body.Fields(body, Whose.KNOWN),
                  Refusals.ofParameter(
                      contract, operation, Condition.PARAMETER_MISSING, Optional.of(field)));
            });
  }

  private Stream<Check> taken(RequiredWhen when, JsonNode value) {
    return Stream.of(
        form(
            when.field() + "-" + value.asText(),
            when.field() + " " + value.asText(),
            complete(when, value),
            Change.of(body -> {}),
            Optional.empty()));
  }

  /** Returns a usual body that says so, with no more and no less than it needs then. */
  private ObjectNode complete(RequiredWhen when, JsonNode value) {
    ObjectNode body = UsualBody.of(operation);
    body.set(when.field(), value);
    for (RequiredWhen other : operation.requiredWhen()) {
      if (other.unless() && !other.holds(body)) {
        body.remove(other.required());
      }
    }
    for (Field field : operation.missingFrom(body)) {
      body.set(field.name(), value(field));
    }
    return body;
  }

  /** Returns a value that a request prints, or any one of its type. */
  private JsonNode value(Field field) {
    return Stream.concat(
            printed(field), Stream.of(TextNode.valueOf("1"), IntNode.valueOf(1)))
        .filter(value -> !value.isMissingNode() && !value.isNull() && field.accepts(value))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(operation + ": no value for " + field.name()));
  }

  private Expectation.Refusal refusal(Optional<String> field) {
    return Refusals.ofParameter(contract, operation, Condition.PARAMETER_WRONG_TYPE, field)
        .assumed();
  }

  private Check form(
      String name,
      String subject,
      ObjectNode fields,
      Change change,
      Optional<Expectation.Refusal> refusal) {
    return check(
        Check.Kind.FORM,
        "form/" + name,
        subject,
        new Body.Fields(fields, Whose.KNOWN, change),
        new Expectation.OneOf(Expectation.OneOf.success(operation).answers(), refusal));
  }

  private Check check(
      Check.Kind kind, String name, String subject, Body body, Expectation expected) {
    return Check.of(
        operation, kind, name, subject, Set.of(), Step.Call.of(operation, body, expected));
  }
}
