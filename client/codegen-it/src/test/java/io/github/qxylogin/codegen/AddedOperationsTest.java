package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operation and a webhook are added to a copy of the contract, each by its two files and its
 * lines in the root document: no Java names them. The client and the mock server of that contract
 * have them.
 */
class AddedOperationsTest {
  private static final Path CONTRACT = Path.of("../../openapi");
  private static final Path ADDED = Path.of("src/test/resources/added");

  @TempDir private Path folder;

  @Test
  @SuppressWarnings("unchecked")
  void call_addedOperation_returnsItsOutcomeOrThrowsItsException() throws Exception {
    Path root = contractWithOneMore("look-up");
    Path user = Files.copy(ADDED.resolve("LookUp.java.txt"), folder.resolve("LookUp.java"));

    try (URLClassLoader client = GeneratedClient.of(root, user, folder);
        LoginMock mock = LoginMock.builder().contract(Contract.read(root)).start()) {
      UnaryOperator<String> lookUp =
          (UnaryOperator<String>) client.loadClass("LookUp").getConstructor().newInstance();

      assertThat(lookUp.apply(mock.url())).isEqualTo("a1, then true");
      mock.verify().operation("lookUpAccount").called(2);
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void callback_ofAddedWebhook_isReadOrRejectedWithoutItsSecrets() throws Exception {
    Path user = Files.copy(ADDED.resolve("Report.java.txt"), folder.resolve("Report.java"));

    try (URLClassLoader client = GeneratedClient.of(contractWithOneMore("look-up"), user, folder)) {
      UnaryOperator<String> receiver =
          (UnaryOperator<String>) client.loadClass("Report").getConstructor().newInstance();

      String body = "{'accountId':'a1','smsCode':'123456','found':{'aggOrgId':'17'},'later':[]}";
      assertThat(receiver.apply(body.replace('\'', '"')))
          .isEqualTo(
              "LookUpReport[accountId=a1, smsCode=██, found=LookUpFound[aggOrgId=17]], true: {'code':'2000','msg':'成功'}"
                  .replace('\'', '"'));
      assertThat(receiver.apply("{\"found\":{\"aggOrgId\":\"123456x\"}}"))
          .isEqualTo(
              "receiveLookUp received an invalid 'found.aggOrgId' at line 1, column 22. Check that the platform sent it.");
      assertThat(receiver.apply("{\"smsCode\":\"123456"))
          .isEqualTo(
              "receiveLookUp received an invalid 'smsCode' at line 1, column 19. Check that the platform sent it.");
      assertThat(receiver.apply("null"))
          .isEqualTo(
              "receiveLookUp received text that is no JSON of the contract. Check that the platform sent it.");
    }
  }

  @Test
  void implementation_ofServiceWithANewOperation_compilesAndReportsIt() throws Exception {
    Path fake = Files.copy(ADDED.resolve("OlderFake.java.txt"), folder.resolve("OlderFake.java"));

    try (URLClassLoader client = GeneratedClient.of(contractWithOneMore("config"), fake, folder)) {
      Class<?> type = client.loadClass("OlderFake");
      Method added =
          Stream.of(type.getMethods())
              .filter(method -> method.getName().equals("lookUpAccount"))
              .findFirst()
              .orElseThrow();

      assertThatThrownBy(() -> added.invoke(type.getConstructor().newInstance(), (Object) null))
          .cause()
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("OlderFake does not implement ConfigService.lookUpAccount");
    }
  }

  /** Returns the root document of a copy with the tag of lookUpAccount and receiveLookUp. */
  private Path contractWithOneMore(String tagName) throws IOException {
    Path copy = folder.resolve("contract");
    for (String part : List.of("components", "paths", "webhooks", "mock")) {
      copy(CONTRACT, part, copy);
    }
    for (String part : List.of("paths", "webhooks", "mock")) {
      copy(ADDED, part, copy);
    }
    Path operation = copy.resolve("paths/test_lookUpAccount.yaml");
    String tagged = Files.readString(operation).replace("[look-up]", "[" + tagName + "]");
    Files.writeString(operation, tagged);
    Path root = copy.resolve("qixiangyun-login.yaml");
    String tag = "\ntags:\n  - {name: look-up, description: 测试 / Of a test alone.}\n";
    String path =
        "\npaths:\n  /v2/public/test/lookUpAccount: {$ref: paths/test_lookUpAccount.yaml}\n";
    String webhook = "\nwebhooks:\n  receiveLookUp: {$ref: webhooks/receiveLookUp.yaml}\n";
    String text = Files.readString(CONTRACT.resolve("qixiangyun-login.yaml")).replace("\r\n", "\n");
    Files.writeString(
        root,
        text.replace("\ntags:\n", tag)
            .replace("\npaths:\n", path)
            .replace("\nwebhooks:\n", webhook));
    return root;
  }

  private static void copy(Path from, String part, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from.resolve(part))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = to.resolve(from.relativize(file));
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied);
      }
    }
  }
}
