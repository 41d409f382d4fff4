package io.github.qxylogin.contracttests.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final Contract SMALL = SmallContract.LOGIN;
  private static final Set<String> KNOWN = Set.of("QXY_APP_KEY", "QXY_NSRSBH");

  private static final Pattern NAME = Pattern.compile("QXY_[A-Z][A-Z_]+[A-Z]");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("qxy.properties");
  }

  private Path holding(String text) throws IOException {
    Files.writeString(file, text);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  @Test
  void read_markOfUtf8AtTheStart_isNoPartOfTheName() throws IOException {
    assertThat(Configuration.read(holding("\uFEFFQXY_APP_KEY=key"), KNOWN, Map.of()))
        .containsOnlyKeys("QXY_APP_KEY");
  }

  private String error() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--config", file.toString());
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1);
    return run.err().strip().replace("Cannot run the contract tests: ", "");
  }

  @Test
  void read_environmentHasTheSame_theEnvironmentWins() throws IOException {
    Path both = holding("QXY_APP_KEY=of-the-file\nQXY_NSRSBH=税号");

    assertThat(Configuration.read(both, KNOWN, Map.of("QXY_APP_KEY", "of-the-environment")))
        .isEqualTo(Map.of("QXY_APP_KEY", "of-the-environment", "QXY_NSRSBH", "税号"));
  }

  @Test
  void read_environmentHasItEmpty_theFileWins() throws IOException {
    Path file = holding("QXY_APP_KEY=of-the-file");

    assertThat(Configuration.read(file, KNOWN, Map.of("QXY_APP_KEY", " ")))
        .isEqualTo(Map.of("QXY_APP_KEY", "of-the-file"));
  }

  @Test
  void run_credentialsInTheFile_areUsed() throws IOException {
    try (LoginMock mock =
        LoginMock.builder().contract(SMALL).credentials("of-a-file", "secret-of-a-file").start()) {
      holding("QXY_APP_KEY=of-a-file\nQXY_APP_SECRET=secret-of-a-file\n");

      CommandLineRun run =
          CommandLineRun.of(
              SMALL, Map.of(), "--verbose", "--target", mock.url(), "--config", file.toString());

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("✓ checkSession/case/invalid");
    }
  }

  @Test
  void run_unknownName_namesTheNearest() throws IOException {
    holding("QXY_NSRSHB=91110000TESTTEST01");

    assertThat(error())
        .isEqualTo(
            "--config " + file + " has the unknown name QXY_NSRSHB: did you mean QXY_NSRSBH?");
  }

  @Test
  void run_secretWithoutItsName_isNotShown() throws IOException {
    holding("c4n4ry/secret");

    assertThat(error())
        .isEqualTo("--config " + file + " has a line with a name that does not begin with QXY_");
  }

  @Test
  void run_missingFile_saysSo() {
    assertThat(error()).isEqualTo("--config " + file + " does not exist");
  }

  @Test
  void run_folderAsFile_cannotBeRead() throws IOException {
    Files.createDirectory(file);

    assertThat(error()).isEqualTo("--config " + file + " cannot be read");
  }

  @Test
  void run_fileInAnotherEncoding_saysUtf8() throws IOException {
    Files.write(file, new byte[] {'Q', (byte) 0xff, '=', '1'});

    assertThat(error()).isEqualTo("--config " + file + " is not in UTF-8");
  }

  @Test
  void run_brokenEscape_saysHowToWriteIt() throws IOException {
    holding("QXY_APP_SECRET=\\uzzzz");

    assertThat(error()).isEqualTo("--config " + file + " has a broken escape: write \\\\ for \\");
  }

  @Test
  void run_mistypedNameInTheEnvironment_asksForTheRightOne() {
    CommandLineRun run = CommandLineRun.of(SMALL, Map.of("QXY_NSRBH", "91110000TESTTEST09"));

    assertThat(run.err())
        .isEqualTo(
            "Cannot run the contract tests: the environment has the unknown name QXY_NSRBH:"
                + " did you mean QXY_NSRSBH?\n");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
  }

  /** One environment may serve the client, the mock server and the curl commands of a report. */
  @ParameterizedTest
  @ValueSource(strings = {"client/src/main", "mock-server/src/main", "contract-tests/src/main"})
  void inEnvironment_nameThatTheSourcesRead_isKnown(String folder) throws IOException {
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("..").resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        NAME.matcher(Files.readString(file)).results().forEach(name -> read.add(name.group()));
      }
    }

    assertThat(read).isNotEmpty();
    assertThat(Variables.inEnvironment(Contract.load())).containsAll(read);
  }
}
