package io.github.qxylogin.contracttests.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.People.Whose;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The forms that a request can have: each type of a field that has several, the alternative of
 * fields, each spelling of a field. Where the pages contradict each other, a server that takes one
 * form may refuse the other.
 */
final class FormChecks {
  private final Contract contract;
  private final Operation operation;
  private final ObjectNode usual;
  private final List<Check> checks = new ArrayList<>();

  private FormChecks(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
    this.usual = UsualBody.of(operation);
  }

  static Stream<Check> of(Contract contract, Operation operation) {
    if (!RequestChecks.mayBeIgnored(operation)
        || operation.inFlow(Flow::needsSession).isPresent()) {
      return Stream.empty();
    }
    FormChecks forms = new FormChecks(contract, operation);
    operation.fields().forEach(forms::types);
    operation.alternatives().forEach(forms::alternative);
    operation.fields().forEach(forms::spellings);
    return forms.checks.stream();
  }

  /** A value that bounds the effect of the call is sent before the usual one. */
  private void types(Field field) {
    JsonNode now = usual.path(field.name());
    List<JsonNode> values = new ArrayList<>(field.keepsEffect());
    values.add(now);
    values.add(TextNode.valueOf(now.asText()));
    values.add(JsonText.parse(now.asText().getBytes(UTF_8)));
    for (String type : new TreeSet<>(field.types().size() > 1 ? field.types() : Set.of())) {
      values.stream()
          .filter(value -> JsonType.of(value).equals(type))
          .findFirst()
          .ifPresent(
              value ->
                  add(
                      field.name() + "-" + type,
                      field.name() + " as " + type,
                      body -> body.set(field.name(), value),
                      Optional.of(refusal(Optional.of(field.name())))));
    }
  }

  /** Of the other alternatives, nobody but the contract's own examples has the values. */
  private void alternative(Set<String> names) {
    Set<String> others = new TreeSet<>();
    operation.alternatives().forEach(others::addAll);
    others.removeAll(names);
    if (names.stream().allMatch(usual::has)) {
      Set<String> sorted = new TreeSet<>(names);
      add(
          "by-" + String.join("-", sorted),
          "asked by " + String.join(", ", sorted),
          body -> body.remove(others),
          Optional.empty());
    }
  }

  private void spellings(Field field) {
    Set<String> names = new TreeSet<>();
    operation.fields().stream()
        .filter(other -> field.name().equals(other.spellingOf()))
        .forEach(other -> names.addAll(Set.of(other.name(), field.name())));
    for (String name : names) {
      add(
          "spelt-" + name,
          "the spelling '" + name + "'",
          body -> spell(body, names, name),
          Optional.of(refusal(Optional.empty())));
    }
  }

  private static void spell(ObjectNode body, Set<String> names, String name) {
    Optional<JsonNode> value = names.stream().filter(body::has).findFirst().map(body::get);
    body.remove(names);
    value.ifPresent(one -> body.set(name, one));
  }

  private Expectation.Refusal refusal(Optional<String> field) {
    return Refusals.ofParameter(contract, operation, Condition.PARAMETER_WRONG_TYPE, field)
        .assumed();
  }

  private void add(
      String name,
      String subject,
      Consumer<ObjectNode> change,
      Optional<Expectation.Refusal> refusal) {
    List<Expectation.Documented> taken = Expectation.OneOf.success(operation).answers();
    checks.add(
        Check.of(
            operation,
            "form/" + name,
            subject,
            Set.of(),
            Step.Call.of(
                operation,
                new Body.Fields(usual, Whose.KNOWN, change),
                new Expectation.OneOf(taken, refusal))));
  }
}
