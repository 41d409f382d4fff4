package io.github.qxylogin.contract.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.document.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileSchemaTest {
  private static final String SCHEMA = "extensions.schema.json";

  @TempDir Path folder;

  @BeforeEach
  void copySchema() throws IOException {
    Files.copy(Path.of(SCHEMA), folder.resolve(SCHEMA));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "qixiangyun-login.yaml",
            "x-modules:",
            "x-modles:",
            "/x-modles: 'x-modles' is no word here; there are ["),
        arguments(
            "qixiangyun-login.yaml",
            "x-signature:",
            "x-signatures:",
            "/components/securitySchemes/reqSign/x-signatures: 'x-signatures' is no word here; there are ["),
        arguments(
            "paths/login_multiacc_dpptpushsms.yaml",
            "x-modules: [legacy]",
            "x-modules: legacy",
            "/post/x-modules: string found, array expected"),
        arguments(
            "paths/login_multiacc_dpptpushsms.yaml",
            "x-pages:",
            "x-page:",
            "/post/x-page: 'x-page' is no word here; there are ["),
        arguments(
            "paths/login_multiacc_dpptpushsms.yaml",
            "  x-pages:",
            "  x-new: true\n  x-pages:",
            "/post/x-new: 'x-new' is no word here; there are [operationId, tags, summary,"),
        arguments(
            "paths/login_multiacc_dpptpushsms.yaml",
            "costs: session",
            "costs: sesion",
            "/post/x-effect/costs: 'sesion' is no value here; there are ["),
        arguments(
            "paths/login_recoveryLogin.yaml",
            "name: ENTERPRISE_UNKNOWN, ",
            "",
            "/post/x-codes/0: 'name' is missing"),
        arguments(
            "mock/login_multiacc_dpptpushsms.yaml",
            "when: task-ended",
            "when: task-endet",
            "/cases/task-expired/when: 'task-endet' is no value here; there are ["),
        arguments(
            "mock/login_multiacc_dpptpushsms.yaml",
            "when: task-ended",
            "when: over",
            "/cases/task-expired/when: 'over' is no value here; there are [parameter-missing,"),
        arguments(
            "mock/login_multiacc_dpptpushsms.yaml",
            "magic:",
            "magics:",
            "/cases/wrong-sms-code/request/magics: 'magics' is no word here; there are ["),
        arguments(
            "mock/login_multiacc_dpptpushsms.yaml",
            "{code: '5000',",
            "{code: '5000', name: OWN,",
            "/codes/0/name: is no word here"),
        arguments(
            "mock/login_scanLogin_getQrcode.yaml",
            "qrcodeId: '{{randomValue}}'",
            "- '{{randomValue}}'\n    - '{{randomValue}}'",
            "/response/data: must have at most 1 items but found 2"),
        arguments(
            "mock/login_scanLogin_getQrcode.yaml",
            "'{{randomValue}}'",
            "be2ba2a0",
            "/response/data/qrcodeId: does not match the regex pattern"),
        arguments(
            "mock/platform.yaml",
            "when: body-malformed",
            "when: body-deformed",
            "/responses/1/when: 'body-deformed' is no value here; there are ["),
        arguments(
            "components/codes.yaml",
            "    name: PARAMETER_MISSING\n",
            "",
            "/codes/1: 'name' is missing"),
        arguments(
            "components/codes.yaml",
            "name: PARAMETER_MISSING",
            "name: parameter-missing",
            "/codes/1/name: does not match the regex pattern ^[A-Z][A-Z0-9_]*$"),
        arguments(
            "components/codes.yaml",
            "family: parameter\n",
            "family: paramater\n",
            "/codes/1/family: 'paramater' is no value here; there are ["),
        arguments(
            "components/codes.yaml",
            "rejectedBeforeActing: {evidence: older-module, ",
            "rejectedBeforeActing: {",
            "/codes/1/rejectedBeforeActing: 'evidence' is missing"),
        arguments(
            "components/schemas/Password.yaml",
            "x-sensitive: true",
            "x-sensitive: 'yes'",
            "/x-sensitive: must be the constant value 'true'"),
        arguments(
            "components/schemas/Password.yaml",
            "{encryptionType: [1, '1']}",
            "{}",
            "/x-encryption/when: must have at least 1 properties"),
        arguments(
            "components/schemas/LoginKind.yaml",
            "\"with SMS codes that the customer receives, or a QR code\"",
            "with SMS codes that the customer receives, or a QR code",
            "'or a QR code' is no word here; there are [value,"),
        arguments(
            "paths/login_multiacc_dpptpushsms.yaml",
            "costs: session, evidence: upload-page",
            "costs: session, evidence: n",
            "/post/x-effect/evidence: 'n' is no value here; there are [upload-page,"),
        arguments(
            "paths/login_multiacc_dpptCookie.yaml",
            "      evidence: upload-page",
            "      evidence: n",
            "/evidence: 'n' is no value here; there are [upload-page,"),
        arguments(
            "paths/account_create.yaml",
            "required: [proxyNsrsbh], evidence: older-module",
            "required: [proxyNsrsbh], evidence: n",
            "/x-required-when/0/evidence: 'n' is no value here; there are [upload-page,"),
        arguments(
            "paths/account_create.yaml",
            "values: [15], required",
            "values: [15], unless: [9], required",
            "/x-required-when/0: must be valid to one and only one schema"),
        arguments(
            "paths/login_forgetPassw_sendSms.yaml",
            "taskLifetime: PT3M",
            "taskLifetime: PT0S",
            "/x-flow/taskLifetime: does not match the regex pattern"),
        arguments(
            "paths/login_forgetPassw_sendSms.yaml",
            "taskLifetime: PT3M",
            "taskLifetime: -PT3M",
            "/x-flow/taskLifetime: does not match the regex pattern"),
        arguments(
            "paths/login_multiacc_dpptpushsms.yaml", "    '200':", "    2XX:", "/post/responses"),
        arguments(
            "mock/login_multiacc_dpptpushsms.yaml",
            "      with: {nsrsbh",
            "      value: {}\n      with: {nsrsbh",
            "/cases/wrong-sms-code/request: must not be valid"),
        arguments(
            "migration.yaml",
            "operations:",
            "operation:",
            "/sendSmsCode/operation: 'operation' is no word here; there are ["));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void validate_mistake_namesFileLineAndTheWordsThereAre(
      String name, String from, String to, String problem) throws IOException {
    String text = Files.readString(Path.of(name));
    assertThat(text).contains(from);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    assertWrong(file, problem);
  }

  static Stream<Arguments> mistakesOfOverlays() {
    return Stream.of(
        arguments("overlay: 1.0.0", "overlay: 2.0.0", "/overlay: does not match the regex pattern"),
        arguments("  - {", "  - {removed: true, ", "/actions/0/removed: 'removed' is no word here"),
        arguments(
            "remove: true", "remove: 1", "/actions/0/remove: integer found, boolean expected"),
        arguments("  - {target: $.info, remove: true}", "  []", "/actions: must have at least 1"));
  }

  @ParameterizedTest
  @MethodSource("mistakesOfOverlays")
  void validate_mistakeInAnOverlay_namesFileAndLine(String from, String to, String problem)
      throws IOException {
    String text = "overlay: 1.0.0\ninfo: {}\nactions:\n  - {target: $.info, remove: true}\n";
    Path file = folder.resolve("overlays/1.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace(from, to));

    assertWrong(file, problem);
  }

  private void assertWrong(Path file, String problem) {
    FileSchema schema = new FileSchema(folder.resolve("qixiangyun-login.yaml"));

    assertThatThrownBy(
            () ->
                schema.validate(file, new ObjectMapper(new YAMLFactory()).readTree(file.toFile())))
        .isInstanceOf(ContractException.class)
        .hasMessageMatching("\\Q" + file + "\\E:\\d+ .*")
        .hasMessageContaining(problem);
  }
}
