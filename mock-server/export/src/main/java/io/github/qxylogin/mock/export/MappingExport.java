package io.github.qxylogin.mock.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Writes plain WireMock mappings, which a stock WireMock serves without our code: a file for each
 * case, one for other responses of an operation, and one for unknown paths. They follow the mock's
 * rules as far as WireMock can match them: without state, without authentication, and without a
 * look at the types of fields.
 */
final class MappingExport {
  private static final String MANUAL = "wiremock.md";

  private static final int WRONG_CONTENT_TYPE = 1;
  private static final int PREFERRED = 2;
  private static final int UNKNOWN_PREFERENCE = 3;
  private static final int DOCUMENTED = 4;
  private static final int FIRST_MISSING_FIELD = 5;
  private static final int OTHERWISE = 1000;
  private static final int WRONG_METHOD = 1001;
  private static final int UNKNOWN_PATH = 1002;

  private static final String JSON = "application/json;charset=UTF-8";
  private static final String PROBLEM = "application/problem+json;charset=UTF-8";
  private static final String PROBLEM_TYPES = "/control.yaml#/x-problems/";

  private static final String JSON_TYPE = "(?i)\\s*(application/json|[^;]*\\+json)\\s*(;.*)?";
  private static final String PREFER = "Prefer";
  private static final String ANY_METHOD = "ANY";
  private static final String NON_BLANK = "(?s).*\\S.*";

  /** The preferences before the first that selects a case. */
  private static final String OTHERS = "(?i)(?:\\s*+(?!(?:example|code)\\s*=)[^,]*,)*\\s*";

  private final ObjectMapper json = new ObjectMapper();
  private final Contract contract;
  private final Path mappings;

  private MappingExport(Contract contract, Path mappings) {
    this.contract = contract;
    this.mappings = mappings;
  }

  /**
   * Writes the mappings of a contract.
   *
   * @param folder WireMock's {@code --root-dir}
   */
  static void write(Contract contract, Path folder) throws IOException {
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    try (InputStream manual = MappingExport.class.getResourceAsStream(MANUAL)) {
      Files.copy(manual, folder.resolve("README.md"), StandardCopyOption.REPLACE_EXISTING);
    }
    new MappingExport(contract, mappings).write();
  }

  private void write() throws IOException {
    write("unknown-path", ofUnknownPaths());
    for (Operation operation : contract.operations()) {
      write(operation.id(), of(operation));
      for (Case documented : operation.cases()) {
        write(operation.id() + "." + documented.name(), of(operation, documented));
      }
    }
  }

  private void write(String name, List<Mapping> all) throws IOException {
    ObjectNode file = json.createObjectNode();
    all.forEach(mapping -> file.withArray("mappings").add(mapping.named(name)));
    json.writerWithDefaultPrettyPrinter()
        .writeValue(mappings.resolve(name + ".json").toFile(), file);
  }

  /** Maps a case's documented request to it, and the preferences that select it. */
  private static List<Mapping> of(Operation operation, Case documented) {
    Response response = Response.of(documented);
    Predicate<Case> sameCode = other -> other.code().equals(documented.code());
    List<Mapping> mappings = new ArrayList<>();
    mappings.add(preferred(operation, response, "example", documented.name()));
    if (operation.cases().stream().filter(sameCode).findFirst().equals(Optional.of(documented))) {
      mappings.add(preferred(operation, response, "code", documented.code()));
    }
    if (documented.request() != null) {
      mappings.add(mapping(operation, DOCUMENTED, response).body(documented.request()));
    }
    if (documented.equals(operation.firstSuccess())) {
      mappings.add(mapping(operation, OTHERWISE, response));
    }
    return mappings;
  }

  private static Mapping preferred(
      Operation operation, Response response, String kind, String value) {
    return mapping(operation, PREFERRED, response.with("Preference-Applied", kind + "=" + value))
        .header(PREFER, OTHERS + kind + "\\s*=\\s*\"?(?-i:" + value + ")\"?\\s*([,;].*)?");
  }

  private List<Mapping> of(Operation operation) {
    List<Mapping> mappings = new ArrayList<>();
    mappings.add(mapping(operation, WRONG_CONTENT_TYPE, Response.CONTENT_TYPE_WRONG).noJson());
    mappings.add(
        mapping(operation, UNKNOWN_PREFERENCE, unknownPreference(operation))
            .header(PREFER, OTHERS + "(example|code)\\s*=.*"));
    int priority = FIRST_MISSING_FIELD;
    for (Field field : operation.fields()) {
      if (field.required()) {
        mappings.add(missing(operation, field, priority++));
      }
    }
    for (Field field : operation.fields()) {
      if (!field.required() && isOfASet(operation, field)) {
        mappings.add(missing(operation, field, priority++));
      }
    }
    mappings.add(new Mapping(ANY_METHOD, WRONG_METHOD, wrongMethod(operation)).at(operation));
    return mappings;
  }

  private static Response unknownPreference(Operation operation) {
    return Response.problemOfType(
        400,
        "about:blank",
        "No such example or code",
        "%s has the examples %s; Prefer: code= takes the codes of their responses."
            .formatted(operation.id(), String.join(", ", operation.caseNames())));
  }

