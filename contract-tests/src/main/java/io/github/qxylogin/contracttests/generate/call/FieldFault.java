package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be wrong with one field of an otherwise usual body. */
public enum FieldFault {
  MISSING("left out", Condition.PARAMETER_MISSING),
  EMPTY("empty", Condition.PARAMETER_MISSING),
  NULL("null", Condition.PARAMETER_MISSING),
  WRONG_TYPE("of a wrong type", Condition.PARAMETER_WRONG_TYPE),
  /** No page tells of a bound: a server may take it, or refuse it as it refuses a wrong form. */
  TOO_LONG("too long", Condition.PARAMETER_WRONG_TYPE),
  /** An empty text for a field that may as well be left out. */
  EMPTY_OPTIONAL("empty, though it could be left out", Condition.PARAMETER_WRONG_TYPE);

  private static final JsonNode EMPTY_TEXT = TextNode.valueOf("");
  private static final JsonNode NULL_NODE = NullNode.getInstance();

  /** Longer than any value that is documented, be it a text or the digits of a number. */
  private static final List<JsonNode> LONG_VALUES =
      List.of(TextNode.valueOf("9".repeat(1000)), BigIntegerNode.valueOf(BigInteger.TEN.pow(40)));

  private final String words;
  private final Condition condition;

  FieldFault(String words, Condition condition) {
    this.words = words;
    this.condition = condition;
  }

  /** Returns the changes that each make a usual body faulty, by what tells them apart. */
  public Map<String, Change> variants(Operation operation, Field field, ObjectNode usual) {
    Map<String, Change> variants = new LinkedHashMap<>();
    if (this == WRONG_TYPE) {
      WrongType.of(field)
          .forEach(
              type ->
                  variants.put(
                      type.key(),
                      Change.set(field.name(), type.value(field, usual).orElseThrow())));
    } else {
      in(operation, field, usual).ifPresent(change -> variants.put("", change));
    }
    return variants;
  }

  /** Returns the one change that makes a usual body faulty, if the field can have this fault. */
  Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
    boolean missed = isMissed(operation, field, usual);
    Optional<JsonNode> value =
        switch (this) {
          case EMPTY -> Optional.of(EMPTY_TEXT).filter(v -> missed && field.accepts(v));
          case EMPTY_OPTIONAL -> Optional.of(EMPTY_TEXT).filter(v -> !missed && field.accepts(v));
          case NULL -> Optional.of(NULL_NODE).filter(v -> missed && !field.accepts(v));
          case TOO_LONG -> LONG_VALUES.stream().filter(field::accepts).findFirst();
          case MISSING, WRONG_TYPE -> Optional.empty();
        };
    return this == MISSING && missed
        ? Optional.of(Change.of(body -> body.remove(field.name())))
        : value.map(faulty -> Change.set(field.name(), faulty));
  }

  /** A field is not missed when the usual body has all of another alternative. */
  private static boolean isMissed(Operation operation, Field field, ObjectNode usual) {
    return operation.missingFrom(usual.deepCopy().without(field.name())).contains(field);
  }

  /** Returns whether a server may also take it. */
  boolean mayBeTaken() {
    return this == TOO_LONG || this == EMPTY_OPTIONAL;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String words() {
    return words;
  }

  Condition condition() {
    return condition;
  }
}
