package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of fields that pages spell in several ways, though the same is meant. */
final class Spellings {
  private Spellings() {}

  /**
   * Returns the changes that give an operation's field one name and no other, by that name. The
   * contract tells other spellings as patterns, such as {@code ^type $}, since no generated class
   * could have two such members.
   */
  static Map<String, Change> of(Contract contract, Operation operation) {
    Map<String, Change> changes = new LinkedHashMap<>();
    JsonNode patterns = patterns(contract, operation);
    for (Field field : operation.fields()) {
      Set<String> names = new TreeSet<>();
      for (Map.Entry<String, JsonNode> pattern : patterns.properties()) {
        String name = pattern.getKey().replaceAll("[\\^$]", "");
        if (name.strip().equals(field.name())) {
          names.add(name);
        }
      }
      if (!names.isEmpty()) {
        names.add(field.name());
      }
      names.forEach(name -> changes.put(name, Change.of(body -> spell(body, field, names, name))));
    }
    return changes;
  }

  private static JsonNode patterns(Contract contract, Operation operation) {
    JsonNode document = contract.document();
    JsonNode schema =
        document
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .at("/requestBody/content/application~1json/schema");
    String ref = schema.path("$ref").asText();
    return (ref.isEmpty() ? schema : document.at(ref.substring(1))).path("patternProperties");
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
}
