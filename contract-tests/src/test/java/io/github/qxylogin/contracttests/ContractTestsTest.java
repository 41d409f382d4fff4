package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contracttests.mutations.MutatedMock;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The door for JUnit, executed by JUnit. */
class ContractTestsTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;
  private static final String SECRET = "c4n4ry-password";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("QXY_APP_KEY", "any", "QXY_APP_SECRET", "c4n4ry-secret", "QXY_GRYHMM", SECRET);

  @TempDir private Path folder;

  /** Somebody's build. */
  static final class Build {
    @TestFactory
    Stream<DynamicNode> contract() {
      return nodes();
    }
  }

  private static Factory factory = Stream::empty;

  /** Makes the nodes in the thread that executes them. */
  private interface Factory {
    Stream<DynamicNode> make();
  }

  private static Stream<DynamicNode> nodes() {
    return factory.make();
  }

  private static EngineExecutionResults execute(Class<?> build, Factory made) {
    factory = made;
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(build)).execute();
  }

  private static EngineExecutionResults inParallel(Class<?> build, Factory made) {
    factory = made;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(build))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
        .execute();
  }

  private static LoginMock mock() {
    return LoginMock.builder().contract(CONTRACT).start();
  }

  private static MutatedMock drifting() {
    return mockWith(session -> session.put("undocumented", "x"));
  }

  private static MutatedMock mutated(String message) {
    return mockWith(session -> session.put("message", message).put("data", true));
  }

  private static MutatedMock mockWith(Consumer<ObjectNode> mutation) {
    Contract other =
        new ChangedContract(CONTRACT).about("checkSession", "invalid", mutation).contract();
    return MutatedMock.start(CONTRACT, other);
  }

  private JsonNode report() throws IOException {
    return JsonText.parse(Files.readAllBytes(folder.resolve("contract-tests.json")));
  }

  @Test
  void tests_honestMock_passInAContainerForEachOperation() {
    try (LoginMock mock = mock()) {
      EngineExecutionResults results =
          execute(
              Build.class,
              () ->
                  ContractTests.of(mock.url(), ENVIRONMENT)
                      .only("checkSession", "fetchToken")
                      .tests(CONTRACT));

      results
          .containerEvents()
          .assertThatEvents()
          .haveExactly(1, event(displayName("fetchToken"), finishedSuccessfully()))
          .haveExactly(1, event(displayName("checkSession"), finishedSuccessfully()));
      results
          .testEvents()
          .assertThatEvents()
          .haveExactly(1, event(displayName("checkSession/case/invalid"), finishedSuccessfully()));
      results.testEvents().assertStatistics(stats -> stats.failed(0));
    }
  }

  @Test
  void tests_mutatedMock_failWithTheTextOfTheConsoleAndBothResponses() {
    try (MutatedMock mock = mutated("登录有效")) {
      execute(
              Build.class,
              () -> ContractTests.of(mock.url(), ENVIRONMENT).only("checkSession").tests(CONTRACT))
          .testEvents()
          .assertThatEvents()
          .haveExactly(
              1,
              event(
                  test(),
                  displayName("checkSession/flow/session-of-unknown-account"),
                  finishedWithFailure(
                      instanceOf(AssertionFailedError.class),
                      message(
                          text ->
                              text.contains(
                                      "checkSession, a session of an unknown account,"
                                          + " /data: wanted false, got true")
                                  && text.matches(
                                      "(?s).*\nexpected: HTTP 200 \\{[^\n]*\"data\":false.*")
                                  && text.matches(
                                      "(?s).*\ngot:      HTTP 200 \\{[^\n]*\"data\":true.*")))));
    }
  }

  @Test
  void tests_serverRepeatsASecret_showItNowhere() throws IOException {
    try (MutatedMock mock = mutated("您的密码是" + SECRET)) {
      List<String> texts = new ArrayList<>();

      execute(
              Build.class,
              () ->
                  ContractTests.of(mock.url(), ENVIRONMENT)
                      .only("checkSession")
                      .report(folder)
                      .tests(CONTRACT))
          .allEvents()
          .list()
          .forEach(happened -> texts.add(happened.toString()));

      assertThat(String.join("\n", texts)).contains("您的密码是██").doesNotContain("c4n4ry");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.toList())
            .isNotEmpty()
            .allSatisfy(f -> assertThat(f).content().doesNotContain("c4n4ry"));
      }
    }
  }

  @Test
  void tests_notAllowed_areAbortedWithTheReason() {
    try (LoginMock mock = mock()) {
      execute(
              Build.class,
              () ->
                  ContractTests.of(mock.url(), ENVIRONMENT)
                      .only("sendSmsCode", "checkSession")
                      .tests(CONTRACT))
          .testEvents()
          .assertThatEvents()
          .haveExactly(
              1,
              event(
                  displayName("sendSmsCode/missing/nsrsbh"),
                  abortedWithReason(
                      instanceOf(TestAbortedException.class),
                      message("has the effect sms: needs --allow-side-effects"))));
    }
  }

  @Test
  void tests_allowed_areMade() {
    try (LoginMock mock = mock()) {
      execute(
              Build.class,
              () ->
                  ContractTests.of(mock.url(), ENVIRONMENT)
                      .only("sendSmsCode")
                      .tiers("side-effects", "failed-logins")
                      .allowSideEffects()
                      .allowFailedLogins()
                      .tests(CONTRACT))
          .testEvents()
          .assertStatistics(stats -> stats.failed(0))
          .assertThatEvents()
          .haveAtLeast(1, event(displayName("sendSmsCode/empty/gryhm"), finishedSuccessfully()));
    }
  }

  @Test
  void tests_allSkipped_areNotGreen() {
    try (LoginMock mock = mock()) {
      execute(
              Build.class,
              () -> ContractTests.of(mock.url(), ENVIRONMENT).only("sendSmsCode").tests(CONTRACT))
          .containerEvents()
          .assertThatEvents()
          .haveExactly(
              1,
              event(
                  container("contract"),
                  finishedWithFailure(
                      instanceOf(CouldNotRunException.class), message("every check was skipped"))));
    }
  }

  @Test
  void tests_knownFailure_isAborted() throws IOException {
    Path known = folder.resolve("known.txt");
    Files.writeString(
        known,
        "checkSession/flow/session-of-unknown-account | until 9999-12-31 | reported to the vendor\n");

    try (MutatedMock mock = mutated("登录有效")) {
      execute(
              Build.class,
              () ->
                  ContractTests.of(mock.url(), ENVIRONMENT)
                      .only("checkSession")
                      .known(known)
                      .tests(CONTRACT))
          .testEvents()
          .assertThatEvents()
          .haveExactly(
              1,
              event(
                  displayName("checkSession/flow/session-of-unknown-account"),
                  abortedWithReason(message("known until 9999-12-31: reported to the vendor"))));
    }
  }

  @Test
  void tests_drift_passes() {
    try (MutatedMock mock = drifting()) {
      execute(
              Build.class,
              () -> ContractTests.of(mock.url(), ENVIRONMENT).only("checkSession").tests(CONTRACT))
          .testEvents()
          .assertStatistics(stats -> stats.failed(0));
    }
  }

  @Test
  void tests_targetFallsSilent_endTheRunAndFailTheFactory() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    String token = CONTRACT.operation("fetchToken").documentedCase("issued").response().toString();

    try (FakeServer server =
        FakeServer.returning(
            request -> {
              if (calls.incrementAndGet() > 6) {
                throw new IllegalStateException("the server hangs up");
              }
              return CannedResponse.json(token);
            })) {
      EngineExecutionResults results =
          execute(
              Build.class,
              () -> ContractTests.of(server.url(), ENVIRONMENT).report(folder).tests(CONTRACT));

      String silent = server.url() + " sent no response to 3 calls in a row";
      results
          .testEvents()
          .assertThatEvents()
          .haveAtLeast(10, event(test(), abortedWithReason(message("not run: " + silent))));
      results
          .containerEvents()
          .assertThatEvents()
          .haveExactly(1, event(container("contract"), finishedWithFailure(message(silent))));
      assertThat(report().path("endedEarly").asText()).isEqualTo(silent);
    }
  }

  @Test
  void tests_unavailable_areAbortedAndFailTheFactory() {
    String token = CONTRACT.operation("fetchToken").documentedCase("issued").response().toString();
    String unbound =
        CONTRACT.codes().all().stream()
            .filter(code -> code.family() == Family.PRODUCT)
            .findFirst()
            .orElseThrow()
            .code();
    String error = "{\"code\":\"" + unbound + "\",\"reqId\":\"1\"}";

    try (FakeServer server =
        FakeServer.returning(
            r -> CannedResponse.json(r.path().contains("checkAsync") ? error : token))) {
      EngineExecutionResults results =
          execute(
              Build.class,
              () ->
                  ContractTests.of(server.url(), ENVIRONMENT)
                      .only("checkSession")
                      .tests(SmallContract.of("fetchToken", "checkSession")));

      results
          .testEvents()
          .assertStatistics(stats -> stats.failed(0))
          .assertThatEvents()
          .haveAtLeast(
              1,
              event(
                  displayName("checkSession/malformed-json"),
                  abortedWithReason(
                      message(text -> text.startsWith("the target cannot be judged now: ")))));
      results
          .containerEvents()
          .assertThatEvents()
          .haveExactly(
              1,
              event(
                  container("contract"),
                  finishedWithFailure(message(text -> text.contains("; unavailable: ")))));
    }
  }

  @Test
  void tests_inParallel_areMadeOnce() {
    try (LoginMock mock = mock()) {
      inParallel(
              Build.class,
              () -> ContractTests.of(mock.url(), ENVIRONMENT).only("checkSession").tests(CONTRACT))
          .testEvents()
          .assertStatistics(stats -> stats.failed(0))
          .assertThatEvents()
          .haveExactly(1, event(displayName("checkSession/case/invalid"), finishedSuccessfully()));
    }
  }

  @Test
  void tests_inAnotherOrder_pass() {
    try (LoginMock mock = mock()) {
      execute(
              Build.class,
              () -> {
                Stream<DynamicNode> tests =
                    ContractTests.of(mock.url(), ENVIRONMENT)
                        .only("fetchToken", "checkSession")
                        .tests(CONTRACT);
                List<DynamicNode> reversed = new ArrayList<>(tests.toList());
                Collections.reverse(reversed);
                return reversed.stream().onClose(tests::close);
              })
          .testEvents()
          .assertStatistics(stats -> stats.failed(0));
    }
  }

  @Test
  void tests_driftThatFails_failTheirTests() {
    try (MutatedMock mock = drifting()) {
      execute(
              Build.class,
              () ->
                  ContractTests.of(mock.url(), ENVIRONMENT)
                      .only("checkSession")
                      .failOnDrift()
                      .tests(CONTRACT))
          .testEvents()
          .failed()
          .assertThatEvents()
          .haveExactly(1, event(displayName("checkSession/case/invalid")));
    }
  }

  @Test
  void tests_configurationAndModule_areThoseOfTheCommandLine() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("qxy.properties"), "QXY_APP_KEY=any\nQXY_APP_SECRET=of-a-file\n");

    try (LoginMock mock = LoginMock.builder().contract(CONTRACT.module("legacy")).start()) {
      execute(
              Build.class,
              () ->
                  ContractTests.of(mock.url(), Map.of())
                      .config(config)
                      .module("legacy")
                      .only("checkSession")
                      .tests(CONTRACT))
          .testEvents()
          .assertStatistics(stats -> stats.failed(0))
          .assertThatEvents()
          .haveExactly(1, event(displayName("checkSession/case/invalid"), finishedSuccessfully()));
    }
  }

  @Test
  void tests_ownMock_needNoEnvironment() {
    execute(Build.class, () -> ContractTests.ofOwnMock().only("sendSmsCode").tests(CONTRACT))
        .testEvents()
        .assertStatistics(stats -> stats.failed(0).aborted(0));
  }

  @Test
  void tests_unknownOperation_failTheFactory() {
    execute(
            Build.class,
            () -> ContractTests.of("http://x", ENVIRONMENT).only("checkSesion").tests(CONTRACT))
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                container("contract"),
                finishedWithFailure(
                    message("there is no operation checkSesion: did you mean checkSession?"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_example_isCodeThatCompiles(String guide) throws IOException {
    String example =
        Files.readString(
            Path.of("src/test/java/io/github/qxylogin/contracttests/JunitExample.java"));
    String factory = example.substring(example.indexOf("  @TestFactory"), example.length() - 2);

    assertThat(Files.readString(Path.of(guide))).contains("```java\n" + factory.indent(-2) + "```");
  }
}
