package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.entity.Entities;
import java.util.Optional;

/** The enterprises of hosted accounts: entities by the ids that accounts name. */
public record Enterprises(AccountIndex index, Entities entities) {
  /** Returns the tax number by its field; empty for an enterprise that nobody has ordered. */
  ObjectNode taxNumbers(String id) {
    ObjectNode numbers = JsonNodeFactory.instance.objectNode();
    for (String kind : index.enterpriseKinds()) {
      entities
          .get(kind, id)
          .ifPresent(
              enterprise -> numbers.setAll(enterprise.deepCopy().retain(index.taxNumbers())));
    }
    return numbers;
  }

  Optional<String> taxNumber(String id) {
    return taxNumbers(id).valueStream().map(JsonNode::asText).findFirst();
  }

  boolean isDeleted(String id) {
    return index.enterpriseKinds().stream().anyMatch(kind -> entities.isDeleted(kind, id));
  }
}
