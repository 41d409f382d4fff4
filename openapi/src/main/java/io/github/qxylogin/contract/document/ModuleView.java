package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Narrows the contract to one of the vendor's modules: its operations, and the links, tags and
 * schemas that they reach.
 */
public final class ModuleView {
  public static final String MODULES = "x-modules";

  private static final String OPERATION = "operationId";
  private static final String LINKS = "links";
  private static final String DESCRIPTION = "description";
  private static final String CONDITIONS = "x-required-when";

  private final ObjectNode view;
  private final List<ObjectNode> operations;

  private ModuleView(ObjectNode contract, String module) {
    view = contract.deepCopy();
    introduce(module);
    operations = Stream.of("/paths", "/webhooks").flatMap(part -> narrowed(part, module)).toList();
    operations.forEach(operation -> operation.putArray(MODULES).add(module));
  }

  private Stream<ObjectNode> narrowed(String part, String module) {
    if (!(view.at(part) instanceof ObjectNode paths)) {
      return Stream.empty();
    }
    paths.forEach(path -> ((ObjectNode) path).removeIf(each -> !isOf(module, each)));
    paths.removeIf(JsonNode::isEmpty);
    return paths.valueStream().flatMap(JsonNode::valueStream).map(ObjectNode.class::cast);
  }

  /** Returns the contract of one module, which the document declares. */
  public static ObjectNode of(ObjectNode contract, String module) {
    ModuleView narrowed = new ModuleView(contract, module);
    narrowed.dropLinks();
    narrowed.dropTags();
    narrowed.dropSchemas();
    narrowed.dropConditions(module);
    return narrowed.view;
  }

  /** Replaces the description of the whole by the module's own, if it has one. */
  private void introduce(String module) {
    ObjectNode modules = view.withObject("/" + MODULES).retain(module);
    JsonNode own = ((ObjectNode) modules.path(module)).remove(DESCRIPTION);
    if (own != null) {
      view.withObject("/info").set(DESCRIPTION, own);
    }
  }

  private static boolean isOf(String module, JsonNode operation) {
    return operation.path(MODULES).valueStream().anyMatch(name -> name.asText().equals(module));
  }

  private void dropLinks() {
    List<String> ids = operations.stream().map(each -> each.path(OPERATION).asText()).toList();
    for (JsonNode response : view.path("paths").findParents(LINKS)) {
      ObjectNode links = (ObjectNode) response.path(LINKS);
      if (links.removeIf(link -> !ids.contains(link.path(OPERATION).asText())).isEmpty()) {
        ((ObjectNode) response).remove(LINKS);
      }
    }
  }

  private void dropTags() {
    Set<String> used = new HashSet<>();
    operations.forEach(each -> each.path("tags").forEach(tag -> used.add(tag.asText())));
    view.withArray("/tags").removeIf(tag -> !used.contains(tag.path("name").asText()));
  }

  private void dropSchemas() {
    ObjectNode schemas = view.withObject("/components/schemas");
    Set<String> used = new HashSet<>();
    Deque<JsonNode> reached = new ArrayDeque<>(operations);
    while (!reached.isEmpty()) {
      texts(reached.pop())
          .map(text -> text.substring(text.lastIndexOf('/') + 1))
          .filter(name -> schemas.has(name) && used.add(name))
          .forEach(name -> reached.push(schemas.path(name)));
    }
    schemas.retain(used);
  }

  /** The pages of one module may require a field where those of the other do not. */
  private void dropConditions(String module) {
    for (JsonNode schema : view.findParents(CONDITIONS)) {
      ArrayNode conditions = (ArrayNode) schema.path(CONDITIONS);
      conditions.removeIf(condition -> !condition.path("module").asText(module).equals(module));
      if (conditions.isEmpty()) {
        ((ObjectNode) schema).remove(CONDITIONS);
      }
    }
  }

  /** Returns all texts below: a schema may be referred to, or be named by an extension. */
  private static Stream<String> texts(JsonNode node) {
    return node.isTextual()
        ? Stream.of(node.textValue())
        : node.valueStream().flatMap(ModuleView::texts);
  }
}
