package io.github.qxylogin.mock.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes plain WireMock mappings, which a stock WireMock serves without our code: a file for each
 * case, one for what else an operation answers, and one for paths that there are not. They are the
 * mock's rules, as far as WireMock's own matching can tell them: without state, without
 * authentication, and without a look at the types of fields.
 */
public final class MappingExport {
  private static final String MANUAL = "wiremock.md";

  private static final int WRONG_CONTENT_TYPE = 1;
  private static final int PREFERRED = 2;
  private static final int UNKNOWN_PREFERENCE = 3;
  private static final int DOCUMENTED = 4;
  private static final int FIRST_MISSING_FIELD = 5;
  private static final int OTHERWISE = 1000;
  private static final int WRONG_METHOD = 1001;
  private static final int UNKNOWN_PATH = 1002;

  private static final String JSON_TYPE = "(?i)\\s*(application/json|[^;]*\\+json)\\s*(;.*)?";
  private static final String PREFER = "Prefer";
  private static final String ANY_METHOD = "ANY";
  private static final String SOMETHING = "(?s).*\\S.*";

  /** The preferences before the first that asks for a case. */
  private static final String OTHERS = "(?i)(?:\\s*+(?!(?:example|code)\\s*=)[^,]*,)*\\s*";

  private final ObjectMapper json = new ObjectMapper();
  private final Contract contract;
  private final CatalogueAnswers failures;
  private final Path mappings;

  private MappingExport(Contract contract, Path mappings) {
    this.contract = contract;
    this.failures = new CatalogueAnswers(contract);
    this.mappings = mappings;
  }

  /**
   * Writes the mappings of the contract.
   *
   * @param args the folder to write to, WireMock's {@code --root-dir}
   * @throws IOException if it cannot be written to
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    try (InputStream manual = MappingExport.class.getResourceAsStream(MANUAL)) {
      Files.copy(manual, folder.resolve("README.md"), StandardCopyOption.REPLACE_EXISTING);
    }
    new MappingExport(Contract.load(), mappings).write();
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

  /** Maps a case's documented request to it, and the preferences that ask for it. */
  private static List<Mapping> of(Operation operation, Case documented) {
    Reply reply = Reply.of(Answer.of(documented));
    Predicate<Case> sameCode = other -> other.code().equals(documented.code());
    List<Mapping> mappings = new ArrayList<>();
    mappings.add(preferred(operation, reply, "example", documented.name()));
    if (operation.cases().stream().filter(sameCode).findFirst().equals(Optional.of(documented))) {
      mappings.add(preferred(operation, reply, "code", documented.code()));
    }
    if (documented.request() != null) {
      mappings.add(mapping(operation, DOCUMENTED, reply).body(documented.request()));
    }
    if (documented.equals(operation.firstSuccess())) {
      mappings.add(mapping(operation, OTHERWISE, reply));
    }
    return mappings;
  }

  private static Mapping preferred(Operation operation, Reply reply, String kind, String value) {
    return mapping(operation, PREFERRED, reply.with("Preference-Applied", kind + "=" + value))
        .header(PREFER, OTHERS + kind + "\\s*=\\s*\"?(?-i:" + value + ")\"?\\s*([,;].*)?");
  }

  private List<Mapping> of(Operation operation) {
    List<Mapping> mappings = new ArrayList<>();
    Reply wrongType = Reply.of(Problem.CONTENT_TYPE_WRONG.answer());
    mappings.add(mapping(operation, WRONG_CONTENT_TYPE, wrongType).noJson());
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
    Reply wrongMethod = Reply.of(Problem.methodWrong(operation));
    mappings.add(new Mapping(ANY_METHOD, WRONG_METHOD, wrongMethod).at(operation));
    return mappings;
  }

  private static Reply unknownPreference(Operation operation) {
    return Reply.problem(
        400,
        "No such example or code",
        "%s has the examples %s; Prefer: code= takes the codes of their answers."
            .formatted(operation.id(), String.join(", ", operation.caseNames())));
  }

  private Mapping missing(Operation operation, Field field, int priority) {
    Answer answer = failures.parameter(operation, Condition.PARAMETER_MISSING, field.name());
    Mapping mapping = mapping(operation, priority, Reply.of(answer)).lacking(field.name());
    begunOtherwise(operation, field).forEach(mapping::lacking);
    return mapping;
  }

  private static boolean isOfASet(Operation operation, Field field) {
    return operation.alternatives().stream().anyMatch(names -> names.contains(field.name()));
  }

  /** Returns the fields that tell, when one is there, that a body means a set without the field. */
  private static Set<String> begunOtherwise(Operation operation, Field field) {
    Set<String> others = new LinkedHashSet<>();
    if (isOfASet(operation, field)) {
      operation.alternatives().forEach(others::addAll);
      operation.alternatives().stream()
          .filter(names -> names.contains(field.name()))
          .forEach(others::removeAll);
    }
    return others;
  }

  private static List<Mapping> ofUnknownPaths() {
    Answer unknown =
        Problem.PATH_UNKNOWN.answer("The operations are those that the mappings are named after.");
    return List.of(new Mapping(ANY_METHOD, UNKNOWN_PATH, Reply.of(unknown)));
  }

  private static Mapping mapping(Operation operation, int priority, Reply reply) {
    return new Mapping(operation.method(), priority, reply).at(operation);
  }

  /**
   * One request and its answer, as a stock WireMock reads them. Not through WireMock's own DSL,
   * which gives each mapping an id and writes the JSON that a body has to equal as a text.
   */
  private static final class Mapping {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private Mapping(String method, int priority, Reply reply) {
      json.put("priority", priority);
      json.withObject("/request").put("method", method);
      ObjectNode response = json.withObject("/response");
      response.put("status", reply.status());
      // As text: WireMock would write a JSON body anew, and a number might lose digits.
      response.put("body", new String(reply.body(), UTF_8));
      reply.headers().forEach(response.withObject("/headers")::put);
    }

    private Mapping at(Operation operation) {
      json.withObject("/request").put("urlPath", operation.path());
      return this;
    }

    private Mapping header(String name, String pattern) {
      json.withObject("/request/headers").putObject(name).put("matches", pattern);
      return this;
    }

    /** Narrows it to requests whose content type is there, and no JSON. */
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

    /** Narrows it to requests in whose body a field is missing, null or blank. */
    private Mapping lacking(String field) {
      body()
          .withObject("/not/matchesJsonPath")
          .put("expression", "$['" + field + "']")
          .put("matches", SOMETHING);
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
