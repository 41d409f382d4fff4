package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
  private static final String DESCRIPTION = "description";

  /** The members of a flow that name operations. */
  private static final List<String> NAMING_OPERATIONS = List.of("opens", "needsSession");

  private final String module;
  private final ObjectNode view;
  private final Schemas schemas;

  private ModuleView(ObjectNode contract, String module) {
    this.module = module;
    this.view = contract.deepCopy();
    this.schemas = new Schemas(Value.root(view));
  }

  /**
   * Returns where on the class path the published document of one module lies, as YAML. Not in
   * {@link Bundle}, which writes YAML and cannot be loaded by a user who has no library for it.
   */
  static String yaml(String module) {
    return Bundle.YAML.replace(".yaml", "-" + module + ".yaml");
  }

  /** Returns the contract of one module, which the document declares. */
  static ObjectNode of(ObjectNode contract, String module) {
    ModuleView narrowed = new ModuleView(contract, module);
    narrowed.narrow();
    return narrowed.view;
  }

  private void narrow() {
    Map<String, BodyMembers> before = members();
    IdentityHashMap<ObjectNode, Set<String>> whole = new IdentityHashMap<>();
    composed().forEach(schema -> whole.put(schema, namesOf(schema)));
    operations().forEach(operation -> dropCases((ObjectNode) operation.node()));
    dropOutcomes();
    dropOthers(view);
    composed().forEach(schema -> dropFields(schema, rest(whole.get(schema), namesOf(schema))));
    removeIf(view.path("paths"), path -> path.isEmpty());
    Map<String, BodyMembers> dropped = new HashMap<>();
    members().forEach((id, left) -> dropped.put(id, before.get(id).without(left)));
    for (Value operation : operations()) {
      dropDangling(operation, dropped);
      new DroppedMembers(module, dropped.get(id(operation))).takeOutOf(operation);
    }
    dropTags();
    dropSchemas();
    introduce();
    view.withObject("/" + MODULES).retain(module);
    for (Value operation : operations()) {
      ((ObjectNode) operation.node()).putArray(MODULES).add(module);
    }
  }

  private List<Value> operations() {
    return Value.root(view).at("paths").members().values().stream()
        .flatMap(path -> path.members().values().stream())
        .filter(operation -> operation.at(OPERATION).present())
        .toList();
  }

  private static String id(Value operation) {
    return operation.text(OPERATION);
  }

  private Map<String, BodyMembers> members() {
    Map<String, BodyMembers> members = new HashMap<>();
    for (Value operation : operations()) {
      members.put(id(operation), BodyMembers.of(operation, schemas));
    }
    return members;
  }

  /** Returns the schemas that have their properties from several parts. */
  private List<ObjectNode> composed() {
    return view.findParents(ALL_OF).stream().map(ObjectNode.class::cast).toList();
  }

  private Set<String> namesOf(ObjectNode schema) {
    return schemas.view(new Value(schema, JsonPointer.empty())).members();
  }

  private static Set<String> rest(Set<String> before, Set<String> left) {
    Set<String> rest = new HashSet<>(before);
    rest.removeAll(left);
    return rest;
  }

  /** What a module says of itself stands in place of what is said of the whole. */
  private void introduce() {
    JsonNode own = ((ObjectNode) view.path(MODULES).path(module)).remove(DESCRIPTION);
    if (own != null) {
      view.withObject("/info").set(DESCRIPTION, own);
    }
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
  }

  /** An outcome that no case shows is none. */
  private void dropOutcomes() {
    Value root = Value.root(view);
    CodeCatalogue codes =
        new CodeCatalogue(new Statement(root.at("x-codes"), root.at(Contract.MOCK)));
    for (Operation operation : new OperationReader(root, schemas, codes).operations()) {
      JsonNode described = view.at(Contract.place(operation));
      operation.outcomes().stream()
          .filter(outcome -> operation.caseOf(outcome).isEmpty())
          .forEach(outcome -> drop(outcome, described));
    }
  }

  private static void drop(Outcome outcome, JsonNode described) {
    for (JsonNode outcomes : List.of(described.path(OUTCOMES), described.at("/x-mock/outcomes"))) {
      if (outcomes instanceof ObjectNode byName) {
        byName.remove(outcome.name());
      }
    }
  }

  private void dropOthers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Set<String> before = names(object.path(PROPERTIES));
      removeIf(object.path(PROPERTIES), this::isOfAnother);
      dropFields(object, rest(before, names(object.path(PROPERTIES))));
      removeIf(object, this::isOfAnother);
      if (object.path(MODULES).isArray() && !object.has(RESPONSES)) {
        object.remove(MODULES);
      }
    } else if (node instanceof ArrayNode list) {
      removeIf(list, this::isOfAnother);
    }
    node.forEach(this::dropOthers);
  }

  private static Set<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
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

  private static void dropDangling(Value operation, Map<String, BodyMembers> dropped) {
    Set<String> ids = dropped.keySet();
    BodyMembers here = dropped.get(id(operation));
    for (Value response : operation.at(RESPONSES).members().values()) {
      Value links = response.at(LINKS);
      removeIf(links.node(), link -> !ids.contains(link.path(OPERATION).asText()));
      links.members().forEach((name, link) -> narrow(links, name, here, dropped.get(id(link))));
      if (links.node().isEmpty()) {
        ((ObjectNode) response.node()).remove(LINKS);
      }
    }
    for (Value flow : List.of(operation.at("x-flow"), operation.at(Contract.MOCK).at("flow"))) {
      for (String naming : NAMING_OPERATIONS) {
        JsonNode named = flow.node().path(naming);
        if (named instanceof ArrayNode list) {
          removeIf(list, id -> !ids.contains(id.asText()));
        } else if (named.isTextual() && !ids.contains(named.asText())) {
          ((ObjectNode) flow.node()).remove(naming);
        }
      }
    }
  }

  /** A link hands on what the one operation has and the other takes. */
  private static void narrow(Value links, String name, BodyMembers here, BodyMembers next) {
    Value link = links.at(name);
    List<String> gone =
        Link.of(link).fields().entrySet().stream()
            .filter(field -> next.hasField(field.getKey()) || here.have(field.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!gone.isEmpty()) {
      ObjectNode body = Link.body(link).remove(gone);
      ((ObjectNode) link.node()).put(Link.BODY, body.toString());
      if (body.isEmpty()) {
        ((ObjectNode) links.node()).remove(name);
      }
    }
  }

  private void dropTags() {
    Set<String> used = new HashSet<>();
    operations().forEach(o -> o.node().path(TAGS).forEach(tag -> used.add(tag.asText())));
    removeIf(view.path(TAGS), tag -> !used.contains(tag.path("name").asText()));
  }

  private void dropSchemas() {
    JsonNode named = view.at("/components/schemas");
    Set<String> used = new HashSet<>();
    Deque<JsonNode> reached = new ArrayDeque<>(List.of(view.path("paths")));
    while (!reached.isEmpty()) {
      for (String name : named(reached.pop())) {
        if (used.add(name)) {
          reached.push(named.path(name));
        }
      }
    }
    ((ObjectNode) named).retain(used);
  }

  private static List<String> named(JsonNode part) {
    return part.findValuesAsText(REF).stream()
        .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
        .toList();
  }

  static void removeIf(JsonNode parent, Predicate<JsonNode> goes) {
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
