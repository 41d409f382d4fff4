package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.build.Bundle;
import io.github.qxylogin.contract.document.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundlerTest {
  private static final String UPLOAD = "paths/login_multiacc_dpptpushsms.yaml";
  private static final String CHECK = "paths/login_ext_checkAsyncLoginSjCache.yaml";
  private static final String ENVELOPE = "components/schemas/EnvelopeMembers.yaml";
  private static final String REGIONS = "components/schemas/AreaCode.yaml";
  private static final String CODES = "components/codes.yaml";
  private static final String MOCK = "mock/sszyfw_qlcxResult.yaml";
  private static final String PROGRESS = "mock/shared/agreement-progress.yaml";
  private static final String MISSING = "missing-nsrsbh";

  @TempDir Path folder;

  @BeforeEach
  void copyContract() throws IOException {
    Path original = Path.of("").toAbsolutePath();
    for (String file :
        List.of("qixiangyun-login.yaml", "migration.yaml", "extensions.schema.json")) {
      Files.copy(original.resolve(file), folder.resolve(file));
    }
    for (String part : List.of("paths", "webhooks", "mock", "components", "overlays")) {
      if (Files.notExists(original.resolve(part))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(original.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(original.relativize(file)));
        }
      }
    }
  }

  @Test
  void read_sameFiles_returnsTheContractOfTheJar() {
    assertThat(Contract.read(root()).document()).isEqualTo(Contract.load().document());
  }

  @Test
  void read_overlayOfTheReadme_isMade() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Path file = folder.resolve("overlays/proposal.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, readme.replaceFirst("(?s).*```yaml\n(.*?)```.*", "$1"));

    JsonNode document = Contract.read(root()).document();

    assertThat(document.at("/components/schemas/UploadSmsCodeData/properties/level/type").asText())
        .isEqualTo("integer");
    assertThat(document.at("/x-codes/codes").findValuesAsText("code"))
        .contains("4038")
        .doesNotContain("4037");
  }

  @Test
  void read_sensitiveText_isMaskedByGenerators() {
    assertThat(
            Contract.read(root())
                .document()
                .at("/components/schemas/UploadSmsCodeRequest/properties/smsCode/format")
                .asText())
        .isEqualTo("password");
  }

  @Test
  void read_referenceToNoFile_namesFileAndLine() throws IOException {
    edit(UPLOAD, "AccountId.yaml", "AccountNumber.yaml");

    assertThatThrownBy(() -> Contract.read(root()))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":" + line(UPLOAD, "AccountNumber.yaml"))
        .hasMessageEndingWith("'../components/schemas/AccountNumber.yaml' names no file");
  }

  @Test
  void read_valueNestedTooDeeply_namesTheFile() throws IOException {
    edit(UPLOAD, "summary: ", "x-deep: " + "[".repeat(2000) + "]".repeat(2000) + "\n  summary: ");

    assertThatThrownBy(() -> Contract.read(root()))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(folder.resolve(UPLOAD).toString());
  }

  @Test
  void read_unknownCondition_namesFileAndLineAndTheKnownOnes() throws IOException {
    edit(UPLOAD.replace("paths", "mock"), "when: task-ended", "when: task-over");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(
            folder.resolve(UPLOAD.replace("paths", "mock"))
                + ":"
                + line(UPLOAD.replace("paths", "mock"), "when: task-over"))
        .hasMessageContaining("\"task-over\": not one of the values accepted for Enum class: [");
  }

  @Test
  void read_missingEvidence_namesFileAndOperation() throws IOException {
    edit(UPLOAD, "  x-evidence: upload-page\n  x-pages", "  x-pages");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":")
        .hasMessageEndingWith("/post/x-evidence: is missing");
  }

  @Test
  void read_mistakeInAClassOfAPathFile_namesFileAndLine() throws IOException {
    edit(CHECK, "x-spelling-of: gryhmm", "x-spelling-of: [gryhmm]");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(
            folder.resolve(CHECK) + ":" + line(CHECK, "x-spelling-of: [gryhmm]"))
        .hasMessageEndingWith("/grymm/x-spelling-of: a text is expected");
  }

  @Test
  void read_spellingOfNoMember_namesFileAndLine() throws IOException {
    edit(ENVELOPE, "x-spelling-of: reqId", "x-spelling-of: requestId");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(ENVELOPE) + ":" + line(ENVELOPE, "of: requestId"))
        .hasMessageEndingWith("'requestId' is no member beside it");
  }

  @Test
  void read_valueThatIsDescribedTwice_namesFileAndLine() throws IOException {
    edit(REGIONS, "'1200'", "'1100'");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(REGIONS) + ":" + line(REGIONS, "天津"))
        .hasMessageEndingWith("there is another value '1100'");
  }

  @Test
  void read_referenceToNoSchema_namesFileAndLine() throws IOException {
    edit(UPLOAD, "$ref: ../components/schemas/UploadSmsCodeRequest.yaml", "$ref: '#/tags'");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":" + line(UPLOAD, "'#/tags'"))
        .hasMessageEndingWith("'#/tags' names no schema");
  }

  @Test
  void read_propertyThatIsNoSchema_namesFileAndLine() throws IOException {
    edit(ENVELOPE, "properties:\n", "properties:\n  note: a text\n");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(ENVELOPE) + ":" + line(ENVELOPE, "note: a text"))
        .hasMessageEndingWith("/properties/note: a schema is expected");
  }

  @Test
  void read_patternThatIsNone_namesFileAndLine() throws IOException {
    edit(CODES, "pattern: ^5", "pattern: (^5");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(CODES) + ":" + line(CODES, "pattern: (^5"))
        .hasMessageEndingWith("\"(^5\\d{3}$\": Invalid Pattern, problem: Unclosed group");
  }

  @Test
  void bundle_brokenContract_isReportedInOneMessageAndNotWritten() throws IOException {
    edit(UPLOAD, "x-evidence: upload-page", "x-evidence: upload");
    Path target = folder.resolve("target");

    assertThatThrownBy(() -> Bundle.main(new String[] {root().toString(), target.toString()}))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "%s:%d /post/x-evidence: 'upload' is no value here; there are %s",
            folder.resolve(UPLOAD), line(UPLOAD, "x-evidence: upload"), DocumentRules.GRADES)
        .hasNoCause()
        .satisfies(described -> assertThat(described.getStackTrace()).isEmpty());
    assertThat(target).doesNotExist();
  }

  @Test
  void bundle_malformedYaml_isReportedInOneMessage() throws IOException {
    edit(UPLOAD, "  x-effect: {", "  x-effect: [{");

    assertThatThrownBy(() -> Bundle.main(new String[] {root().toString(), ""}))
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":")
        .hasNoCause()
        .satisfies(described -> assertThat(described.getStackTrace()).isEmpty());
  }

  @Test
  void read_referenceInsideAnExample_isAValueLikeAnyOther() throws IOException {
    edit(
        UPLOAD,
        "              taskId: 123456xxxxx\n",
        "              taskId: {$ref: nowhere.yaml}\n");

    assertThat(
            Contract.read(root())
                .operation("uploadSmsCode")
                .documentedCase("logged-in")
                .request()
                .at("/taskId/$ref")
                .asText())
        .isEqualTo("nowhere.yaml");
  }

  @Test
  void read_memberBesideASharedExample_wins() throws IOException {
    edit(
        UPLOAD,
        "$ref: ../components/examples/missing-nsrsbh.yaml\n",
        "$ref: ../components/examples/missing-nsrsbh.yaml\n"
            + "              value: {req_id: '1'}\n");
    JsonNode before = Contract.load().operation("uploadSmsCode").documentedCase(MISSING).response();

    JsonNode after =
        Contract.read(root()).operation("uploadSmsCode").documentedCase(MISSING).response();

    assertThat(after).isEqualTo(((ObjectNode) before.deepCopy()).put("req_id", "1"));
  }

  @ParameterizedTest
  @CsvSource({
    UPLOAD + ", components/examples/missing-nsrsbh.yaml",
    MOCK + ", shared/agreement-progress.yaml"
  })
  void read_sharedExampleThatIsNoFile_namesFileAndLine(String file, String shared)
      throws IOException {
    edit(file, shared, "nowhere.yaml");

    assertThatThrownBy(() -> Contract.read(root()))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(folder.resolve(file) + ":" + line(file, "nowhere.yaml"))
        .hasMessageEndingWith("nowhere.yaml' names no file");
  }

  @ParameterizedTest
  @CsvSource({"components/examples, paths, ../components/examples/", "mock/shared, mock, shared/"})
  void sharedFiles_areEachNamedByAnotherFile(String shared, String users, String ref)
      throws IOException {
    StringBuilder naming = new StringBuilder();
    for (String user : DocumentRules.fileNames(users)) {
      Path file = folder.resolve(users).resolve(user + ".yaml");
      if (Files.isRegularFile(file)) {
        naming.append(Files.readString(file));
      }
    }

    assertThat(DocumentRules.fileNames(shared))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(naming).contains("$ref: " + ref + name + ".yaml\n"));
  }

  @Test
  void read_mistakeInASharedCase_namesItsFileAndLine() throws IOException {
    edit(PROGRESS, "when: task-ended", "when: task-over");

    assertThatThrownBy(() -> Contract.read(root()))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(folder.resolve(PROGRESS) + ":" + line(PROGRESS, "task-over"));
  }

  @Test
  void read_mistakeBesideASharedExample_namesFileAndLine() throws IOException {
    edit(MOCK, "  running: {response: ", "  running: {when: running, response: ");

    assertThatThrownBy(() -> Contract.read(root()))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(folder.resolve(MOCK) + ":" + line(MOCK, "when: running"));
  }

  @Test
  void read_duplicateKey_namesFileAndLine() throws IOException {
    edit(
        UPLOAD,
        "  x-evidence: upload-page\n  x-pages",
        "  x-evidence: upload-page\n  x-evidence: guide\n  x-pages");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":" + line(UPLOAD, "x-evidence: guide"));
  }

  @Test
  void read_malformedYaml_namesFileAndLine() throws IOException {
    edit(UPLOAD, "  x-effect: {", "  x-effect: [{");

    assertThatThrownBy(() -> Contract.read(root()))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":");
  }

  @Test
  void read_twoSchemasOfOneName_namesFile() throws IOException {
    edit(UPLOAD, "title: UploadSmsCodeResponse", "title: SendSmsCodeResponse");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":")
        .hasMessageEndingWith("there is another schema of the name SendSmsCodeResponse");
  }

  @Test
  void read_twoOperationsOfOneId_namesFile() throws IOException {
    edit(UPLOAD, "operationId: uploadSmsCode", "operationId: sendSmsCode");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(UPLOAD) + ":")
        .hasMessageEndingWith("two operations are sendSmsCode");
  }

  @Test
  void read_overlays_editInTheOrderOfTheirNames() throws IOException {
    overlay("2.yaml", "$.info", "{summary: second}");
    overlay("1.yaml", "$.info", "{summary: first, contact: {name: first}}");

    assertThat(Contract.read(root()).document().at("/info/summary").asText()).isEqualTo("second");
    assertThat(Contract.read(root()).document().at("/info/contact/name").asText())
        .isEqualTo("first");
  }

  @Test
  void read_overlayThatIsEmpty_editsNothing() throws IOException {
    Path file = overlay("1.yaml", "$.info", "{summary: first}");

    for (String empty : List.of("", "# nothing to edit\n")) {
      Files.writeString(file, empty);

      assertThat(Contract.read(root()).document()).isEqualTo(Contract.load().document());
    }
  }

  @Test
  void read_sensitiveTextOfAnOverlay_isMaskedByGenerators() throws IOException {
    String properties = "$.components.schemas.UploadSmsCodeRequest.properties";
    overlay("1.yaml", properties, "{pin: {type: string, x-sensitive: true}}");
    overlay("2.yaml", properties + ".nsrsbh", "{x-sensitive: true}");

    Contract contract = Contract.read(root());

    assertThat(contract.operation("uploadSmsCode").requestSchema().members()).contains("pin");
    assertThat(
            contract
                .document()
                .at("/components/schemas/UploadSmsCodeRequest/properties/pin/format")
                .asText())
        .isEqualTo("password");
    assertThat(contract.sensitiveNames()).contains("pin", "nsrsbh");
  }

  @Test
  void read_mistakeInAnOverlay_namesItsFileAndLine() throws IOException {
    overlay("1.yaml", "$.components.schemas.EnvelopeMembers", "\n      properties: {note: a text}");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessage(
            folder.resolve("overlays/1.yaml")
                + ":6 /actions/0/update/properties/note: a schema is expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "7", "''"})
  void read_simpleValueOfAnOverlayThatIsWrong_namesItsFileAndLine(String value) throws IOException {
    overlay(
        "1.yaml",
        "$.paths['/v2/public/login/multiacc/dpptpushsms'].post",
        "\n      x-effect: " + value);
    overlay("2.yaml", "$.info", "{x-same: " + value + "}");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(
            folder.resolve("overlays/1.yaml") + ":6 /actions/0/update/x-effect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.paths['/v2/public/login/multiacc/dpptpushsms'].post | {x-idempotnt: {reason: Q.}}"
            + " | /x-idempotnt: 'x-idempotnt' is no word here; there are [",
        "$.paths['/v2/public/login/multiacc/dpptpushsms'].post | {x-mock: {flwo: {task: taskId}}}"
            + " | /x-mock/flwo: 'flwo' is no word here; there are [description,",
        "$.components.schemas.UploadSmsCodeData.properties | {level: {x-sensitve: true}}"
            + " | /level/x-sensitve: 'x-sensitve' is no word here; there are [",
        "$.components.schemas.UploadSmsCodeData.properties | {level: {x-evidence: asumed}}"
            + " | /level/x-evidence: 'asumed' is no value here; there are [",
        "$['x-codes'].codes | {code: '1', family: parameter, en: A., evidence: older-module}"
            + " | /update: 'name' is missing",
        "$['x-codes'].codes | {code: '1', name: lower-case, family: parameter, en: A.}"
            + " | /name: does not match the regex pattern",
        "$['x-mock'].codes | {code: '1', name: OWN, family: parameter} | /name: is no word here",
        "$.components.securitySchemes.reqSign | {x-sensitve: true} | 'x-sensitve' is no word here",
        "$ | {x-modles: {}} | /x-modles: 'x-modles' is no word here; there are [",
      })
  void build_misspeltWordInAnOverlay_namesItsFileAndLine(
      String target, String update, String message) throws IOException {
    Path file = overlay("1.yaml", target, update);
    String made = folder.resolve("target").toString();

    assertThatThrownBy(() -> Bundle.main(new String[] {root().toString(), made, made}))
        .hasMessageStartingWith(file + ":5 /actions/0/update")
        .hasMessageContaining(message);
  }

  @Test
  void read_overlayThatNamesNothing_namesItsFileAndLine() throws IOException {
    overlay("1.yaml", "$.paths['/v2/nothing']", "{post: {}}");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessage(
            folder.resolve("overlays/1.yaml")
                + ":4 /actions/0/target: '$.paths['/v2/nothing']' names nothing in the contract");
  }

  @Test
  void read_mistakeBehindWhatAnOverlayRemoved_namesFileAndLine() throws IOException {
    Path file = overlay("1.yaml", "$['x-codes'].codes[?@.code == '4037']", "{}");
    Files.writeString(file, Files.readString(file).replace("update: {}", "remove: true"));
    edit(
        CODES,
        "name: ACCOUNT_OR_PASSWORD_WRONG\n    family: login-information",
        "name: ACCOUNT_OR_PASSWORD_WRONG\n    family: wrong");

    assertThatThrownBy(() -> Contract.read(root()))
        .hasMessageStartingWith(folder.resolve(CODES) + ":" + line(CODES, "family: wrong"));
  }

  private Path overlay(String name, String target, String update) throws IOException {
    Path file = folder.resolve("overlays").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        """
        overlay: 1.0.0
        info: {title: A proposal, version: '1'}
        actions:
          - target: "%s"
            update: %s
        """
            .formatted(target, update));
  }

  private Path root() {
    return folder.resolve("qixiangyun-login.yaml");
  }

  private void edit(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
  }

  private int line(String name, String text) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(name + " has no line with " + text);
  }
}
