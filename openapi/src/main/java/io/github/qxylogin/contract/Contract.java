package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.ModuleView;
import io.github.qxylogin.contract.document.Overlay;
import io.github.qxylogin.contract.document.Published;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.contract.document.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract of the login API. Immutable, and safe for use by several threads. */
public final class Contract {

  /** Places of objects with keys that are names on the wire, or headers. */
  private static final Set<String> NAMING = Set.of("properties", "securitySchemes");

  private static @Nullable Contract loaded;

  private final ObjectNode document;
  private final CodeCatalogue codes;
  private final SecurityHeaders securityHeaders;
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, Operation> byPath = new LinkedHashMap<>();
  private final List<Operation> webhooks;
  private final Set<String> sensitiveNames = new LinkedHashSet<>();
  private final Map<String, Contract> views = new ConcurrentHashMap<>();
  private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

  private Contract(ObjectNode document) {
    this.document = document;
    Value root = Value.root(document);
    codes = new CodeCatalogue(new Statement(root.at("x-codes"), root.at(Bundler.MOCK)));
    Value schemes = root.at("components").at("securitySchemes");
    securityHeaders = SecurityHeaders.of(schemes);
    OperationReader reader = new OperationReader(root, codes);
    webhooks = reader.operations(OperationReader.WEBHOOKS);
    Set<String> ids = new HashSet<>();
    for (Operation operation : reader.operations("paths")) {
      unique(operation, ids);
      operations.put(operation.id(), operation);
      byPath.put(operation.path(), operation);
    }
    webhooks.forEach(webhook -> unique(webhook, ids));
    collectSensitive(document, false);
  }

  private static void unique(Operation operation, Set<String> ids) {
    if (!ids.add(operation.id())) {
      throw new ContractException(place(operation), "two operations are " + operation.id());
    }
  }

  /**
   * Returns the contract that this jar was built with: the same to everybody in a process, so that
   * it is read once. Copy the bodies of its cases before you change them.
   */
  public static synchronized Contract load() {
    if (loaded == null) {
      loaded = new Contract(Resources.json(Resources.CONTRACT));
    }
    return loaded;
  }

  /**
   * Reads a contract from its YAML files; needs jackson-dataformat-yaml on the class path.
   *
   * @param root the root document, {@code qixiangyun-login.yaml}
   * @throws ContractException naming file and line, if the files do not make a contract
   */
  public static Contract read(Path root) {
    return new Bundler(root).read(Contract::of);
  }

  /**
   * Returns the contract that a whole bundled document describes.
   *
   * @throws ContractException naming the place in the document, if it describes none
   */
  public static Contract of(JsonNode document) {
    return new Contract(document.deepCopy());
  }

  /**
   * Returns this contract as an OpenAPI Overlay edits it.
   *
   * @param file the file of the overlay, for messages
   * @throws ContractException naming the file, and the target or the place in the contract, if the
   *     overlay cannot be applied or makes no contract
   */
  public Contract edited(Path file, JsonNode overlay) {
    ObjectNode edited = Overlay.applied(file, overlay, document);
    try {
      return new Contract(edited);
    } catch (ContractException wrong) {
      throw new ContractException(file.toString(), "after its edits, " + wrong.getMessage());
    }
  }

  /**
   * Returns the contract of one of the vendor's modules: its operations, and the links, tags and
   * schemas that they reach.
   *
   * @throws IllegalArgumentException if there is none of this name; the message lists those there
   *     are
   */
  public Contract module(String name) {
    if (!modules().contains(name)) {
      throw new IllegalArgumentException(
          "The contract has no module '" + name + "'. It has: " + modules());
    }
    return views.computeIfAbsent(name, n -> new Contract(ModuleView.of(document, n)));
  }

  /**
   * Returns a value that is computed from this contract and kept as long as the contract.
   * Concurrent threads may each compute it; all get the same value.
   *
   * @param type identifies the value: each type has one computation
   * @param compute makes the value, which must be thread-safe
   */
  public <T> T derived(Class<T> type, Function<Contract, T> compute) {
    if (!derived.containsKey(type)) {
      // Not computeIfAbsent, since a computation may ask for another value.
      derived.putIfAbsent(type, compute.apply(this));
    }
    return type.cast(derived.get(type));
  }

