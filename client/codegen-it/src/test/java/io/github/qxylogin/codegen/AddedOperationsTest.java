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
 * An operation is added to a copy of the contract by its two files and its lines in the root
 * document: no Java names it. The client and the mock server of that contract have it.
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
  void implementation_ofServiceThatGainsAnOperation_compilesAndSaysWhatItLacks() throws Exception {
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

  /** Returns the root document of a copy whose tag has lookUpAccount too. */
  private Path contractWithOneMore(String tagName) throws IOException {
    Path copy = folder.resolve("contract");
    for (String part :
        List.of("qixiangyun-login.yaml", "components", "paths", "webhooks", "mock")) {
      try (Stream<Path> files = Files.walk(CONTRACT.resolve(part))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Path to = copy.resolve(CONTRACT.relativize(file));
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    String operation = Files.readString(ADDED.resolve("paths/test_lookUpAccount.yaml"));
    Files.writeString(
        copy.resolve("paths/test_lookUpAccount.yaml"),
        operation.replace("tags: [look-up]", "tags: [" + tagName + "]"));
    Files.copy(
        ADDED.resolve("mock/test_lookUpAccount.yaml"),
        copy.resolve("mock/test_lookUpAccount.yaml"));
    Path root = copy.resolve("qixiangyun-login.yaml");
    String tag = "\ntags:\n  - {name: look-up, description: 测试 / Of a test alone.}\n";
    String path =
        "\npaths:\n  /v2/public/test/lookUpAccount: {$ref: paths/test_lookUpAccount.yaml}\n";
    String text = Files.readString(root).replace("\r\n", "\n");
    Files.writeString(root, text.replace("\ntags:\n", tag).replace("\npaths:\n", path));
    return root;
  }
}