  private static Response wrongMethod(Operation operation) {
    return Response.problem(
            405,
            "method-wrong",
            "Wrong method",
            "The operation at this path has another method. %s takes %s."
                .formatted(operation.id(), operation.method()))
        .with("Allow", operation.method());
  }

  private Mapping missing(Operation operation, Field field, int priority) {
    Mapping mapping =
        mapping(operation, priority, parameterError(operation, field.name())).without(field.name());
    fieldsOfOtherSets(operation, field).forEach(mapping::without);
    return mapping;
  }

  /** Returns the operation's own parameter error, with the code and text for a missing field. */
  private Response parameterError(Operation operation, String field) {
    Case form =
        operation
            .caseMissing(field)
            .or(() -> operation.caseWhen(Condition.PARAMETER_MISSING))
            .orElseThrow();
    Code.ErrorResponse response =
        contract.parameterError(operation, Condition.PARAMETER_MISSING, field);
    ObjectNode body = form.response().deepCopy();
    body.put("code", response.code().code()).put("message", response.message(field));
    return body.equals(form.response())
        ? Response.of(form)
        : Response.of(form.status(), body, Condition.PARAMETER_MISSING.key(), response.evidence());
  }

  private static boolean isOfASet(Operation operation, Field field) {
    return operation.alternatives().stream().anyMatch(names -> names.contains(field.name()));
  }

  /** Returns the fields of other sets: a body with one of them does not need this field. */
  private static Set<String> fieldsOfOtherSets(Operation operation, Field field) {
    Set<String> others = new TreeSet<>();
    if (isOfASet(operation, field)) {
      operation.alternatives().forEach(others::addAll);
      operation.alternatives().stream()
          .filter(names -> names.contains(field.name()))
          .forEach(others::removeAll);
    }
    return others;
  }

  private static List<Mapping> ofUnknownPaths() {
    return List.of(new Mapping(ANY_METHOD, UNKNOWN_PATH, Response.PATH_UNKNOWN));
  }

  private static Mapping mapping(Operation operation, int priority, Response response) {
    return new Mapping(operation.method(), priority, response).at(operation);
  }

  /** A response with the headers of the mock server's own. */
  private record Response(int status, Map<String, String> headers, JsonNode body) {
    static final Response CONTENT_TYPE_WRONG =
        problem(
            415,
            "content-type-wrong",
            "Wrong content type",
            "The operations accept JSON: send Content-Type: application/json.");
    static final Response PATH_UNKNOWN =
        problem(
            404,
            "path-unknown",
            "Not found",
            "The mock has nothing at this path."
                + " The operations are those that the mappings are named after.");

    static Response of(Case documented) {
      return of(
          documented.status(), documented.response(), documented.name(), documented.evidence());
    }

    static Response of(int status, JsonNode body, String caseName, Evidence evidence) {
      return new Response(status, Map.of("Content-Type", JSON), body).named(caseName, evidence);
    }

    static Response problem(int status, String key, String title, String detail) {
      return problemOfType(status, PROBLEM_TYPES + key, title, detail).named(key, Evidence.ASSUMED);
    }

    static Response problemOfType(int status, String type, String title, String detail) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("type", type).put("title", title).put("status", status).put("detail", detail);
      return new Response(status, Map.of("Content-Type", PROBLEM), body);
    }

    private Response named(String caseName, Evidence evidence) {
      return with("X-Mock-Case", caseName).with("X-Mock-Evidence", evidence.key());
    }

    Response with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Response(status, more, body);
    }
  }

  /**
   * One request and its response, as a stock WireMock reads them. WireMock's own DSL adds an id to
   * each mapping and writes the expected JSON body as text.
   */
  private static final class Mapping {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private Mapping(String method, int priority, Response response) {
      json.put("priority", priority);
      json.withObject("/request").put("method", method);
      ObjectNode mapped = json.withObject("/response");
      mapped.put("status", response.status());
      // As text: WireMock would write a JSON body anew, and a number might lose digits.
      mapped.put("body", response.body().toString());
      response.headers().forEach(mapped.withObject("/headers")::put);
    }

    private Mapping at(Operation operation) {
      json.withObject("/request").put("urlPath", operation.path());
      return this;
    }

    private Mapping header(String name, String pattern) {
      json.withObject("/request/headers").putObject(name).put("matches", pattern);
      return this;
    }

    /** Matches only requests that have a content type other than JSON. */
    private Mapping noJson() {
      ArrayNode both = json.withObject("/request/headers/Content-Type").withArray("and");
      both.addObject().put("matches", ".*\\S.*");
      both.addObject().put("doesNotMatch", JSON_TYPE);
      return this;
    }

    private Mapping body(JsonNode body) {
      body().set("equalToJson", body);
      return this;
    }

    /** Matches only requests in which a field is missing, null or blank. */
    private Mapping without(String field) {
      body()
          .withObject("/not/matchesJsonPath")
          .put("expression", "$['" + field + "']")
          .put("matches", NON_BLANK);
      return this;
    }

    private ObjectNode body() {
      return json.withObject("/request").withArray("bodyPatterns").addObject();
    }

    ObjectNode named(String name) {
      return JsonNodeFactory.instance.objectNode().put("name", name).setAll(json);
    }
  }
}
