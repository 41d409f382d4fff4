package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.LookalikeServer;
import io.github.qxylogin.contracttests.testing.SmallContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A platform, or an account, that cannot be judged tonight breaks no contract. */
class UnavailableTest {
  private static final Contract SESSION = SmallContract.of("fetchToken", "checkSession");
  private static final Contract MODULES =
      SmallContract.of("fetchToken", "checkSession", "countSwitches", "findLastLogin");
  private static final String UNKNOWN = "505001";
  private static final CannedResponse PAGE =
      CannedResponse.of(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>");

  private final AtomicInteger calls = new AtomicInteger();

  /** Returns a response in place of the platform, or lets the platform respond. */
  private interface Weather {
    CannedResponse response(Request request, LookalikeServer platform);
  }

  private static CommandLineRun run(Contract contract, Weather weather, String... more) {
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");
    environment.put("QXY_AGG_ORG_ID", "9");
    try (LookalikeServer platform = new LookalikeServer(contract);
        FakeServer server = FakeServer.returning(request -> weather.response(request, platform))) {
      List<String> args = new ArrayList<>(List.of("--target", server.url()));
      args.addAll(List.of(more));
      return CommandLineRun.of(contract, environment, args.toArray(String[]::new));
    }
  }

  private static CommandLineRun rejecting(
      Contract contract, Predicate<Operation> which, String code, String... more) {
    return run(
        contract,
        (request, platform) ->
            contract.operationAt(request.path()).filter(which).isPresent()
                ? error(code)
                : platform.response(request),
        more);
  }

  private static CannedResponse error(String code) {
    return CannedResponse.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("code", code)
            .put("success", false)
            .put("reqId", "1")
            .put("message", SESSION.codes().find(code).orElseThrow().chinese())
            .toString());
  }

