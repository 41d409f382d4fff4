package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of fields that pages spell in several ways, though the same is meant. */
public final class Spellings {
  private Spellings() {}

  /** Returns the changes that give an operation's field one name and no other, by that name. */
  public static Map<String, Change> of(Operation operation) {
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
}
