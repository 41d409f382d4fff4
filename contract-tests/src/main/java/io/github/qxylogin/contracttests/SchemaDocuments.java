package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Function;

/** Documents that refer to one another: the bundle alone, or the files that it is made of. */
final class SchemaDocuments {

  private static final String JSON = "application/json";

  private final String root;
  private final Function<String, JsonNode> documents;

  SchemaDocuments(String root, Function<String, JsonNode> documents) {
    this.root = root;
    this.documents = documents;
  }

  /** Returns the bundle of a contract. */
  static SchemaDocuments of(Contract contract) {
    JsonNode bundle = contract.document();
    return new SchemaDocuments("", file -> bundle);
  }

  SchemaPlace root() {
    return new SchemaPlace(root, JsonPointer.empty(), documents.apply(root));
  }

  /** Returns what a place names by {@code $ref}, or the place itself. */
  SchemaPlace resolve(SchemaPlace place) {
    String ref = place.node().path("$ref").asText();
    if (ref.isEmpty()) {
      return place;
    }
    if (ref.startsWith("#")) {
      JsonPointer at = JsonPointer.compile(ref.substring(1));
      JsonNode node = documents.apply(place.file()).at(at);
      return resolve(new SchemaPlace(place.file(), at, node));
    }
    String file = Path.of(place.file()).resolveSibling(ref).normalize().toString();
    String name = file.replace('\\', '/');
    return resolve(new SchemaPlace(name, JsonPointer.empty(), documents.apply(name)));
  }

  SchemaPlace member(SchemaPlace place, String name) {
    return resolve(place.member(name));
  }

  /** Returns where an operation describes the body of its request. */
  SchemaPlace request(Operation operation) {
    return content(member(described(operation), "requestBody"));
  }

  /** Returns where an operation describes the body of its answers. */
  SchemaPlace answer(Operation operation) {
    SchemaPlace responses = member(described(operation), "responses");
    Iterator<String> statuses = responses.node().fieldNames();
    String status = statuses.hasNext() ? statuses.next() : "default";
    return content(member(responses, status));
  }

  /** Returns where the cases of an operation stand that are ours. */
  SchemaPlace cases(Operation operation) {
    return member(member(described(operation), "x-mock"), "cases");
  }

  private SchemaPlace described(Operation operation) {
    SchemaPlace path = member(member(root(), "paths"), operation.path());
    return member(path, operation.method().toLowerCase(Locale.ROOT));
  }

  private SchemaPlace content(SchemaPlace body) {
    return member(member(body, "content"), JSON);
  }

  Shape shape(SchemaPlace content) {
    return Shape.of(this, content.member("schema"));
  }
}
