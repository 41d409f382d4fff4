package io.github.qxylogin.contracttests.drift.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftReportTest {
  private static final Contract CONTRACT = Contract.load();

  private final Masking masking = new Masking(CONTRACT);
  private final AtomicInteger read = new AtomicInteger();

  @Test
  void report_nothingIsWritten_readsNoFileOfTheContract() {
    DriftReport report = report();

    Check check = NamedCheck.of(CONTRACT, "checkSession/case/valid");
    byte[] answer =
        CONTRACT.operation("checkSession").firstSuccess().answer().toString().getBytes(UTF_8);
    report.saw(
        check,
        check.calls().findFirst().orElseThrow(),
        MissingNode.getInstance(),
        Answer.of(200, "application/json", answer),
        List.of());
    report.add(List.of());

    assertThat(read).hasValue(0);
  }

  @Test
  void write_overlay_readsThemOnce(@TempDir Path folder) throws IOException {
    report().write(folder, Language.EN);

    assertThat(read).hasValue(1);
  }

  private DriftReport report() {
    return new DriftReport(
        new Drift(CONTRACT, false),
        masking,
        "http://x",
        () -> {
          read.incrementAndGet();
          return Sources.load();
        });
  }
}
