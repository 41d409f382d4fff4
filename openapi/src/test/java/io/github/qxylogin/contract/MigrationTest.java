package io.github.qxylogin.contract;

import static java.lang.String.join;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the pages about the move from one module to the next with the contract, which makes the
 * table between their markers. The message of a stale page has the command that renews it.
 */
class MigrationTest {
  private static final Contract WHOLE = Contract.load();
  private static final Contract OLD = WHOLE.module(WHOLE.modules().get(0));
  private static final Contract NEW = WHOLE.module(WHOLE.modules().get(1));
  private static final JsonNode SUCCESSORS = read(Path.of("migration.yaml"));
  private static final String NONE = "–";
  private static final Pattern TABLE = Pattern.compile("(?s)<!-- made -->\n(.*?)<!-- end -->");
  private static final Pattern WORD = Pattern.compile("`([a-z][A-Za-z]*|[A-Z_]+|\\d{4,})`");

  /** A language of the page, and which half of a bilingual text it takes. */
  enum Language {
    ENGLISH("MIGRATION.md", 1),
    CHINESE("MIGRATION.zh-CN.md", 0);

    private final Path page;
    private final int half;

    Language(String page, int half) {
      this.page = Path.of(page);
      this.half = half;
    }

    private String table() {
      String[] heads =
          "旧接口|新接口|去掉|改名|新增必填 / Older|Newer|Dropped|Renamed|New, required".split(" / ", -1);
      Map<List<String>, List<String>> rows =
          steps()
              .filter(step -> !step.successors().isEmpty())
              .collect(
                  groupingBy(
                      Step::changes,
                      LinkedHashMap::new,
                      mapping(step -> step.old().id(), toList())));
      return "| %s |\n|---|---|---|---|---|\n".formatted(heads[half].replace("|", " | "))
          + rows.entrySet().stream()
              .map(row -> names(row.getValue().stream()) + " | " + join(" | ", row.getKey()))
              .map("| %s |\n"::formatted)
              .collect(joining());
    }
  }

  /** From an operation of the older module to those that take its place. */
  private record Step(Operation old, List<Operation> successors, Map<String, String> renamed) {
    static Step of(Operation old) {
      JsonNode entry = SUCCESSORS.path(old.id());
      Map<String, String> renamed = new LinkedHashMap<>();
      entry
          .path("fields")
          .properties()
          .forEach(f -> renamed.put(f.getKey(), f.getValue().asText()));
      return new Step(
          old,
          entry.path("operations").valueStream().map(o -> NEW.operation(o.asText())).toList(),
          renamed);
    }

    /** Returns the successors, and what their requests drop, rename and require anew. */
    List<String> changes() {
      Map<String, Field> before = byName(List.of(old));
      Map<String, Field> after = byName(successors);
      Set<String> gone = rest(before.keySet(), after.keySet());
      gone.removeAll(renamed.keySet());
      Set<String> fresh = rest(after.keySet(), before.keySet());
      fresh.removeAll(renamed.values());
      fresh.removeIf(name -> !after.get(name).required());
      return List.of(
          names(successors.stream().map(Operation::id)),
          names(gone.stream()),
          renamed.entrySet().stream()
              .map(field -> code(field.getKey()) + " → " + code(field.getValue()))
              .collect(list()),
          names(fresh.stream()));
    }

    private static Map<String, Field> byName(List<Operation> operations) {
      Map<String, Field> fields = new LinkedHashMap<>();
      operations.forEach(o -> o.fields().forEach(field -> fields.putIfAbsent(field.name(), field)));
      return fields;
    }
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Step> steps() {
    return OLD.operations().stream().filter(old -> SUCCESSORS.has(old.id())).map(Step::of);
  }

  private static <T> Set<T> rest(Collection<T> before, Collection<T> after) {
    Set<T> rest = new LinkedHashSet<>(before);
    rest.removeAll(after);
    return rest;
  }

  private static String names(Stream<String> names) {
    return names.map(MigrationTest::code).collect(list());
  }

