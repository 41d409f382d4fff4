package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.mutations.MutatedMock;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Yesterday's drift, written as an overlay, is played and checked today. */
class OverlayRunTest {
  private static final Contract SMALL = SmallContract.LOGIN;

  @TempDir private Path folder;

  /** Starts a platform that drifts; it names the contract that a run of it takes. */
  private static MutatedMock drifting(Contract named) {
    Contract other =
        new ChangedContract(SMALL)
            .about("checkSession", "invalid", response -> response.put("undocumented", "hush-hush"))
            .contract();
    return MutatedMock.start(named, other);
  }

  private static Contract edited(Path overlay) {
    return SMALL.edited(overlay, Bundler.read(overlay));
  }

  private static CommandLineRun run(String url, String... more) {
    String[] args = Arrays.copyOf(more, more.length + 5);
    args[more.length] = "--target";
    args[more.length + 1] = url;
    args[more.length + 2] = "--only";
    args[more.length + 3] = "checkSession";
    args[more.length + 4] = "--fail-on-drift";
    return CommandLineRun.of(SMALL, CREDENTIALS, args);
  }

  private Path overlayOfTheDrift() {
    try (MutatedMock platform = drifting(SMALL)) {
      CommandLineRun first = run(platform.url(), "--report", folder.toString());
      assertThat(first.exitCode()).as(first.toString()).isEqualTo(1);
    }
    return folder.resolve(DriftOverlay.FILE);
  }

  @Test
  void run_overlayOfTheDrift_leavesNoDrift() {
    Path overlay = overlayOfTheDrift();

    try (MutatedMock platform = drifting(edited(overlay))) {
      CommandLineRun run = run(platform.url(), "--overlay", overlay.toString());

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.out()).doesNotContain("drifted");
    }
  }

  @Test
  void drift_recordingWithTheOverlay_hasNoDrift() {
    Path overlay;
    try (MutatedMock platform = drifting(SMALL)) {
      run(platform.url(), "--report", folder.toString(), "--format", "har");
      overlay = folder.resolve(DriftOverlay.FILE);
    }
    String har = folder.resolve("contract-tests.har").toString();
    String[] drift = {"drift", "--fail-on-drift", "--har", har};
    String[] edited = {"drift", "--fail-on-drift", "--har", har, "--overlay", overlay.toString()};

    assertThat(CommandLineRun.of(SMALL, Map.of(), drift).exitCode()).isEqualTo(1);
    assertThat(CommandLineRun.of(SMALL, Map.of(), edited).exitCode()).isZero();
  }

  @Test
  void run_ownMock_playsTheOverlay() {
    CommandLineRun run =
        CommandLineRun.of(
            SMALL, Map.of(), "--overlay", overlayOfTheDrift().toString(), "--only", "checkSession");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_mockWithTheSameOverlay_isAMockOfTheSameContract() {
    Path overlay = overlayOfTheDrift();

    try (LoginMock mock = LoginMock.builder().contract(SMALL).overlay(overlay).start()) {
      CommandLineRun run = run(mock.url(), "--overlay", overlay.toString());

      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }

  @Test
  void mock_overlayOfTheDrift_servesItsField() {
    try (LoginMock mock =
        LoginMock.builder().contract(SMALL).overlay(overlayOfTheDrift()).start()) {
      JsonNode served = new Caller(mock.url()).get("/openapi.json", Map.of()).body();

      assertThat(served.findParents("undocumented")).isNotEmpty();
    }
  }

  @Test
  void run_severalOverlays_areAppliedInTheirOrder() throws IOException {
    Path first = overlay("first.yaml", "$.paths", "{'/v2/new': {}}");
    Path second = overlay("second.yaml", "$.paths['/v2/new']", "{x: {}}");

    CommandLineRun wrongOrder =
        CommandLineRun.of(
            SMALL,
            Map.of(),
            "--list",
            "--overlay",
            second.toString(),
            "--overlay",
            first.toString());

    assertThat(wrongOrder.exitCode()).isEqualTo(2);
    assertThat(wrongOrder.err())
        .isEqualTo(
            "Cannot run the contract tests: %s:2 /actions/0/target: '$.paths['/v2/new']' names"
                    .formatted(second)
                + " nothing in the contract\n");
  }

  @Test
  void run_secretOfTheOverlay_isMasked() throws IOException {
    Path secret =
        overlay(
            "secret.yaml",
            "$.components.schemas.CheckSessionResponse.allOf[1].properties",
            "{undocumented: {type: string, x-sensitive: true}}");

    try (MutatedMock platform = drifting(edited(secret))) {
      run(platform.url(), "--overlay", secret.toString(), "--report", folder.toString());

      assertThat(folder.resolve("contract-tests.json"))
          .content()
          .contains("undocumented")
          .doesNotContain("hush-hush");
    }
  }

  private Path overlay(String name, String target, String update) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "overlay: 1.0.0\nactions: [{target: \"%s\", update: %s}]\n".formatted(target, update));
  }
}
