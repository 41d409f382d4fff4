package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.eachPart;
import static io.github.qxylogin.contract.ContractUnderTest.any;
import static io.github.qxylogin.contract.ContractUnderTest.anyOperation;
import static io.github.qxylogin.contract.ContractUnderTest.first;
import static io.github.qxylogin.contract.ContractUnderTest.names;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of files, operations, tags, links and extensions. */
final class DocumentRules {
  static final Pattern BILINGUAL =
      Pattern.compile("(?s).*\\p{IsHan}.* / [A-Z`\"0-9].+|Cookie / .+");
  static final List<String> GRADES = Stream.of(Evidence.values()).map(Evidence::key).toList();
  private static final Path SCHEMA = Path.of("extensions.schema.json");
  private static final List<String> ORDER =
      List.of(
          "operationId",
          "tags",
          "summary",
          "description",
          "security",
          "x-modules",
          "x-evidence",
          "x-pages",
          "x-idempotent",
          "x-effect",
          "x-codes",
          "x-outcomes",
          "x-flow",
          "requestBody",
          "responses",
          "x-mock");

  private static final String NOT_GRADED = "has no grade, or no reason that ends in a full stop";
  private static final JsonPointer ROOT = JsonPointer.empty();

  /** Files of several operations in the folder of mock files. */
  private static final Set<String> NO_OPERATION = Set.of("platform", "shared");

