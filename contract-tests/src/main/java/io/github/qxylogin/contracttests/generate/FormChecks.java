package io.github.qxylogin.contracttests.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.CatalogueError;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The forms that a request can have: each type of a field that has several, the alternative of
 * fields, each spelling of a field. Where the pages contradict each other, a server that takes one
 * form may reject the other.
 */
record FormChecks(OperationChecks checks, Operation operation, ObjectNode valid) {
  static void add(OperationChecks checks) {
    Operation operation = checks.operation();
    FormChecks forms = new FormChecks(checks, operation, ValidRequest.of(operation));
    if (RequestChecks.mayBeIgnored(operation) && operation.inFlow(Flow::needsSession).isEmpty()) {
      operation.fields().forEach(forms::types);
      operation.alternatives().forEach(forms::alternative);
      operation.fields().forEach(forms::spellings);
    }
  }

  /** A value that limits the effect of the call is sent before the valid one. */
  private void types(Field field) {
    String name = field.name();
    JsonNode now = valid.path(name);
    List<JsonNode> values = new ArrayList<>(field.keepsEffect());
    values.add(now);
    values.add(TextNode.valueOf(now.asText()));
    values.add(JsonText.parse(now.asText().getBytes(UTF_8)));
    for (String type : new TreeSet<>(field.types().size() > 1 ? field.types() : Set.of())) {
      Optional<CatalogueError> error =
          Optional.of(checks.error(Condition.PARAMETER_WRONG_TYPE, name));
      values.stream()
          .filter(value -> JsonType.of(value).equals(type))
          .findFirst()
          .ifPresent(
              value ->
                  add(
                      name + "-" + type,
                      name + " as " + type,
                      Set.of(),
                      b -> b.set(name, value),
                      error));
    }
  }

  /** Only the contract's examples have the values of the other alternatives. */
  private void alternative(Set<String> names) {
    Set<String> others = new TreeSet<>();
    operation.alternatives().forEach(others::addAll);
    others.removeAll(names);
    if (names.stream().allMatch(valid::has)) {
      Set<String> sorted = new TreeSet<>(names);
      String subject = "asked by " + String.join(", ", sorted);
      String name = "by-" + String.join("-", sorted);
      add(name, subject, Set.of(), b -> b.remove(others), Optional.empty());
    }
  }

  private void spellings(Field field) {
    Set<String> names = new TreeSet<>();
    operation.fields().stream()
        .filter(other -> field.name().equals(other.spellingOf()))
        .forEach(other -> names.addAll(Set.of(other.name(), field.name())));
    Optional<CatalogueError> error = Optional.of(checks.error(Condition.PARAMETER_WRONG_TYPE));
    for (String name : names) {
      String subject = "the spelling '" + name + "'";
      // A platform that reads the other name may find no password, and say that it is wrong.
      boolean mayFail = field.sensitive() && !valid.has(name);
      Set<Need> needs = FieldFault.needs(operation, mayFail);
      add("spelt-" + name, subject, needs, body -> spell(body, names, name), error);
    }
  }

  private static void spell(ObjectNode body, Set<String> names, String name) {
    Optional<JsonNode> value = names.stream().filter(body::has).findFirst().map(body::get);
    body.remove(names);
    value.ifPresent(one -> body.set(name, one));
  }

  private void add(
      String name,
      String subject,
      Set<Need> needs,
      Consumer<ObjectNode> change,
      Optional<CatalogueError> error) {
    Expectation.OneOf success = Expectation.OneOf.success(operation);
    Expectation expected =
        new Expectation.OneOf(success.responses(), error.map(CatalogueError::assumed));
    Step.Call call = Step.Call.of(operation, checks.valid(change), expected);
    checks.add("form/" + name, subject, needs, call);
  }
}
