package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.names;
import static io.github.qxylogin.contract.Specimen.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of files, operations, tags, links and extensions. */
final class DocumentRules {
  static final Pattern BILINGUAL =
      Pattern.compile("(?s).*\\p{IsHan}.* / [A-Z`\"0-9].+|Cookie / .+");
  private static final Path FOLDER = Path.of("").toAbsolutePath();
  private static final List<String> ORDER =
      List.of(
          "operationId",
          "tags",
          "summary",
          "description",
          "security",
          "x-evidence",
          "x-idempotent",
          "x-effect",
          "x-codes",
          "x-outcomes",
          "x-flow",
          "requestBody",
          "responses",
          "x-mock");

  private DocumentRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each path has the file that is named after it",
            DocumentRules::pathFiles,
            document -> {
              ObjectNode paths = (ObjectNode) document.path("paths");
              paths.set("/v2/public/oauth2/token", paths.remove("/v2/public/oauth2/login"));
            }),
        new ContractRule(
            "each schema file is in the bundle",
            DocumentRules::schemaFiles,
            document -> document.withObject("/components/schemas").remove("EtaxLocalStorage")),
        new ContractRule(
            "an operation is named with an English verb and noun",
            DocumentRules::operationIds,
            document -> operation(document, "fetchToken").put("operationId", "token")),
        new ContractRule(
            "an operation's keys stand in the usual order",
            DocumentRules::keyOrder,
            document -> {
              ObjectNode operation = operation(document, "fetchToken");
              operation.set("tags", operation.remove("tags"));
            }),
        new ContractRule(
            "an operation says what it is, in Chinese and English, and what it does",
            DocumentRules::summaries,
            document -> operation(document, "fetchToken").put("summary", "Fetch an access token")),
        new ContractRule(
            "what an operation costs, and that it may be sent again, has its evidence and a reason",
            DocumentRules::effects,
            document ->
                operation(document, "fetchToken").withObject("/x-idempotent").remove("reason")),
        new ContractRule(
            "an operation has one tag, which the root describes",
            DocumentRules::tags,
            document -> operation(document, "fetchToken").putArray("tags").add("tokens")),
        new ContractRule(
            "each tag is used, lower case with hyphens, and described in Chinese and English",
            DocumentRules::tagDescriptions,
            document -> document.withArray("tags").addObject().put("name", "spare")),
        new ContractRule(
            "a link names an operation that exists and fields that it takes",
            DocumentRules::links,
            document ->
                ((ObjectNode)
                        operation(document, "sendSmsCode").at("/responses/200/links/checkSession"))
                    .put("requestBody", "{\"account\": \"{$response.body#/data/accountId}\"}")),
        new ContractRule(
            "each extension is explained in EXTENSIONS.md",
            DocumentRules::extensionsExplained,
            document -> operation(document, "fetchToken").put("x-new", true)),
        new ContractRule(
            "each extension of EXTENSIONS.md is used",
            DocumentRules::extensionsUsed,
            document -> document.findParents("x-encrypted").forEach(DocumentRules::unmark)));
  }

  private static void unmark(JsonNode schema) {
    ((ObjectNode) schema).remove("x-encrypted");
  }

  private static void pathFiles(Specimen specimen, Findings findings) {
    List<String> files = fileNames("paths");
    Set<String> expected = new HashSet<>();
    for (Specimen.Part part : specimen.operations()) {
      String path = part.operation().path();
      String name = path.replaceFirst("^/v2/(public/)?", "").replace('/', '_');
      expected.add(name);
      findings.check(path, files.contains(name), "there is no paths/" + name + ".yaml");
    }
    files.forEach(f -> findings.check("paths/" + f, expected.contains(f), "no path names it"));
  }

  private static void schemaFiles(Specimen specimen, Findings findings) {
    fileNames("components/schemas")
        .forEach(f -> findings.check(f, specimen.schemas().containsKey(f), "is not in the bundle"));
  }

  private static void operationIds(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      String id = part.operation().id();
      findings.check(id, id.matches("[a-z]+([A-Z][a-z]+)+"), "is no verb and noun");
    }
  }

  private static void keyOrder(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      List<String> keys = names(part.node());
      findings.check(
          part.operation().id(),
          keys.equals(ORDER.stream().filter(keys::contains).toList()),
          keys + " is not in the order " + ORDER);
    }
  }

  private static void summaries(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      String summary = part.operation().summary();
      boolean described = part.node().path("description").asText().length() > summary.length();
      findings.check(part.operation().id(), BILINGUAL.matcher(summary).matches(), summary);
      findings.check(part.operation().id(), described, "has no description");
    }
  }

  private static void effects(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      String id = part.operation().id();
      JsonNode idempotent = part.node().path("x-idempotent");
      findings.check(id, idempotent.isMissingNode() || isGraded(idempotent), "x-idempotent");
      findings.check(id, isGraded(part.node().path("x-effect")), "x-effect");
    }
  }

  private static boolean isGraded(JsonNode statement) {
    return Stream.of(Evidence.values())
            .anyMatch(e -> e.key().equals(statement.path("evidence").asText()))
        && statement.path("reason").asText().endsWith(".");
  }

  private static void tags(Specimen specimen, Findings findings) {
    List<String> described = specimen.document().path("tags").findValuesAsText("name");
    for (Specimen.Part part : specimen.operations()) {
      findings.check(
          part.operation().id(),
          part.node().path("tags").size() == 1 && described.contains(part.operation().tag()),
          part.node().path("tags") + " is not one of " + described);
    }
  }

  private static void tagDescriptions(Specimen specimen, Findings findings) {
    Set<String> used = new HashSet<>();
    specimen.operations().forEach(part -> used.add(part.operation().tag()));
    for (JsonNode tag : specimen.document().path("tags")) {
      String name = tag.path("name").asText();
      String description = tag.path("description").asText();
      findings.check(name, name.matches("[a-z]+(-[a-z]+)*"), "is not lower case with hyphens");
      findings.check(name, BILINGUAL.matcher(description).matches(), description);
      findings.check(name, used.contains(name), "is not used");
    }
  }

  private static void links(Specimen specimen, Findings findings) {
    List<String> ids = specimen.contract().operations().stream().map(Operation::id).toList();
    for (Specimen.Part part : specimen.operations()) {
      for (JsonNode link : part.node().at("/responses/200/links")) {
        String target = link.path("operationId").asText();
        String place = part.operation().id() + " to " + target;
        findings.check(place, ids.contains(target), "there is no such operation");
        if (ids.contains(target)) {
          List<String> fields =
              specimen.contract().operation(target).fields().stream().map(Field::name).toList();
          List<String> given = names(Specimen.json(link.path("requestBody").asText()));
          findings.check(place, fields.containsAll(given), given + " are not all of " + fields);
        }
      }
    }
  }

  private static void extensionsExplained(Specimen specimen, Findings findings) {
    Set<String> explained = explained();
    extensions(specimen)
        .forEach(x -> findings.check(x, explained.contains(x), "is not in EXTENSIONS.md"));
  }

  private static void extensionsUsed(Specimen specimen, Findings findings) {
    Set<String> used = extensions(specimen);
    explained().forEach(x -> findings.check(x, used.contains(x), "is used nowhere"));
  }

  private static Set<String> extensions(Specimen specimen) {
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

  private static Set<String> explained() {
    Set<String> explained = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| `(x-[a-z-]+)` \\|").matcher(page());
    while (row.find()) {
      explained.add(row.group(1));
    }
    return explained;
  }

  private static String page() {
    try {
      return Files.readString(FOLDER.resolve("EXTENSIONS.md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<String> fileNames(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.map(f -> f.getFileName().toString().replaceFirst("\\.yaml$", "")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