  private DocumentRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each path has the file that is named after it",
            DocumentRules::pathFiles,
            document -> {
              ObjectNode paths = document.withObject("/paths");
              paths.set("/v2/public/renamed", paths.remove(names(paths).get(0)));
            }),
        new ContractRule(
            "each mock file is named after a path",
            DocumentRules::mockFiles,
            document -> {
              ObjectNode paths = document.withObject("/paths");
              paths.set("/v2/public/renamed", paths.remove(names(paths).get(0)));
            }),
        new ContractRule(
            "each schema file is in the bundle",
            DocumentRules::schemaFiles,
            document -> document.withObject("/components/schemas").remove("EtaxLocalStorage")),
        new ContractRule(
            "an operation is named with an English verb and noun",
            eachPart(DocumentRules::operationIds),
            document -> anyOperation(document).put("operationId", "token")),
        new ContractRule(
            "an operation's keys stand in the usual order",
            eachPart(DocumentRules::keyOrder),
            document -> {
              ObjectNode operation = anyOperation(document);
              operation.set("tags", operation.remove("tags"));
            }),
        new ContractRule(
            "an operation says what it is, in Chinese and English, and what it does",
            eachPart(DocumentRules::summaries),
            document -> anyOperation(document).put("summary", "Fetch an access token")),
        new ContractRule(
            "what an operation costs, and that it may be sent again, has its evidence and a reason",
            eachPart(DocumentRules::effects),
            document -> any(document, "/x-idempotent").remove("reason")),
        new ContractRule(
            "an operation that a page documents names its pages",
            eachPart(DocumentRules::pages),
            document -> ContractUnderTest.operation(document, "checkSession").remove("x-pages")),
        new ContractRule(
            "an operation has one tag, which the root describes",
            DocumentRules::tags,
            document -> anyOperation(document).putArray("tags").add("tokens")),
        new ContractRule(
            "the paths are in the order of the tags",
            DocumentRules::pathOrder,
            document -> {
              ObjectNode paths = document.withObject("/paths");
              String first = names(paths).get(0);
              paths.set(first, paths.remove(first));
            }),
        new ContractRule(
            "each tag is used, lower case with hyphens, and described in Chinese and English",
            DocumentRules::tagDescriptions,
            document -> document.withArray("tags").addObject().put("name", "spare")),
        new ContractRule(
            "a link names an operation that exists and fields that it takes",
            DocumentRules::links,
            document ->
                first(any(document, "/responses/200/links"))
                    .put("requestBody", "{\"account\": \"{$response.body#/data/accountId}\"}")),
        new ContractRule(
            "each extension has a description in extensions.schema.json",
            DocumentRules::extensionsExplained,
            document -> anyOperation(document).put("x-new", true)),
        new ContractRule(
            "each extension of extensions.schema.json is used",
            DocumentRules::extensionsUsed,
            document -> document.findParents("x-encryption").forEach(DocumentRules::unmark)));
  }

  private static void unmark(JsonNode schema) {
    ((ObjectNode) schema).remove("x-encryption");
  }

  private static void pathFiles(ContractUnderTest specimen, Findings findings) {
    files("paths", specimen.contract().operations(), findings);
  }

  /** Checks that operations and the files of a folder have the same names. */
  static void files(String folder, List<Operation> operations, Findings findings) {
    List<String> files = fileNames(folder);
    Set<String> expected = new HashSet<>();
    for (Operation operation : operations) {
      String name = operation.fileName();
      expected.add(name);
      findings.check(
          operation, files.contains(name), "there is no %s/%s.yaml".formatted(folder, name));
    }
    namedByAPath(folder, files, expected, findings);
  }

  private static void mockFiles(ContractUnderTest specimen, Findings findings) {
    Set<String> expected = new HashSet<>(NO_OPERATION);
    specimen.operations().forEach(part -> expected.add(part.operation().fileName()));
    namedByAPath("mock", fileNames("mock"), expected, findings);
  }

  private static void namedByAPath(
      String folder, List<String> files, Set<String> expected, Findings findings) {
    files.forEach(
        file ->
            findings.check(
                Path.of(folder, file + ".yaml"), expected.contains(file), "no path names it"));
  }

  private static void schemaFiles(ContractUnderTest specimen, Findings findings) {
    fileNames("components/schemas")
        .forEach(
            file ->
                findings.check(
                    Path.of("components", "schemas", file + ".yaml"),
                    specimen.schemas().containsKey(file),
                    "is not in the bundle"));
  }

  private static void operationIds(ContractUnderTest.Part part, Findings findings) {
    String id = part.operation().id();
    findings.check(
        part.described().at("operationId"),
        id,
        id.matches("[a-z]+([A-Z][a-z]+)+"),
        "is no verb and noun");
  }

  private static void keyOrder(ContractUnderTest.Part part, Findings findings) {
    List<String> keys = names(part.node());
    findings.check(
        part.operation(),
        keys.equals(ORDER.stream().filter(keys::contains).toList()),
        keys + " is not in the order " + ORDER);
  }

  private static void summaries(ContractUnderTest.Part part, Findings findings) {
    String summary = part.operation().summary();
    boolean described = part.node().path("description").asText().length() > summary.length();
    boolean bilingual = BILINGUAL.matcher(summary).matches();
    findings.check(part.described().at("summary"), part.operation().id(), bilingual, summary);
    findings.check(part.operation(), described, "has no description");
  }

  private static void effects(ContractUnderTest.Part part, Findings findings) {
    String id = part.operation().id();
    Value ours = part.described().at(Bundler.MOCK);
    boolean once = part.described().at("x-effect").present() != ours.at("effect").present();
    findings.check(part.operation(), once, "has its effect twice, or not at all");
    for (String described : List.of("effect", "idempotent")) {
      part.described()
          .optional("x-" + described)
          .ifPresent(v -> findings.check(v, id, isGraded(v) && hasReason(v), NOT_GRADED));
      ours.optional(described).ifPresent(v -> findings.check(v, id, hasReason(v), NOT_GRADED));
    }
  }

  private static boolean isGraded(Value statement) {
    return GRADES.contains(statement.node().path("evidence").asText());
  }

  private static boolean hasReason(Value statement) {
    return statement.node().path("reason").asText().endsWith(".");
  }

  private static void pages(ContractUnderTest.Part part, Findings findings) {
    Operation operation = part.operation();
    List<String> pages = part.described().texts("x-pages");
    boolean named = !pages.isEmpty() || !operation.evidence().documented();
    findings.check(operation, named, "names no page");
  }

  private static void tags(ContractUnderTest specimen, Findings findings) {
    List<String> described = specimen.document().path("tags").findValuesAsText("name");
    for (ContractUnderTest.Part part : specimen.operations()) {
      findings.check(
          part.described().at("tags"),
          part.operation().id(),
          part.node().path("tags").size() == 1 && described.contains(part.operation().tag()),
          part.node().path("tags") + " is not one of " + described);
    }
  }

  /** Readers, generators and the mock's console list the operations in this order. */
  private static void pathOrder(ContractUnderTest specimen, Findings findings) {
    List<String> tags = specimen.document().path("tags").findValuesAsText("name");
    int last = 0;
    for (Operation operation : specimen.contract().operations()) {
      int tag = tags.indexOf(operation.tag());
      Value described = specimen.part(operation).described();
      findings.check(described, operation.id(), tag >= last, "is behind a later tag");
      last = Math.max(last, tag);
    }
  }

  private static void tagDescriptions(ContractUnderTest specimen, Findings findings) {
    Set<String> used = new HashSet<>();
    specimen.operations().forEach(part -> used.add(part.operation().tag()));
    for (Value tag : Value.root(specimen.document()).at("tags").list()) {
      String name = tag.text("name");
      String description = tag.node().path("description").asText();
      boolean usual = name.matches("[a-z]+(-[a-z]+)*");
      findings.check(tag, name, usual, "is not lower case with hyphens");
      findings.check(
          tag, name, BILINGUAL.matcher(description).matches(), "is described as " + description);
      findings.check(tag, name, used.contains(name), "is not used");
    }
  }

  private static void links(ContractUnderTest specimen, Findings findings) {
    List<String> ids = specimen.contract().operations().stream().map(Operation::id).toList();
    for (ContractUnderTest.Part part : specimen.operations()) {
      Value links = part.described().at("responses").at("200").at("links");
      for (Value link : links.members().values()) {
        String target = link.text("operationId");
        String name = part.operation().id() + " to " + target;
        findings.check(link, name, ids.contains(target), "there is no such operation");
        if (ids.contains(target)) {
          List<String> fields =
              specimen.contract().operation(target).fields().stream().map(Field::name).toList();
          List<String> given = names(ContractUnderTest.json(link.text("requestBody")));
          findings.check(
              link, name, fields.containsAll(given), given + " are not all of " + fields);
        }
      }
    }
  }

  private static void extensionsExplained(ContractUnderTest specimen, Findings findings) {
    Set<String> explained = explained();
    extensions(specimen)
        .forEach(
            x ->
                findings.check(
                    specimen.all(x).stream().map(Value::place).findFirst().orElse(ROOT),
                    x,
                    explained.contains(x),
                    "has no description in " + SCHEMA));
  }

  private static void extensionsUsed(ContractUnderTest specimen, Findings findings) {
    Set<String> used = extensions(specimen);
    explained().forEach(x -> findings.check(SCHEMA, used.contains(x), x + " is used nowhere"));
  }

  private static Set<String> extensions(ContractUnderTest specimen) {
    Set<String> extensions = extensions(specimen.document());
    if (!extensions.isEmpty()) {
      extensions.addAll(extensions(specimen.contract().published()));
    }
    return extensions;
  }

  private static Set<String> extensions(JsonNode node) {
    Set<String> extensions = new TreeSet<>();
    names(node).stream().filter(name -> name.startsWith("x-")).forEach(extensions::add);
    node.forEach(child -> extensions.addAll(extensions(child)));
    return extensions;
  }

  /** Returns the extensions that have a description in the schema. */
  static Set<String> explained() {
    Set<String> explained = new TreeSet<>();
    for (JsonNode definition : schema().path("$defs")) {
      definition
          .path("properties")
          .propertyStream()
          .filter(word -> word.getKey().startsWith("x-") && word.getValue().has("description"))
          .forEach(word -> explained.add(word.getKey()));
    }
    return explained;
  }

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(ContractUnderTest.FOLDER.resolve(SCHEMA).toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<String> fileNames(String folder) {
    try (Stream<Path> files = Files.list(ContractUnderTest.FOLDER.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
