package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A contract under examination: the bundle, with a violation planted or not, and what it says. */
final class ContractUnderTest {
  /** The folder of the contract's files. */
  static final Path FOLDER = Path.of("").toAbsolutePath();

  /** Where an operation has the requests, and the responses, that pages print. */
  static final String REQUESTS = "/requestBody/content/application~1json/examples";

  static final String RESPONSES = "/responses/200/content/application~1json/examples";

  private static final Bundler FILES = new Bundler(FOLDER.resolve("qixiangyun-login.yaml"));
  private static final ContractUnderTest AS_IT_IS = with(document -> {});

  private final ObjectNode document;
  private final Contract contract;
  private @Nullable BundledSchemas bundled;

  private ContractUnderTest(ObjectNode document, Contract contract) {
    this.document = document;
    this.contract = contract;
  }

  /** Examines a document unchanged. */
  ContractUnderTest(ObjectNode document) {
    this(document, Contract.of(document));
  }

  /** Returns the contract without a violation: one for all tests, which no rule changes. */
  static ContractUnderTest asItIs() {
    return AS_IT_IS;
  }

  static ContractUnderTest with(Consumer<ObjectNode> violation) {
    ObjectNode document = FILES.document().deepCopy();
    violation.accept(document);
    return new ContractUnderTest(document, Contract.of(document));
  }

  /** A contract without operations, schemas and codes, in a document without anything. */
  static ContractUnderTest empty() {
    ObjectNode bare = FILES.document().deepCopy();
    bare.putObject("paths");
    bare.remove("webhooks");
    bare.withObject("/components").putObject("schemas");
    bare.putObject("x-codes");
    bare.remove("x-mock");
    return new ContractUnderTest(bare.objectNode(), Contract.of(bare));
  }

  /** An operation, and where the document describes it. */
  record Part(Operation operation, Value described) {
    JsonNode node() {
      return described.node();
    }

    Value request() {
      return described.at("requestBody").at("content").at("application/json");
    }

    Value response() {
      return described.at("responses").at("200").at("content").at("application/json");
    }

    /** The named requests: those that pages print, and ours. */
    Map<String, Value> requests() {
      return with(request(), "request");
    }

    /** The named responses: those that pages print, and ours. */
    Map<String, Value> responses() {
      return with(response(), "response");
    }

    /** The place of the response of a case: documented, or ours. */
    Value example(String name) {
      return response().at("examples").optional(name).orElse(cases().at(name));
    }

    Map<String, Value> ours(String part) {
      Map<String, Value> ours = new LinkedHashMap<>();
      cases()
          .members()
          .forEach((name, added) -> added.optional(part).ifPresent(value -> ours.put(name, value)));
      return ours;
    }

    private Map<String, Value> with(Value content, String part) {
      Map<String, Value> all = content.at("examples").members();
      ours(part).forEach(all::putIfAbsent);
      return all;
    }

    private Value cases() {
      return described.at(Bundler.MOCK).at("cases");
    }
  }

  JsonNode document() {
    return document;
  }

  Contract contract() {
    return contract;
  }

  /** Returns the document's schemas, made once: that takes longer than all that they validate. */
  synchronized BundledSchemas bundled() {
    if (bundled == null) {
      bundled = new BundledSchemas(document);
    }
    return bundled;
  }

  /** Returns the file and the line that a place of the document stems from. */
  String locate(JsonPointer place) {
    return FILES.locate(place);
  }

  /** Returns the operations, and the webhooks behind them. */
  List<Operation> endpoints() {
    return Stream.concat(contract.operations().stream(), contract.webhooks().stream()).toList();
  }

  /** Returns the operations and the webhooks, with what the document says of each. */
  List<Part> operations() {
    return endpoints().stream().map(this::part).toList();
  }

  Part part(Operation operation) {
    JsonPointer place = Contract.place(operation);
    return new Part(operation, new Value(document.at(place), place));
  }

  Map<String, Value> schemas() {
    return Value.root(document).at("components").at("schemas").members();
  }

