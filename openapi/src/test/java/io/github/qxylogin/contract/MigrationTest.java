package io.github.qxylogin.contract;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.document.Value;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the pages on the way from one module to the next to the contract: the tables between their
 * markers are those that it makes. A stale page is renewed by the command of the message.
 */
class MigrationTest {
  private static final Contract WHOLE = Contract.load();
  private static final Contract OLD = WHOLE.module(WHOLE.modules().get(0));
  private static final Contract NEW = WHOLE.module(WHOLE.modules().get(1));
  private static final JsonNode SUCCESSORS = read(Path.of("migration.yaml"));
  private static final String NONE = "–";
  private static final Pattern TABLE =
      Pattern.compile("(?s)<!-- made: (\\S+) -->\n(.*?)<!-- end -->");
  private static final Pattern WORD = Pattern.compile("`([a-z][A-Za-z]*|[A-Z_]+|\\d{4,})`");

  /** A language of the page, and which half of the contract's bilingual texts it takes. */
  enum Language {
    ENGLISH("MIGRATION.md", 1),
    CHINESE("MIGRATION.zh-CN.md", 0);

    private final Path page;
    private final int half;

    Language(String page, int half) {
      this.page = Path.of(page);
      this.half = half;
    }

    private String of(String bilingual) {
      String[] halves = bilingual.split(" / ", 2);
      return halves[Math.min(half, halves.length - 1)];
    }

    private String table(String heads, List<String> rows) {
      String head = "| " + of(heads).replace("|", " | ") + " |\n";
      return head + head.replaceAll("[^|\n]+", "---") + String.join("", rows);
    }

    private Map<String, String> tables() {
      return Map.of(
          "operations",
          table("旧模块|新模块|依据|说明 / Older module|Newer module|Known by|Why", operations()),
          "added",
          table("仅新模块|`/v2/` 之后的路径|名称 / Newer module alone|Path below `/v2/`|Title", added()),
          "requests",
          table(
              "调用|去掉|改名|保留|新增（必填）|新增（选填或有条件必填）"
                  + " / Calls|Falls away|Is called|Stays|New, required|New, optional or conditional",
              rows(Step::request)),
          "responses",
          table("调用|去掉|新增 / Calls|Falls away|New", rows(Step::response)),
          "codes",
          table("错误码|旧模块|新模块 / Code|Older module|Newer module", codes()));
    }

    private List<String> codes() {
      Map<String, Map<String, Map<String, Boolean>>> old = families(OLD);
      Map<String, Map<String, Map<String, Boolean>>> now = families(NEW);
      return Stream.concat(old.keySet().stream(), now.keySet().stream())
          .distinct()
          .sorted()
          .map(c -> row(code(c), ofFamilies(old.get(c)), ofFamilies(now.get(c))))
          .toList();
    }

    private String ofFamilies(@Nullable Map<String, Map<String, Boolean>> families) {
      return families == null
          ? NONE
          : families.entrySet().stream()
              .map(family -> family.getKey() + operations(family.getValue()))
              .collect(joining("; "));
    }

    /**
     * Names a few operations, and marks or counts those with a documented response of this code.
     */
    private String operations(Map<String, Boolean> operations) {
      if (operations.size() <= 3) {
        return operations.entrySet().stream()
            .map(operation -> operation.getKey() + (operation.getValue() ? "" : "\\*"))
            .collect(joining(", ", ": ", ""));
      }
      long documented = operations.values().stream().filter(isDocumented -> isDocumented).count();
      return of(" (%1$d 个，其中 %2$d 个见于官方文档) /  (%1$d, %2$d of them documented)")
          .formatted(operations.size(), documented);
    }

    private List<String> operations() {
      return OLD.operations().stream().map(this::operation).toList();
    }

    private String operation(Operation old) {
      JsonNode described = described(old);
      if (!described.isMissingNode()) {
        String successors =
            Step.of(old).successors().stream().map(Language::named).collect(list(" → "));
        String reason = of(described.path("reason").asText());
        return row(named(old), successors, described.path("evidence").asText(), reason);
      }
      return NEW.operations().contains(old)
          ? row(named(old), named(old), old.evidence().key(), NONE)
          : row(named(old), NONE, NONE, NONE);
    }

