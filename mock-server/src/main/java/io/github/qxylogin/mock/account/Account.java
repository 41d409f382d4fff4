package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.entity.EntityIndex;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields of an account, which is an entity: the submitted fields, its enterprise, and its
 * bindings by product. Its passwords are not kept, since no response has them.
 */
final class Account {
  private static final String BINDINGS = "bindings";
  private static final List<String> NO_VALUE =
      List.of("id", "createdAt", EntityIndex.ENTERPRISE, BINDINGS);

  private Account() {}

  static String enterprise(ObjectNode account) {
    return account.path(EntityIndex.ENTERPRISE).asText();
  }

  /** Returns the submitted fields. */
  static ObjectNode given(ObjectNode account) {
    return account.deepCopy().remove(NO_VALUE);
  }

  /** Returns the values of the submitted fields. */
  static Stream<String> values(ObjectNode account, Collection<String> fields) {
    return fields.stream().filter(account::has).map(field -> account.path(field).asText());
  }

  /** Returns the bindings by product. */
  static JsonNode bindings(ObjectNode account) {
    return account.path(BINDINGS);
  }

  /** Binds a product; one that is bound already keeps its id and time. */
  static void bind(ObjectNode account, String product, ObjectNode fields, Instant now) {
    ObjectNode binding = account.withObjectProperty(BINDINGS).withObjectProperty(product);
    if (binding.isEmpty()) {
      binding.put("id", Entities.newId()).put("createdAt", now.toString());
    }
    binding.setAll(fields);
  }
}