  /** Returns the names of the vendor's modules that the contract describes. */
  public List<String> modules() {
    return document.path(ModuleView.MODULES).propertyStream().map(Map.Entry::getKey).toList();
  }

  private void collectSensitive(JsonNode node, boolean naming) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      JsonNode described = resolved(member.getValue());
      if (naming
          && (described.path(Bundler.SENSITIVE).asBoolean()
              || member.getValue().path(Bundler.SENSITIVE).asBoolean())) {
        sensitiveNames.add(described.path("name").asText(member.getKey()));
      }
      collectSensitive(member.getValue(), NAMING.contains(member.getKey()));
    }
    if (node.isArray()) {
      node.forEach(element -> collectSensitive(element, false));
    }
  }

  private JsonNode resolved(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.startsWith("#/") ? document.at(ref.substring(1)) : schema;
  }

  /** Returns all operations, in the contract's order. */
  public List<Operation> operations() {
    return new ArrayList<>(operations.values());
  }

  /**
   * Returns the operation of an {@code operationId}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the existing ones
   */
  public Operation operation(String id) {
    Operation operation = operations.get(id);
    if (operation == null) {
      throw new IllegalArgumentException(
          "The contract has no operation '" + id + "'. It has: " + operations.keySet());
    }
    return operation;
  }

  /** Returns the operation of a path, with any method. */
  public Optional<Operation> operationAt(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** Returns the webhooks, which the platform calls at an address of the application. */
  public List<Operation> webhooks() {
    return webhooks;
  }

  /** Returns the operations that play a part in a login. */
  public List<Operation> operations(Flow.Role role) {
    return operations.values().stream().filter(o -> o.plays(role)).toList();
  }

  /**
   * Returns the response to a faulty parameter of an operation. It has the code of the operation's
   * own parameter error and the operation's text for the field, or else the catalogue's.
   *
   * @param field the field at fault; empty where it is none
   */
  public Code.ErrorResponse parameterError(Operation operation, Condition fault, String field) {
    Code.ErrorResponse usual = codes.responseTo(fault);
    Optional<Case> named = operation.caseMissing(field).filter(c -> c.when() == fault);
    Optional<Case> own = named.or(() -> operation.caseWhen(Condition.PARAMETER_MISSING));
    String message = named.map(c -> c.response().path("message").asText()).orElse(usual.message());
    Code code = own.flatMap(c -> operation.code(c.code())).orElse(usual.code());
    Evidence evidence =
        fault == Condition.PARAMETER_MISSING
            ? own.map(Case::evidence).orElse(usual.evidence())
            : usual.evidence();
    return new Code.ErrorResponse(code, fault, message, evidence);
  }

  /** Returns where in the document an operation is described. */
  public static JsonPointer place(Operation operation) {
    // Jackson 2.15 takes the first slash of an appended name for its own.
    return JsonPointer.compile(
        "/%s/%s/%s"
            .formatted(
                operation.path().startsWith("/") ? "paths" : OperationReader.WEBHOOKS,
                operation.path().replace("~", "~0").replace("/", "~1"),
                operation.method().toLowerCase(Locale.ROOT)));
  }

  /** Returns the code catalogue. */
  public CodeCatalogue codes() {
    return codes;
  }

  /** Returns the headers that authenticate a call. */
  public SecurityHeaders securityHeaders() {
    return securityHeaders;
  }

  /** Returns the names of all sensitive fields and headers; their values are never shown. */
  public Set<String> sensitiveNames() {
    return Set.copyOf(sensitiveNames);
  }

  /** Returns the address of the platform: the first of the document's servers. */
  public String server() {
    return document.at("/servers/0/url").asText();
  }

  /** Returns a copy of the whole document: documented parts and ours. */
  public JsonNode document() {
    return document.deepCopy();
  }

  /** Returns the published OpenAPI document, without our part. */
  public ObjectNode published() {
    return Published.of(document);
  }
}