  /**
   * Every property of every schema, by its place; a shared schema speaks for those that name it.
   */
  Map<String, Value> properties() {
    Map<String, Value> properties = new LinkedHashMap<>();
    schemas().forEach((name, schema) -> collect(name, schema, properties));
    return properties;
  }

  private void collect(String name, Value schema, Map<String, Value> properties) {
    for (Map.Entry<String, Value> property : schema.at("properties").members().entrySet()) {
      String below = name + "/" + property.getKey();
      properties.put(below, resolved(property.getValue()));
      collect(below, property.getValue(), properties);
    }
    schema.at("allOf").list().forEach(part -> collect(name, part, properties));
  }

  private Value resolved(Value schema) {
    Value root = Value.root(document);
    return root.at(SchemaView.of(root, schema).place());
  }

  /** Every value of a member of this name, at any place. */
  List<Value> all(String member) {
    List<Value> all = new ArrayList<>();
    collect(Value.root(document), member, all);
    return all;
  }

  private static void collect(Value value, String member, List<Value> all) {
    value.optional(member).ifPresent(all::add);
    children(value).forEach(child -> collect(child, member, all));
  }

  /** The members of an object, or the elements of a list. */
  static Collection<Value> children(Value value) {
    if (value.node().isArray()) {
      return value.list();
    }
    return value.node().isObject() ? value.members().values() : List.of();
  }

  /** Every example of requests and responses, by what it is called. */
  Map<String, Value> examples() {
    Map<String, Value> examples = new LinkedHashMap<>();
    for (Part part : operations()) {
      String id = part.operation().id();
      part.requests().forEach((name, e) -> examples.put(id + " request " + name, e));
      part.responses().forEach((name, e) -> examples.put(id + " response " + name, e));
    }
    return examples;
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Returns what the first operation that has something at a pointer has there, to break a rule in.
   */
  static ObjectNode any(ObjectNode document, String pointer) {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.at(pointer) instanceof ObjectNode found) {
          return found;
        }
      }
    }
    throw new IllegalArgumentException("no operation has " + pointer);
  }

  /** Returns an operation, to break a rule in. */
  static ObjectNode anyOperation(ObjectNode document) {
    return any(document, "");
  }

  /** Returns a webhook, to break a rule in. */
  static ObjectNode anyWebhook(ObjectNode document) {
    return first(first(document.path("webhooks")));
  }

  /** Returns a response that a page prints, to break a rule in. */
  static ObjectNode anyResponse(ObjectNode document) {
    return first(any(document, RESPONSES));
  }

  /** Returns the first member of an object. */
  static ObjectNode first(JsonNode object) {
    return (ObjectNode) object.elements().next();
  }

  /** Returns our part of a case that has something at each pointer, to break a rule in. */
  static ObjectNode anyCase(ObjectNode document, String... pointers) {
    return anyCases(document, 1, pointers).get(0);
  }

  /** Returns our part of a number of such cases of one operation, to break a rule in. */
  static List<ObjectNode> anyCases(ObjectNode document, int count, String... pointers) {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        List<ObjectNode> cases = new ArrayList<>();
        for (JsonNode added : operation.at("/x-mock/cases")) {
          if (Stream.of(pointers).noneMatch(pointer -> added.at(pointer).isMissingNode())) {
            cases.add((ObjectNode) added);
          }
        }
        if (cases.size() >= count) {
          return cases;
        }
      }
    }
    throw new IllegalArgumentException(
        "no operation has " + count + " cases with " + List.of(pointers));
  }

  static ObjectNode operation(ObjectNode document, String id) {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("operationId").asText().equals(id)) {
          return (ObjectNode) operation;
        }
      }
    }
    throw new IllegalArgumentException("no operation " + id);
  }

  /** Our part of an operation's cases. */
  static ObjectNode ours(ObjectNode document, String id) {
    return (ObjectNode) operation(document, id).at("/x-mock/cases");
  }

  /** Our part of a case. */
  static ObjectNode ours(ObjectNode document, String id, String name) {
    return (ObjectNode) ours(document, id).path(name);
  }

  static ObjectNode schema(ObjectNode document, String name) {
    return (ObjectNode) document.at("/components/schemas").path(name);
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }
}