    private List<String> added() {
      Set<Operation> known = new LinkedHashSet<>();
      OLD.operations().forEach(old -> known.addAll(Step.of(old).successors()));
      return NEW.operations().stream()
          .filter(operation -> !known.contains(operation))
          .map(o -> row(code(o.id()), code(o.path().substring(4)), of(o.summary())))
          .toList();
    }

    private static String named(Operation operation) {
      return code(operation.id()) + " " + operation.path().replaceFirst("/v2/(public/)?", "");
    }
  }

  /** From an operation of the older module to those that take its place. */
  private record Step(Operation old, List<Operation> successors, Map<String, String> renamed) {
    static Step of(Operation old) {
      JsonNode described = described(old);
      if (described.isMissingNode()) {
        return new Step(old, NEW.operations().stream().filter(old::equals).toList(), Map.of());
      }
      Map<String, String> renamed = new LinkedHashMap<>();
      described
          .path("fields")
          .properties()
          .forEach(f -> renamed.put(f.getKey(), f.getValue().asText()));
      return new Step(
          old,
          described.path("operations").valueStream().map(o -> NEW.operation(o.asText())).toList(),
          renamed);
    }

    private String calls() {
      boolean same = successors.get(0).id().equals(old.id());
      return code(old.id())
          + (same ? "" : " → " + successors.stream().map(o -> code(o.id())).collect(joining(", ")));
    }

    Optional<String> request() {
      Map<String, Field> before = byName(List.of(old));
      Map<String, Field> after = byName(successors);
      Set<String> gone = rest(before.keySet(), after.keySet());
      gone.removeAll(renamed.keySet());
      Set<String> stays = rest(before.keySet(), gone);
      stays.retainAll(after.keySet());
      Set<String> fresh = rest(after.keySet(), before.keySet());
      fresh.removeAll(renamed.values());
      boolean unchanged = gone.isEmpty() && fresh.isEmpty() && renamed.isEmpty();
      if (unchanged && stays.stream().allMatch(name -> isSame(before.get(name), after.get(name)))) {
        return Optional.empty();
      }
      return Optional.of(
          row(
              calls(),
              gone.stream().map(MigrationTest::code).collect(list(", ")),
              renamed.entrySet().stream()
                  .map(field -> code(field.getKey()) + " → " + code(field.getValue()))
                  .collect(list(", ")),
              stays.stream()
                  .map(name -> kept(before.get(name), after.get(name)))
                  .collect(list(", ")),
              fresh.stream()
                  .filter(name -> after.get(name).required())
                  .map(MigrationTest::code)
                  .collect(list(", ")),
              fresh.stream()
                  .filter(name -> !after.get(name).required())
                  .map(MigrationTest::code)
                  .collect(list(", "))));
    }

    Optional<String> response() {
      Set<String> before = places(OLD, List.of(old));
      Set<String> after = places(NEW, successors);
      return before.equals(after)
          ? Optional.empty()
          : Optional.of(
              row(calls(), outermost(rest(before, after)), outermost(rest(after, before))));
    }

    /** The members of a member belong to it. */
    private static String outermost(Set<String> places) {
      return places.stream()
          .filter(place -> places.stream().noneMatch(outer -> place.startsWith(outer + "/")))
          .map(MigrationTest::code)
          .collect(list(", "));
    }

    private static String kept(Field before, Field after) {
      String types =
          isSame(before, after) ? "" : " (%s → %s)".formatted(types(before), types(after));
      return code(before.name()) + types;
    }

    private static boolean isSame(Field before, Field after) {
      return before.types().equals(after.types());
    }

    private static String types(Field field) {
      return String.join(" | ", new TreeSet<>(field.types())).replace("|", "\\|");
    }

    private static Map<String, Field> byName(List<Operation> operations) {
      Map<String, Field> fields = new LinkedHashMap<>();
      operations.forEach(o -> o.fields().forEach(field -> fields.putIfAbsent(field.name(), field)));
      return fields;
    }

    private static Set<String> places(Contract module, List<Operation> operations) {
      Value document = Value.root(module.document());
      Set<String> places = new TreeSet<>();
      for (Operation operation : operations) {
        Value described = document.at(Contract.place(operation));
        for (Value response : described.at("responses").members().values()) {
          SchemaView schema = SchemaView.of(document, OperationReader.json(response).at("schema"));
          collect(schema, "", places, new HashSet<>());
        }
      }
      return places;
    }

