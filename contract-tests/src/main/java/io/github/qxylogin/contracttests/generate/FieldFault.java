package io.github.qxylogin.contracttests.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.CatalogueError;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.ValidRequest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The faults of one field in an otherwise valid body. */
@SuppressWarnings("ImmutableEnumChecker") // The list and its nodes are never changed.
enum FieldFault {
  MISSING("missing/%s", "left out", Condition.PARAMETER_MISSING),
  EMPTY("empty/%s", "empty", Condition.PARAMETER_MISSING, TextNode.valueOf("")),
  NULL("null/%s", "null", Condition.PARAMETER_MISSING, NullNode.getInstance()),
  OBJECT(
      "wrong-type/%s-object",
      "of a wrong type: object",
      Condition.PARAMETER_WRONG_TYPE,
      JsonNodeFactory.instance.objectNode()),
  ARRAY(
      "wrong-type/%s-array",
      "of a wrong type: array",
      Condition.PARAMETER_WRONG_TYPE,
      JsonNodeFactory.instance.arrayNode()),
  /** Longer than any documented text or number. */
  TOO_LONG(
      "too-long/%s",
      "too long",
      Condition.PARAMETER_WRONG_TYPE,
      TextNode.valueOf("9".repeat(1000)),
      BigIntegerNode.valueOf(BigInteger.TEN.pow(40))),
  /** An empty text for a field that may as well be left out. */
  EMPTY_OPTIONAL(
      "empty-optional/%s",
      "empty, though it could be left out", Condition.PARAMETER_WRONG_TYPE, TextNode.valueOf(""));

  private static final Set<Effect> REACHES_THE_BUREAU = Set.of(Effect.SMS, Effect.SESSION);

  private final String name;
  private final String words;
  private final Condition condition;
  private final List<JsonNode> values;

  FieldFault(String name, String words, Condition condition, JsonNode... values) {
    this.name = name;
    this.words = words;
    this.condition = condition;
    this.values = List.of(values);
  }

  /** Adds the checks of each field with each fault that it can have; of a token's, one. */
  static void add(OperationChecks checks) {
    Operation operation = checks.operation();
    operation.fields().stream()
        .flatMap(field -> Arrays.stream(values()).map(fault -> Map.entry(fault, field)))
        .filter(of -> of.getKey().isHarmless(operation, of.getValue()))
        .filter(of -> of.getKey().in(operation, of.getValue()).isPresent())
        .limit(Checks.issuesTokens(operation) ? 1 : Long.MAX_VALUE)
        .forEach(of -> of.getKey().add(checks, of.getValue()));
  }

  /** Returns whether the call is harmless on a server that ignores the fault: no SMS, no login. */
  private boolean isHarmless(Operation operation, Field field) {
    return isAbsence()
        || (mayBeIgnored(operation, field)
            ? RequestChecks.mayBeIgnored(operation)
            : operation.effect() != Effect.SMS);
  }

  private boolean isAbsence() {
    return condition == Condition.PARAMETER_MISSING;
  }

  /** The tested field needs no configured value. */
  private void add(OperationChecks checks, Field field) {
    Operation operation = checks.operation();
    ObjectNode valid = ValidRequest.of(operation);
    valid.remove(field.name());
    Body body = new Body.Fields(valid, TestUser.CONFIGURED, in(operation, field).orElseThrow());
    Step.Call call =
        Step.Call.of(operation, body, expected(checks.contract(), operation, field))
            .withEffect(effect(operation, field));
    String subject = "field " + field.name() + " " + words;
    checks.add(name.formatted(field.name()), subject, needs(operation, field), call);
  }

  /** A field that limits the effect does not limit it when its value is wrong. */
  private static Effect effect(Operation operation, Field field) {
    Effect valid = operation.effect();
    return field.keepsEffect().isEmpty() || valid.compareTo(Effect.SESSION) > 0
        ? valid
        : Effect.SESSION;
  }

  /** Where a server may take the fault, or a secret is at fault, a login may fail. */
  private Set<Need> needs(Operation operation, Field field) {
    boolean mayFail = mayBeIgnored(operation, field) || (field.sensitive() && this != MISSING);
    return needs(operation, mayFail);
  }

  /** Returns the conditions of a call that may send a wrong password to the bureau. */
  static Set<Need> needs(Operation operation, boolean mayFail) {
    return REACHES_THE_BUREAU.contains(operation.effect()) && mayFail
        ? Set.of(Need.FAILED_LOGIN)
        : Set.of();
  }

  /** Returns the expected response to the fault; no page documents null. */
  Expectation expected(Contract contract, Operation operation, Field field) {
    CatalogueError error =
        CatalogueError.ofParameter(contract, operation, condition, Optional.of(field.name()));
    if (mayBeIgnored(operation, field)) {
      return error.orAnyDocumented(operation);
    }
    return this == NULL ? error.assumed() : error;
  }

  /** Returns the change that makes a usual body faulty, if the field can have this fault. */
  Optional<Consumer<ObjectNode>> in(Operation operation, Field field) {
    boolean missed = isMissed(operation, field);
    if ((isAbsence() && !missed) || (this == EMPTY_OPTIONAL && missed)) {
      return Optional.empty();
    }
    if (this == MISSING) {
      return Optional.of(body -> body.remove(field.name()));
    }
    boolean rejected = this == NULL || this == OBJECT || this == ARRAY;
    return values.stream()
        .filter(value -> field.accepts(value) != rejected)
        .findFirst()
        .map(value -> body -> body.set(field.name(), value));
  }

  /**
   * Returns whether a server may also take it: no page documents a bound, and a value that nothing
   * is sent misleads no caller.
   */
  boolean mayBeIgnored(Operation operation, Field field) {
    boolean anyValue = this == TOO_LONG || this == EMPTY_OPTIONAL;
    return !isAbsence() && (anyValue || field.spellingOf() != null || !isMissed(operation, field));
  }

  /** A field is not missed when the usual body has all of another alternative. */
  private static boolean isMissed(Operation operation, Field field) {
    ObjectNode body = ValidRequest.of(operation);
    return operation.missingFrom(body.without(field.name())).contains(field);
  }
}
