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
import java.util.Map;
import java.util.Optional;

/** What can be wrong with one field of an otherwise usual body. */
public enum FieldFault {
  MISSING("missing", "left out", Condition.PARAMETER_MISSING) {
    @Override
    Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
      return isMissed(operation, field, usual)
          ? Optional.of(Change.of(body -> body.without(field.name())))
          : Optional.empty();
    }
  },
  EMPTY("empty", "empty", Condition.PARAMETER_MISSING) {
    @Override
    Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
      return isMissed(operation, field, usual) && field.accepts(TextNode.valueOf(""))
          ? Optional.of(Change.set(field.name(), TextNode.valueOf("")))
          : Optional.empty();
    }
  },
  NULL("null", "null", Condition.PARAMETER_MISSING) {
    @Override
    Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
      return isMissed(operation, field, usual) && !field.accepts(NullNode.getInstance())
          ? Optional.of(Change.set(field.name(), NullNode.getInstance()))
          : Optional.empty();
    }
  },
  WRONG_TYPE("wrong-type", "of a wrong type", Condition.PARAMETER_WRONG_TYPE) {
    @Override
    Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
      return variants(operation, field, usual).values().stream().findFirst();
    }

    @Override
    public Map<String, Change> variants(Operation operation, Field field, ObjectNode usual) {
      Map<String, Change> variants = new LinkedHashMap<>();
      WrongType.of(field)
          .forEach(
              type ->
                  variants.put(
                      type.key(),
                      Change.set(field.name(), type.value(field, usual).orElseThrow())));
      return variants;
    }
  },
  /** No page tells of a bound: a server may take it, or refuse it as it refuses a wrong form. */
  TOO_LONG("too-long", "too long", Condition.PARAMETER_WRONG_TYPE) {
    @Override
    Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
      return LONG_VALUES.stream()
          .filter(field::accepts)
          .findFirst()
          .map(value -> Change.set(field.name(), value));
    }
  },
  /** An empty text for a field that may as well be left out. */
  EMPTY_OPTIONAL(
      "empty-optional", "empty, though it could be left out", Condition.PARAMETER_WRONG_TYPE) {
    @Override
    Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
      return !isMissed(operation, field, usual) && field.accepts(TextNode.valueOf(""))
          ? Optional.of(Change.set(field.name(), TextNode.valueOf("")))
          : Optional.empty();
    }
  };

  /** Longer than any value that is documented, be it a text or the digits of a number. */
  private static final List<JsonNode> LONG_VALUES =
      List.of(TextNode.valueOf("9".repeat(1000)), BigIntegerNode.valueOf(BigInteger.TEN.pow(40)));

  private final String key;
  private final String words;
  private final Condition condition;

  FieldFault(String key, String words, Condition condition) {
    this.key = key;
    this.words = words;
    this.condition = condition;
  }

  /** Returns the change that makes a usual body faulty, if the field can have this fault. */
  abstract Optional<Change> in(Operation operation, Field field, ObjectNode usual);

  /** Returns the changes that each make a usual body faulty, by what tells them apart. */
  public Map<String, Change> variants(Operation operation, Field field, ObjectNode usual) {
    return in(operation, field, usual).map(change -> Map.of("", change)).orElse(Map.of());
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
    return key;
  }

  String words() {
    return words;
  }

  Condition condition() {
    return condition;
  }
}