    /** Collects the members below a schema, of one that holds itself once. */
    private static void collect(
        SchemaView schema, String above, Set<String> places, Set<List<JsonPointer>> open) {
      if (!open.add(schema.places())) {
        return;
      }
      for (String name : schema.members()) {
        places.add(above + name);
        SchemaView member = schema.member(name).orElseThrow();
        collect(member, above + name + "/", places, open);
        member.element().ifPresent(element -> collect(element, above + name + "/", places, open));
      }
      open.remove(schema.places());
    }
  }

  private static JsonNode described(Operation old) {
    return SUCCESSORS.path(old.id());
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> rows(Function<Step, Optional<String>> row) {
    return OLD.operations().stream()
        .map(Step::of)
        .filter(step -> !step.successors().isEmpty())
        .flatMap(step -> row.apply(step).stream())
        .toList();
  }

  /** Returns by code and family the operations that return it, and whether it is documented. */
  private static Map<String, Map<String, Map<String, Boolean>>> families(Contract module) {
    Map<String, Map<String, Map<String, Boolean>>> codes = new TreeMap<>();
    for (Operation operation : module.operations()) {
      for (Case documented : operation.cases()) {
        codes
            .computeIfAbsent(documented.code(), any -> new TreeMap<>())
            .computeIfAbsent(documented.family().key(), any -> new LinkedHashMap<>())
            .merge(
                code(operation.id()),
                documented.evidence() != Evidence.ASSUMED,
                Boolean::logicalOr);
      }
    }
    codes.remove("");
    return codes;
  }

  private static Set<String> rest(Collection<String> before, Collection<String> after) {
    Set<String> rest = new LinkedHashSet<>(before);
    rest.removeAll(after);
    return rest;
  }

  private static Collector<CharSequence, ?, String> list(String separator) {
    return collectingAndThen(joining(separator), text -> text.isEmpty() ? NONE : text);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  @ParameterizedTest
  @EnumSource
  void page_tablesBetweenMarkers_areThoseOfTheContract(Language language) throws IOException {
    Map<String, String> tables = language.tables();
    Set<String> shown = new TreeSet<>();
    String renewed =
        TABLE
            .matcher(Files.readString(language.page))
            .replaceAll(
                table -> {
                  String name = table.group(1);
                  shown.add(name);
                  return Matcher.quoteReplacement(
                      "<!-- made: " + name + " -->\n" + tables.get(name) + "<!-- end -->");
                });
    Path made = Files.writeString(Path.of("target").resolve(language.page), renewed);

    assertThat(shown).containsExactlyInAnyOrderElementsOf(tables.keySet());
    assertThat(made)
        .as("renew with: cp openapi/%s openapi/%s", made, language.page)
        .hasSameTextualContentAs(language.page);
  }

  @ParameterizedTest
  @MethodSource("succeeded")
  void successors_ofAnOperation_areOfTheNewerModule(Operation old) {
    JsonNode described = SUCCESSORS.path(old.id());

    assertThat(described.path("operations").isArray()).as("%s: operations", old).isTrue();
    assertThat(DocumentRules.GRADES).contains(described.path("evidence").asText());
    assertThat(described.path("reason").asText()).matches(".*\\p{IsHan}.* / .*\\.");
    List<String> taken = fields(Step.of(old).successors());
    described
        .path("fields")
        .properties()
        .forEach(
            field -> {
              assertThat(fields(List.of(old))).contains(field.getKey());
              assertThat(taken).contains(field.getValue().asText());
            });
  }

  @Test
  void successors_ofEachEntry_areOfAnOperationOfTheOlderModuleAlone() {
    assertThat(SUCCESSORS.fieldNames())
        .toIterable()
        .hasSize((int) succeeded().count())
        .allSatisfy(
            id -> assertThat(NEW.operations()).extracting(Operation::id).doesNotContain(id));
  }

  private static Stream<Operation> succeeded() {
    return OLD.operations().stream().filter(old -> SUCCESSORS.has(old.id()));
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
