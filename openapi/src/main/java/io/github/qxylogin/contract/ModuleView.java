package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Narrows the contract to what the pages of one of the vendor's modules say: what another module
 * alone has goes, and then whatever nothing names any more.
 */
final class ModuleView {
  static final String MODULES = "x-modules";

  private static final String OUTCOMES = "x-outcomes";
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";
  private static final String REQUIRED_WHEN = "x-required-when";
  private static final String ALL_OF = "allOf";
  private static final String ANY_OF = "anyOf";
  private static final String OPERATION = "operationId";
  private static final String RESPONSES = "responses";
  private static final String LINKS = "links";
  private static final String TAGS = "tags";
  private static final String REF = "$ref";

  /** The members of a flow that name operations. */
  private static final List<String> NAMING_OPERATIONS = List.of("opens", "needsSession");

  private final String module;
  private final ObjectNode view;

  private ModuleView(ObjectNode contract, String module) {
    this.module = module;
    this.view = contract.deepCopy();
  }

  /** Returns the contract of one module, which the document declares. */
  static ObjectNode of(ObjectNode contract, String module) {
    ModuleView narrowed = new ModuleView(contract, module);
    narrowed.narrow();
    return narrowed.view;
  }

  private void narrow() {
    operations().forEach(this::dropCases);
    dropOthers(view);
    removeIf(view.path("paths"), path -> path.isEmpty());
    Set<String> ids = new HashSet<>();
    operations().forEach(operation -> ids.add(operation.path(OPERATION).asText()));
    operations().forEach(operation -> dropDangling(operation, ids));
    dropTags();
    dropSchemas();
    view.withObject("/" + MODULES).retain(module);
    operations().forEach(operation -> operation.putArray(MODULES).add(module));
  }

  private List<ObjectNode> operations() {
    return view.path("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .filter(operation -> operation.has(OPERATION))
        .map(ObjectNode.class::cast)
        .toList();
  }

  private boolean isOfAnother(JsonNode part) {
    JsonNode modules = part.path(MODULES);
    return modules.isArray() && modules.valueStream().noneMatch(m -> m.asText().equals(module));
  }

  /** A case is marked in one of its parts, and goes with all of them. */
  private void dropCases(ObjectNode operation) {
    List<JsonNode> parts =
        Stream.concat(
                operation.findValues("examples").stream(), Stream.of(operation.at("/x-mock/cases")))
            .filter(JsonNode::isObject)
            .toList();
    Set<String> dropped = new HashSet<>();
    for (JsonNode part : parts) {
      part.properties().stream()
          .filter(each -> isOfAnother(each.getValue()))
          .forEach(each -> dropped.add(each.getKey()));
    }
    parts.forEach(part -> ((ObjectNode) part).remove(dropped));
    removeIf(operation.path(OUTCOMES), o -> dropped.contains(o.path("case").asText()));
  }

  private void dropOthers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Set<String> before = Set.copyOf(names(object.path(PROPERTIES)));
      removeIf(object.path(PROPERTIES), this::isOfAnother);
      Set<String> dropped = new HashSet<>(before);
      dropped.removeAll(names(object.path(PROPERTIES)));
      dropFields(object, dropped);
      removeIf(object, this::isOfAnother);
      if (object.path(MODULES).isArray() && !object.has(RESPONSES)) {
        object.remove(MODULES);
      }
    } else if (node instanceof ArrayNode list) {
      removeIf(list, this::isOfAnother);
    }
    node.forEach(this::dropOthers);
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** An alternative of which no field is left is none. */
  private static void dropFields(ObjectNode schema, Set<String> fields) {
    if (fields.isEmpty()) {
      return;
    }
    dropNames(schema, REQUIRED, fields);
    removeIf(schema.path(REQUIRED_WHEN), when -> fields.contains(when.path("field").asText()));
    for (JsonNode when : schema.path(REQUIRED_WHEN)) {
      dropNames((ObjectNode) when, REQUIRED, fields);
    }
    removeIf(schema.path(REQUIRED_WHEN), when -> !when.has(REQUIRED));
    for (String parts : List.of(ALL_OF, ANY_OF)) {
      if (schema.path(parts) instanceof ArrayNode list) {
        list.forEach(part -> dropFields((ObjectNode) part, fields));
        removeIf(list, JsonNode::isEmpty);
        if (list.isEmpty()) {
          schema.remove(parts);
        }
      }
    }
  }

  private static void dropNames(ObjectNode object, String member, Set<String> names) {
    if (object.path(member) instanceof ArrayNode list) {
      removeIf(list, name -> names.contains(name.asText()));
      if (list.isEmpty()) {
        object.remove(member);
      }
    }
  }

  private void dropDangling(ObjectNode operation, Set<String> ids) {
    for (JsonNode response : operation.path(RESPONSES)) {
      removeIf(response.path(LINKS), link -> !ids.contains(link.path(OPERATION).asText()));
      if (response.path(LINKS).isEmpty()) {
        ((ObjectNode) response).remove(LINKS);
      }
    }
    for (JsonNode flow : List.of(operation.path("x-flow"), operation.at("/x-mock/flow"))) {
      for (String naming : NAMING_OPERATIONS) {
        if (flow.path(naming) instanceof ArrayNode named) {
          removeIf(named, id -> !ids.contains(id.asText()));
        } else if (flow.path(naming).isTextual() && !ids.contains(flow.path(naming).asText())) {
          ((ObjectNode) flow).remove(naming);
        }
      }
    }
  }

  private void dropTags() {
    Set<String> used = new HashSet<>();
    operations().forEach(o -> o.path(TAGS).forEach(tag -> used.add(tag.asText())));
    removeIf(view.path(TAGS), tag -> !used.contains(tag.path("name").asText()));
  }

  private void dropSchemas() {
    JsonNode schemas = view.at("/components/schemas");
    Set<String> used = new HashSet<>();
    Deque<JsonNode> reached = new ArrayDeque<>(List.of(view.path("paths")));
    while (!reached.isEmpty()) {
      for (String name : named(reached.pop())) {
        if (used.add(name)) {
          reached.push(schemas.path(name));
        }
      }
    }
    ((ObjectNode) schemas).retain(used);
  }

  /** A schema is referred to, or named by a flow that answers its values in another form. */
  private static List<String> named(JsonNode part) {
    Stream<String> references =
        part.findValuesAsText(REF).stream().map(ref -> ref.substring(ref.lastIndexOf('/') + 1));
    Stream<String> forms =
        part.findValues("forms").stream().flatMap(JsonNode::valueStream).map(JsonNode::asText);
    return Stream.concat(references, forms).toList();
  }

  private static void removeIf(JsonNode parent, Predicate<JsonNode> goes) {
    if (parent.isContainerNode()) {
      Iterator<JsonNode> each = parent.elements();
      while (each.hasNext()) {
        if (goes.test(each.next())) {
          each.remove();
        }
      }
    }
  }
}
