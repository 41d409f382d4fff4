package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mock server answers is the contract's own: there is nothing to report. */
class DriftOfOwnMockTest {

  @Test
  void run_ownMock_hasNoDrift(@TempDir Path folder) throws IOException {
    Contract contract = Contract.load();
    Masking masking = new Masking(contract);

    try (OwnMock mock = OwnMock.start(contract, masking)) {
      Suite suite = new Suite(contract, mock.target(), Permissions.READ_ONLY, masking);
      DriftReport report = DriftReport.ofRun(contract, masking, mock.target().url());
      suite.observe(report);
      suite.run(outcome -> {});
      report.add(suite.ledger().outcomes());
      report.write(folder);

      assertThat(report.drift().called()).hasSize(contract.operations().size());
    }
    assertThat(Files.readString(folder.resolve(DriftReport.PAGE))).contains(" 0 breaking, 0 drift");
    assertThat(folder.resolve(DriftReport.PATCH)).isEmptyFile();
  }
}
