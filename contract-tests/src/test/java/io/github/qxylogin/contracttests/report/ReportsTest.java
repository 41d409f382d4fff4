package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.drift.report.DriftReport;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir private Path folder;

  @Test
  void write_twoCannotBeWritten_namesThemAndWritesTheOthers() throws IOException {
    Files.createDirectory(folder.resolve(Reports.JSON));
    Files.createDirectory(folder.resolve(Reports.PAGE));

    assertThatThrownBy(this::write)
        .isInstanceOf(CouldNotRunException.class)
        .hasMessage(
            "contract-tests.json, contract-tests.html cannot be written to "
                + folder
                + ": Is a directory");

    assertThat(folder.resolve("TEST-contract-tests.xml")).isNotEmptyFile();
    assertThat(folder.resolve(DriftReport.JSON)).isNotEmptyFile();
    assertThat(folder.resolve(DriftReport.OVERLAY)).exists();
  }

  private void write() {
    Contract contract = SmallContract.LOGIN;
    Masking masking = new Masking(contract);
    Target target = FakeTarget.mock("http://x");
    Suite suite = new Suite(contract, target, Permissions.READ_ONLY, masking);
    Reports.write(
        folder,
        Report.of(suite, Instant.EPOCH, Instant.EPOCH, Optional.empty()),
        DriftReport.ofRun(contract, masking, target.url(), InstantSource.system()));
  }
}
