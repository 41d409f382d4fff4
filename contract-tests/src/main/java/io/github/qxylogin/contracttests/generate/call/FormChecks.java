package io.github.qxylogin.contracttests.generate.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the pages contradict each other about a request, each form that the contract takes gets a
 * success: each type of a field that has several, each alternative of fields, each other spelling.
 */
public final class FormChecks {
  /** For fields of which the contract prints no value of a type. */
  private static final List<JsonNode> PLAIN =
      List.of(NullNode.getInstance(), BooleanNode.TRUE, TextNode.valueOf(""), IntNode.valueOf(0));

  private final Contract contract;
  private final Operation operation;

  private FormChecks(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    FormChecks checks = new FormChecks(contract, operation);
    return Stream.of(checks.types(), checks.alternatives(), checks.spellings())
        .flatMap(kind -> kind);
  }

  private Stream<Check> types() {
    return operation.fields().stream()
        .filter(field -> field.types().size() > 1)
        .flatMap(field -> field.types().stream().sorted().map(type -> type(field, type)));
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
    Stream<JsonNode> printed =
        operation.cases().stream()
            .flatMap(documented -> Stream.ofNullable(documented.request()))
            .map(request -> request.path(field.name()));
    Stream<JsonNode> asItIs =
        now.isNumber() || now.isTextual() ? Stream.of(now, text, number) : Stream.empty();
    return Stream.of(field.keepsEffect().stream(), asItIs, printed, PLAIN.stream())
        .flatMap(values -> values);
  }

  private Check type(Field field, String type) {
    return check(
        field.name() + "-" + type,
        field.name() + " as " + type,
        UsualBody.of(operation),
        as(field, type));
  }

  /** An alternative that no success is documented for is another step of a flow. */
  private Stream<Check> alternatives() {
    return operation.alternatives().stream()
        .flatMap(
            names ->
                Expectation.OneOf.success(operation).answers().stream()
                    .flatMap(answer -> Stream.ofNullable(answer.documented().request()))
                    .filter(request -> names.stream().allMatch(request::has))
                    .limit(1)
                    .map(request -> alternative(names, (ObjectNode) request)));
  }

  private Check alternative(Set<String> names, ObjectNode request) {
    Set<String> others = new TreeSet<>();
    operation.alternatives().forEach(others::addAll);
    others.removeAll(names);
    Set<String> sorted = new TreeSet<>(names);
    return check(
        "by-" + String.join("-", sorted),
        "asked by " + String.join(", ", sorted),
        request,
        Change.of(body -> body.remove(others)));
  }

  private Stream<Check> spellings() {
    return spellings(operation).entrySet().stream()
        .map(
            spelling ->
                check(
                    "spelt-" + spelling.getKey().replace(' ', '_'),
                    "the spelling '" + spelling.getKey() + "'",
                    UsualBody.of(operation),
                    spelling.getValue()));
  }

  /** Returns the changes that give an operation's field one name and no other, by that name. */
  public static Map<String, Change> spellings(Operation operation) {
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

  private Check check(String form, String subject, ObjectNode fields, Change change) {
    Optional<Prelude> prelude = Prelude.of(contract, operation);
    Change all = prelude.map(Prelude::takenOver).orElse(Change.NONE).then(change);
    Step.Call call =
        Step.Call.of(
            operation,
            new Body.Fields(fields, prelude.isPresent() ? Whose.PERSON : Whose.NEWCOMER, all),
            Expectation.OneOf.success(operation));
    return new Check(
        operation.id() + "/form/" + form,
        operation,
        subject,
        needs(fields),
        Stream.concat(prelude.stream().map(Prelude::call), Stream.of(call))
            .map(Step.class::cast)
            .toList());
  }

  /** The platform refuses a second login so soon after a first, be it of another form. */
  private Set<Need> needs(ObjectNode fields) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    if (!fields.equals(UsualBody.of(operation))) {
      needs.add(Need.DOCUMENTED_VALUES);
    }
    if (UsualBody.logsIn(operation)) {
      needs.add(Need.SECOND_PERSON);
    }
    if (operation.inFlow(Flow::needsSession).isPresent()) {
      needs.add(Need.MOCK);
    }
    if (operation.inFlow(Flow::smsCode).isPresent()) {
      needs.add(Need.SMS_CODE);
    }
    return needs;
  }
}