  private static Collector<CharSequence, ?, String> list() {
    return collectingAndThen(joining(", "), text -> text.isEmpty() ? NONE : text);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  @ParameterizedTest
  @EnumSource
  void page_tableBetweenMarkers_isThatOfTheContract(Language language) throws IOException {
    String page = Files.readString(language.page);
    String table = "<!-- made -->\n" + language.table() + "<!-- end -->";
    assertThat(TABLE.matcher(page).results()).hasSize(1);
    Path made =
        Files.writeString(
            Path.of("target").resolve(language.page),
            TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table)));

    assertThat(made)
        .as("renew with: cp openapi/%s openapi/%s", made, language.page)
        .hasSameTextualContentAs(language.page);
  }

  @ParameterizedTest
  @EnumSource
  void page_operationsOfOneModuleAlone_areNamed(Language language) throws IOException {
    String page = Files.readString(language.page);
    Set<Operation> known = new HashSet<>(OLD.operations());
    steps().forEach(step -> known.addAll(step.successors()));

    assertThat(steps().filter(step -> step.successors().isEmpty()).map(step -> step.old().id()))
        .isNotEmpty()
        .allSatisfy(id -> assertThat(page).contains(code(id)));
    assertThat(NEW.operations().stream().filter(operation -> !known.contains(operation)))
        .isNotEmpty()
        .allSatisfy(added -> assertThat(page).contains(code(added.tag())));
  }

  @ParameterizedTest
  @EnumSource
  void page_codesOfOneModuleAlone_areNamed(Language language) throws IOException {
    String page = Files.readString(language.page);
    Set<List<String>> old = codes(OLD);
    Set<List<String>> now = codes(NEW);

    assertThat(Stream.concat(rest(old, now).stream(), rest(now, old).stream()))
        .isNotEmpty()
        .allSatisfy(code -> assertThat(page).contains(code(code.get(0))));
  }

  /** Returns each code with its family. */
  private static Set<List<String>> codes(Contract module) {
    return module.operations().stream()
        .flatMap(operation -> operation.cases().stream())
        .filter(documented -> !documented.code().isEmpty())
        .map(documented -> List.of(documented.code(), documented.family().key()))
        .collect(toSet());
  }

  @Test
  void successors_areOfEachOperationOfTheOlderModuleAlone() {
    assertThat(SUCCESSORS.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            rest(OLD.operations(), NEW.operations()).stream().map(Operation::id).toList());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void successors_ofAnOperation_areOfTheNewerModule(Step step) {
    JsonNode entry = SUCCESSORS.path(step.old().id());

    assertThat(entry.path("operations").isArray()).as("%s: operations", step.old()).isTrue();
    assertThat(DocumentRules.GRADES).contains(entry.path("evidence").asText());
    assertThat(entry.path("reason").asText()).matches(".*\\p{IsHan}.* / .*\\.");
    assertThat(fields(List.of(step.old()))).containsAll(step.renamed().keySet());
    assertThat(fields(step.successors())).containsAll(step.renamed().values());
  }

  private static List<String> fields(List<Operation> operations) {
    return operations.stream().flatMap(o -> o.fields().stream()).map(Field::name).toList();
  }

  /** A word of a page that is quoted, and is none of the contract's, is misspelt or gone. */
  @ParameterizedTest
  @EnumSource
  void page_quotedNames_standInTheContract(Language language) throws IOException {
    String contract = WHOLE.document().toString();
    String prose =
        TABLE
            .matcher(Files.readString(language.page))
            .replaceAll("")
            .replaceAll("(?s)```.*?```", "");

    assertThat(WORD.matcher(prose).results().map(word -> word.group(1)))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(contract).containsPattern("\\b" + word + "\\b"));
  }

  @Test
  void pages_inBothLanguages_quoteTheSameCode() throws IOException {
    Pattern blocks = Pattern.compile("(?s)```.*?```");
    List<List<String>> quoted = new ArrayList<>();
    for (Language language : Language.values()) {
      String page = Files.readString(language.page);
      quoted.add(blocks.matcher(page).results().map(block -> block.group()).toList());
    }

    assertThat(quoted.get(0)).isNotEmpty().isEqualTo(quoted.get(1));
  }
}
