package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What can be wrong with one field of an otherwise usual body. */
enum FieldFault {
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
  WRONG_TYPE("wrong-type", "of a wrong type", Condition.PARAMETER_WRONG_TYPE) {
    @Override
    Optional<Change> in(Operation operation, Field field, ObjectNode usual) {
      return ONE_OF_EACH_TYPE.stream()
          .filter(value -> !field.accepts(value))
          .findFirst()
          .map(wrong -> Change.set(field.name(), wrong));
    }
  };

  /** In the order in which a wrong one is looked for. */
  private static final List<JsonNode> ONE_OF_EACH_TYPE =
      List.of(
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.arrayNode(),
          BooleanNode.TRUE,
          DecimalNode.valueOf(new BigDecimal("1.5")),
          TextNode.valueOf("text"));

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

  /** A field is not missed when the usual body has all of another alternative. */
  private static boolean isMissed(Operation operation, Field field, ObjectNode usual) {
    return operation.missingFrom(usual.deepCopy().without(field.name())).contains(field);
  }

  String key() {
    return key;
  }

  String words() {
    return words;
  }

  Condition condition() {
    return condition;
  }
}