  private static void assertUnavailable(CommandLineRun run, String line) {
    assertThat(run.err()).startsWith("Unavailable: " + line).hasLineCount(1);
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"400430", "400429", "401103", "505069", "505070", "504001", "40102"})
  void run_everyCallGetsACodeThatIsNobodysFault_isUnavailable(String code) {
    String means = SESSION.codes().find(code).orElseThrow().english();

    CommandLineRun run = rejecting(SESSION, Operation::signed, code);

    assertUnavailable(run, "the target cannot be judged now: code " + code + " (" + means + ")");
    assertThat(run.out()).doesNotContain(" failed", "✗");
  }

  @ParameterizedTest
  @CsvSource({"400430", "400429", "401103", "40102"})
  void run_platformRejectsWhateverIsSent_endsAfterFiveCalls(String code) {
    CommandLineRun run = rejecting(SESSION, Operation::signed, code);

    assertThat(run.out())
        .contains("? 5 unavailable: ")
        .containsPattern("Ended early: the target cannot be judged now: code .*; not run: [1-9]");
  }

  @ParameterizedTest
  @CsvSource({"400430", "401103", "505070"})
  void run_tokenGetsSuchACode_isUnavailable(String code) {
    CommandLineRun run = rejecting(SESSION, operation -> true, code);

    assertUnavailable(run, "the target cannot be judged now: code " + code + " (");
  }

  @Test
  void run_oneOperationTimesOut_isUnavailableBesideWhatHolds() {
    CommandLineRun run =
        rejecting(MODULES, operation -> operation.id().equals("countSwitches"), "504001");

    assertUnavailable(run, "the target cannot be judged now: code 504001 (");
    assertThat(run.out()).contains("Never asked: countSwitches\n", " passed, ").doesNotContain("✗");
  }

  @Test
  void run_oneBreaksAndOthersAreUnavailable_fails() {
    CommandLineRun run =
        run(
            MODULES,
            (request, platform) ->
                MODULES.operationAt(request.path()).orElseThrow().id().equals("countSwitches")
                    ? error("504001")
                    : request.body().contains("\"nsrsbh\":null")
                        ? CannedResponse.json("{\"code\":2000}")
                        : platform.response(request));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
  }

  @Test
  void run_maintenance_isNoGreenPage(@TempDir Path folder) {
    rejecting(SESSION, Operation::signed, "400430", "--report", folder.toString());

    assertThat(folder.resolve("contract-tests.html"))
        .content()
        .doesNotContain("Contract tests: no check failed");
  }

  @Test
  void run_gatewayErrors_areNoDrift(@TempDir Path folder) {
    run(
        SESSION,
        (request, platform) -> calls.incrementAndGet() == 1 ? platform.response(request) : PAGE,
        "--report",
        folder.toString());

    assertThat(folder.resolve("contract-tests.json")).content().contains("\"drift\": [],");
  }

  @Test
  void run_gatewayErrorOnce_holds() {
    CommandLineRun run =
        run(
            SESSION,
            (request, platform) ->
                calls.incrementAndGet() == 20 ? PAGE : platform.response(request));

    assertThat(calls.get()).isGreaterThan(20);
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_gatewayErrorForTheTokenOnce_holds() {
    CommandLineRun run =
        run(
            SESSION,
            (request, platform) ->
                calls.incrementAndGet() == 1 ? PAGE : platform.response(request));

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_gatewayErrorAlways_isUnavailable() {
    assertUnavailable(
        run(SESSION, (request, platform) -> PAGE), "the target cannot be judged now: HTTP 502");
  }

  @Test
  void run_applicationCrashesOnMalformedJson_fails() {
    CannedResponse crash =
        CannedResponse.of(
            500, "application/json", "{\"status\":500,\"error\":\"Internal Server Error\"}");

    CommandLineRun run =
        run(
            SESSION,
            (request, platform) ->
                request.body().endsWith(":") ? crash : platform.response(request));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
  }

  @Test
  void run_gatewayErrorAfterTheToken_isUnavailable() {
    CommandLineRun run =
        run(
            SESSION,
            (request, platform) ->
                calls.incrementAndGet() == 1 ? platform.response(request) : PAGE);

    assertUnavailable(run, "the target cannot be judged now: HTTP 502");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void run_connectionDroppedOnce_holds(int call) {
    CommandLineRun run =
        run(
            SESSION,
            (request, platform) -> {
              if (calls.incrementAndGet() == call) {
                throw new IllegalStateException("the server hangs up");
              }
              return platform.response(request);
            });

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_platformFallsSilent_isUnavailable() {
    CommandLineRun run =
        run(
            SESSION,
            (request, platform) -> {
              if (calls.incrementAndGet() > 20) {
                throw new IllegalStateException("the server hangs up");
              }
              return platform.response(request);
            });

    assertThat(run.err()).contains(" sent no response to 3 calls in a row").hasLineCount(1);
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"current, legacy, 2", "legacy, current, 1"})
  void run_platformSupportsOneModuleAlone_checksThat(String gone, String known, int operations) {
    CommandLineRun run =
        rejecting(MODULES, operation -> operation.modules().equals(List.of(gone)), UNKNOWN);

    assertThat(run.out())
        .startsWith(
            "the platform supports none of the %d operations of %s (505001); checked: %s\n"
                .formatted(operations, gone, known));
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_probeGetsNoResponseOnce_findsTheModule() {
    CommandLineRun run =
        run(
            MODULES,
            (request, platform) -> {
              boolean gone =
                  MODULES
                      .operationAt(request.path())
                      .filter(operation -> operation.modules().equals(List.of("current")))
                      .isPresent();
              if (gone && calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the server hangs up");
              }
              return gone ? error(UNKNOWN) : platform.response(request);
            });

    assertThat(run.out()).startsWith("the platform supports none of the ");
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_platformSupportsNoModule_isUnavailable() {
    CommandLineRun run = rejecting(MODULES, Operation::signed, UNKNOWN);

    assertUnavailable(run, "the platform supports none of the ");
    assertThat(run.err()).endsWith(": is the URL right?\n");
  }

  @Test
  void run_moduleGivenThatThePlatformLacks_isUnavailable() {
    CommandLineRun run =
        rejecting(
            MODULES,
            operation -> operation.modules().equals(List.of("current")),
            UNKNOWN,
            "--module",
            "current");

    assertUnavailable(
        run,
        "the platform supports none of the 2 operations of current (505001): run with --module"
            + " legacy");
  }

  @Test
  void run_checksOfTheOtherModuleAlone_areNoMatterOfWhatThePlatformLacks() {
    CommandLineRun run =
        rejecting(
            MODULES,
            operation -> operation.modules().equals(List.of("current")),
            UNKNOWN,
            "--only",
            "checkSession");

    assertThat(run.out()).doesNotContain("the platform supports none");
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }
}
