package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesCommandTest {
  private static final Contract CONTRACT = Contract.load();

  @TempDir private Path folder;
  private Path whole;
  private Path longer;
  private Path shorter;

  @BeforeEach
  void writeEditions() throws IOException {
    whole = write("whole.json", CONTRACT.document().toString());
    longer = write("longer.json", withLifetime("PT9M"));
    shorter = write("shorter.json", withLifetime("PT1M"));
  }

  private static String withLifetime(String lifetime) {
    ObjectNode document = (ObjectNode) CONTRACT.document();
    document
        .withObject(Contract.place(CONTRACT.operation("sendSmsCode")).toString() + "/x-flow")
        .put("taskLifetime", lifetime);
    return document.toString();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static CommandLineRun changes(Path old, Path latest, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "changes";
    args[1] = old.toString();
    args[2] = latest.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    return CommandLineRun.of(Map.of(), args);
  }

  @ParameterizedTest
  @CsvSource({
    "breaking, 1, 0, 0",
    "any, 1, 1, 0",
    "none, 0, 0, 0",
  })
  void run_failOn_decidesTheExitCode(String failOn, int breaking, int other, int same) {
    assertThat(changes(whole, shorter, "--fail-on", failOn).exitCode()).isEqualTo(breaking);
    assertThat(changes(whole, longer, "--fail-on", failOn).exitCode()).isEqualTo(other);
    assertThat(changes(whole, whole, "--fail-on", failOn).exitCode()).isEqualTo(same);
  }

  @Test
  void run_breakingChange_exits1AndPrintsIt() {
    CommandLineRun run = changes(whole, shorter);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            ### Breaking changes

            - The limit `taskLifetime` of `sendSmsCode` changed from `PT5M` to `PT1M`.

            """);
  }

  @Test
  void run_chinese_printsChinese() {
    assertThat(changes(whole, shorter, "--lang", "zh").out())
        .contains("- `sendSmsCode` 的限制 `taskLifetime` 由 `PT5M` 改为 `PT1M`。\n");
  }

  @Test
  void run_json_isAList() throws IOException {
    assertThat(new ObjectMapper().readTree(changes(whole, shorter, "--format", "json").out()))
        .hasSize(1);
  }

  @Test
  void run_github_isAnAnnotation() {
    assertThat(changes(whole, shorter, "--format", "github").out())
        .isEqualTo(
            "::error title=contract::The limit `taskLifetime` of `sendSmsCode` changed from `PT5M`"
                + " to `PT1M`.\n");
  }

  @Test
  void run_folderWithTheFiles_isTheContractOfTheJar() {
    CommandLineRun run = changes(Path.of("..", "openapi"), whole, "--fail-on", "any");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_publishedYaml_isComparedAsPublished() throws IOException {
    Path yaml = folder.resolve("openapi.yaml");
    Files.write(yaml, Resources.bytes(Resources.YAML));

    CommandLineRun run = changes(yaml, whole, "--fail-on", "any");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_jarWithAContract_isRead() throws IOException {
    Path jar = folder.resolve("edition.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(Resources.CONTRACT.substring(1)));
      Files.copy(shorter, zip);
    }

    assertThat(changes(jar, shorter, "--fail-on", "any").exitCode()).isZero();
  }

  @Test
  void run_missingEdition_couldNotRun() {
    Path none = folder.resolve("none.json");

    CommandLineRun run = changes(whole, none);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("Cannot compare the editions: %s: there is no such file\n".formatted(none));
  }

  @Test
  void run_malformedEdition_namesTheLine() throws IOException {
    Path malformed = write("malformed.yaml", "a: b\nb: [\n");

    assertThat(changes(malformed, whole).err())
        .startsWith("Cannot compare the editions: " + malformed + ":2: ");
  }

  @Test
  void run_jarWithoutAContract_namesTheJar() throws IOException {
    Path jar = folder.resolve("other.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("other.txt"));
    }

    assertThat(changes(jar, whole).err())
        .contains(jar + ": an OpenAPI document with paths is expected");
    assertThat(changes(write("text.jar", "text"), whole).err())
        .contains("text.jar: cannot be read as a jar");
  }

  @Test
  void run_fileThatIsNoContract_couldNotRun() throws IOException {
    Path other = write("other.yaml", "a: b\n");

    CommandLineRun run = changes(other, whole);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(other + ": an OpenAPI document with paths is expected");
  }

  @Test
  void run_documentWithAMistake_namesItsPlace() throws IOException {
    Path wrong = write("wrong.json", "{\"paths\": {\"/a\": {\"post\": {\"operationId\": 1}}}}");

    CommandLineRun run = changes(wrong, whole);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("/paths/~1a/post/operationId: a text is expected");
  }

  @Test
  void run_oneEdition_isWrongUsage() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "changes", whole.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'NEW'");
  }
}
