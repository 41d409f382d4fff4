package io.github.qxylogin.contracttests.generate.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds for a field that takes several JSON types a good value of each. */
final class FormValues {
  /** For fields of which the contract prints no value of a type. */
  private static final List<JsonNode> PLAIN =
      List.of(NullNode.getInstance(), BooleanNode.TRUE, TextNode.valueOf(""), IntNode.valueOf(0));

  private FormValues() {}

  /**
   * Gives a field the value of one type: one that costs nothing more, if the contract tells such
   * values, or that which the field has, or a documented one.
   */
  static Change as(Operation operation, Field field, String type) {
    Field ofType =
        new Field(
            field.name(),
            Set.of(type),
            field.required(),
            field.sensitive(),
            null,
            null,
            List.of(),
            Map.of(),
            null);
    return Change.of(
        fields ->
            candidates(operation, field, fields.path(field.name())).stream()
                .filter(ofType::accepts)
                .findFirst()
                .ifPresent(value -> fields.set(field.name(), value)));
  }

  private static List<JsonNode> candidates(Operation operation, Field field, JsonNode now) {
    List<JsonNode> candidates = new ArrayList<>(field.keepsEffect());
    if (now.isNumber() || now.isTextual()) {
      candidates.add(now);
      candidates.add(TextNode.valueOf(now.asText()));
      candidates.add(JsonText.parse(now.asText().getBytes(UTF_8)));
    }
    operation.cases().stream()
        .flatMap(documented -> Stream.ofNullable(documented.request()))
        .map(request -> request.path(field.name()))
        .forEach(candidates::add);
    candidates.addAll(PLAIN);
    return candidates;
  }
}
