package io.github.qxylogin.contracttests.generate.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.generate.call.FieldFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScenariosTest {
  private static final Path FOLDER = Path.of("scenarios");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final String TASKS =
      """
      about: Tasks.
      checks: redeem
      each: [issue]
      roles:
        issue: {plays: issues-task}
        redeem: {plays: redeems-task, from: issue}
      scenarios:
        - {name: mine, about: a task, steps: [issue, redeem: {answer: task-ended}]}
      """;

  @TestFactory
  Stream<DynamicTest> file_each_fitsTheSchema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(FOLDER.resolve("scenario.schema.json")));
    return files()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> assertThat(schema.validate(YAML.readTree(file.toFile()))).isEmpty()));
  }

  private static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("index.yaml"))
          .toList()
          .stream();
    }
  }

  @Test
  void index_namesEachFile() throws IOException {
    assertThat(read(FOLDER.resolve("index.yaml")))
        .extracting(name -> FOLDER.resolve(name.asText() + ".yaml"))
        .containsExactlyInAnyOrderElementsOf(files().toList());
  }

  @TestFactory
  Stream<DynamicTest> schema_words_areThoseOfTheContract() {
    JsonNode schema = read(FOLDER.resolve("scenario.schema.json"));
    return Stream.of(
            List.of("/$defs/when/enum", Condition.class),
            List.of("/$defs/need/enum", Need.class),
            List.of("/$defs/whose/enum", Whose.class),
            List.of("/$defs/does/enum", AccountFlow.Does.class),
            List.of("/$defs/who-plays/properties/plays/enum", Flow.Role.class),
            List.of("/$defs/who-plays/properties/effect/enum", Effect.class),
            List.of("/$defs/call/properties/faults/items/enum", FieldFault.class))
        .map(
            words ->
                DynamicTest.dynamicTest(
                    words.get(0).toString(),
                    () ->
                        assertThat(schema.at(words.get(0).toString()))
                            .extracting(JsonNode::asText)
                            .containsExactlyElementsOf(spelt((Class<?>) words.get(1)))));
  }

  private static List<String> spelt(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Entry.spelt((Enum<?>) constant))
        .toList();
  }

  /** A scenario that nobody plays checks nothing, and its words are never read. */
  @TestFactory
  Stream<DynamicTest> scenario_each_isPlayedBySomebody() throws IOException {
    Contract contract = Contract.load();
    return files()
        .flatMap(
            file ->
                IntStream.range(0, read(file).path("scenarios").size())
                    .mapToObj(
                        index ->
                            DynamicTest.dynamicTest(
                                file + ", scenario " + index,
                                () -> assertThat(played(contract, file, index)).isNotEmpty())));
  }

  private static Stream<Check> played(Contract contract, Path file, int index) {
    ObjectNode alone = (ObjectNode) read(file);
    JsonNode scenario = alone.path("scenarios").path(index);
    alone.putArray("scenarios").add(scenario);
    Scenarios scenarios = new Scenarios(name(file), alone);
    return contract.operations().stream().flatMap(o -> scenarios.of(contract, o));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  private static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void scenarios_roleTakesOverFromNoRole_saysFileAndWord() {
    assertThatThrownBy(() -> play(TASKS.replace("from: issue", "from: issuer")))
        .hasMessage("mine.yaml: the word 'issuer' is unknown. Known are: issue, redeem");
  }

  @Test
  void of_step_namesNoRole_saysFileScenarioAndWord() {
    assertWrong("[issue, redeam]", "the word 'redeam' is unknown. Known are: issue, redeem");
  }

  @Test
  void of_answer_isNoXWhen_saysFileScenarioAndWord() {
    assertThatThrownBy(() -> play(TASKS.replace("task-ended", "task-endet")))
        .hasMessageStartingWith(
            "mine.yaml, scenario mine: the word 'task-endet' is unknown. Known are: parameter-");
  }

  @Test
  void of_answer_isOfNoCaseOfTheOperation_saysFileScenarioAndWord() {
    assertWrong(
        "[issue, redeem: {answer: account-exists}]",
        "uploadSmsCode has no answer when account-exists");
  }

  @Test
  void of_member_isNoneOfXFlow_saysFileScenarioAndWord() {
    assertThatThrownBy(() -> play(TASKS.replace("[issue, ", "[issue, wait: issue.taskLife, ")))
        .hasMessageStartingWith(
            "mine.yaml, scenario mine: 'taskLife' is no member of x-flow. Known are: role, ");
  }

  @Test
  void of_step_takesOverFromNoCall_saysFileScenarioAndWord() {
    assertWrong("[redeem]", "no call of issue before it succeeds for person");
  }

  @Test
  void of_call_isToldAnUnknownWord_saysFileScenarioAndWord() {
    assertThatThrownBy(() -> play(TASKS.replace("{answer:", "{answr:")))
        .hasMessageStartingWith("mine.yaml, scenario mine: the word 'answr' is unknown.");
  }

  private static void assertWrong(String steps, String complaint) {
    String yaml = TASKS.replace("[issue, redeem: {answer: task-ended}]", steps);

    assertThatThrownBy(() -> play(yaml)).hasMessage("mine.yaml, scenario mine: " + complaint);
  }

  private static List<Check> play(String yaml) throws IOException {
    Contract contract = Contract.load();
    return new Scenarios("mine", YAML.readTree(yaml))
        .of(contract, contract.operation("uploadSmsCode"))
        .toList();
  }
}
