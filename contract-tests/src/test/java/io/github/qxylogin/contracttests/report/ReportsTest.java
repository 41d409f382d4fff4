package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;

  @TempDir private Path folder;

  private final Suite suite =
      Suites.of(
          CONTRACT, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(CONTRACT));

  @Test
  void write_twoCannotBeWritten_namesThemAndWritesTheOthers() throws IOException {
    blocked(Reports.JSON);
    blocked(Reports.PAGE);
    recordOne();

    assertThatThrownBy(this::write)
        .isInstanceOf(CouldNotRunException.class)
        .hasMessageStartingWith(
            "contract-tests.html, contract-tests.json cannot be written to " + folder);

    assertThat(folder.resolve("TEST-contract-tests.xml")).isNotEmptyFile();
    assertThat(folder.resolve("drift-overlay.yaml")).exists();
  }

  /** A folder with something in it can be replaced by no file. */
  private void blocked(String name) throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve(name)).resolve("x"));
  }

  @Test
  void write_byDefault_hasFourFiles() throws IOException {
    recordOne();

    write();

    assertThat(written())
        .containsExactlyInAnyOrder(
            "contract-tests.html",
            "contract-tests.json",
            "TEST-contract-tests.xml",
            "drift-overlay.yaml");
  }

  @Test
  void write_onDemand_hasSarifAndHarToo() throws IOException {
    recordOne();

    write(Reports.Format.SARIF, Reports.Format.HAR);

    assertThat(written()).contains("contract-tests.sarif", "contract-tests.har").hasSize(6);
  }

  @Test
  void write_nothingRan_hasNoFile() throws IOException {
    write();

    assertThat(written()).isEmpty();
  }

  private void recordOne() {
    suite.record(Responded.with(CONTRACT, "checkSession/case/valid", Difference.STATUS, "wrong"));
  }

  private void write(Reports.Format... formats) {
    Report report = SuiteReport.of(suite, Optional.empty());
    Reports.write(folder, report, Set.of(formats));
  }

  private Stream<String> written() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
