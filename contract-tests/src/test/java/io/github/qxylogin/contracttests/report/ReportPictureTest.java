package io.github.qxylogin.contracttests.report;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.mutations.MutatedMock;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.SmallContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the picture of the report that the README shows, the same each time. */
@Tag("pictures")
class ReportPictureTest {
  private static final Path PICTURE = Path.of("pictures", "report.png");
  private static final int MOST_BYTES = 130_000;
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-05T01:30:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void report_ofAMutatedServer_showsTheDifferences() throws IOException, InterruptedException {
    Contract honest = SmallContract.LOGIN;
    Contract mutation =
        new ChangedContract(honest)
            .about(
                "uploadSmsCode",
                "task-expired",
                response -> response.put("code", "4000").put("message", "任务已过期"))
            .contract();
    try (MutatedMock mock = MutatedMock.start(honest, mutation)) {
      CommandLineRun.of(
          honest,
          CREDENTIALS,
          Optional.empty(),
          NOW,
          "--target",
          mock.url(),
          "--allow-side-effects",
          "--report",
          folder.toString());
    }
    Path page = folder.resolve("contract-tests.html");
    // Different each time: the port, and the duration of each call.
    Files.writeString(
        page,
        Files.readString(page)
            .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:8089")
            .replaceAll("class=\"number\">\\d+<", "class=\"number\">2<"));

    int exit =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1280,800",
                "--screenshot=" + PICTURE.toAbsolutePath().normalize(),
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start()
            .waitFor();

    assertThat(exit).isZero();
    assertThat(Files.size(PICTURE)).isLessThan(MOST_BYTES);
  }
}
