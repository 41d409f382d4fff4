package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The contract with the marks of one operation alone, and those of the token that it needs.
 * Redaction goes by name: without this, a mark that is missing in one place would be made up for by
 * another of the same name.
 */
final class SingleOperationMarks {
  private static final String MARK = "x-sensitive";
  private static final String SCHEMAS = "/components/schemas";

  private final ObjectNode document = (ObjectNode) FakePlatform.CONTRACT.document();

  private SingleOperationMarks() {}

  static Contract of(Operation operation) {
    SingleOperationMarks marks = new SingleOperationMarks();
    Set<String> own = marks.reached(operation);
    Set<String> token = marks.reached(FakePlatform.CONTRACT.operation("fetchToken"));
    for (Map.Entry<String, JsonNode> schema : marks.document.at(SCHEMAS).properties()) {
      if (!own.contains(schema.getKey())) {
        boolean needed = operation.signed() && token.contains(schema.getKey());
        marks.unmark(schema.getValue(), needed);
      }
    }
    if (!operation.signed()) {
      marks.unmark(marks.document.at("/components/securitySchemes"), false);
    }
    return Contract.of(marks.document);
  }

  private Set<String> reached(Operation operation) {
    Set<String> names = new LinkedHashSet<>();
    reach(document.path("paths").path(operation.path()), names);
    return names;
  }

  private void reach(JsonNode node, Set<String> names) {
    String ref = node.path("$ref").asText();
    String name = ref.substring(ref.lastIndexOf('/') + 1);
    if (!name.isEmpty() && names.add(name)) {
      reach(document.at(SCHEMAS).path(name), names);
    }
    node.forEach(child -> reach(child, names));
  }

  /** Removes marks; for the token of a signed operation, only the header's mark. */
  private void unmark(JsonNode node, boolean headersOnly) {
    if (headersOnly) {
      String header = FakePlatform.CONTRACT.securityHeaders().token();
      if (node.at("/properties/" + header) instanceof ObjectNode member) {
        member.remove(MARK);
      }
      return;
    }
    if (node instanceof ObjectNode object) {
      object.remove(MARK);
    }
    node.forEach(child -> unmark(child, false));
  }
}
