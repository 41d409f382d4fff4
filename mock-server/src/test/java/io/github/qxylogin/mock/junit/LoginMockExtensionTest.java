package io.github.qxylogin.mock.junit;

import static io.github.qxylogin.mock.junit.ExtendedTests.GIVEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.testing.Http;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the extension gives to the test classes of {@link ExtendedTests}, which JUnit runs here. */
class LoginMockExtensionTest {
  @BeforeEach
  void forget() {
    GIVEN.clear();
  }

  @Test
  void test_afterAnother_getsAFreshMock() {
    EngineExecutionResults run = run(ExtendedTests.Repeated.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void test_ended_itsMockIsClosed() {
    run(ExtendedTests.Repeated.class);

    assertThat(GIVEN).allMatch(LoginMockExtensionTest::isClosed);
  }

  /** As JUnit before 5.13 does it, which is here by its setting. */
  @Test
  void test_endedWhereStoresCloseNoAutoCloseable_itsMockIsClosed() {
    EngineExecutionResults run =
        kit(ExtendedTests.Repeated.class)
            .configurationParameter(
                "junit.jupiter.extensions.store.close.autocloseable.enabled", "false")
            .execute();

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(3).allMatch(LoginMockExtensionTest::isClosed);
  }

  @Test
  void test_withConstructorAndCallbacks_allGetTheSame() {
    run(ExtendedTests.EverywhereInATest.class);

    assertThat(GIVEN).hasSize(8);
    assertThat(GIVEN.subList(0, 4)).containsOnly(GIVEN.get(0));
    assertThat(GIVEN.subList(4, 8)).containsOnly(GIVEN.get(4)).doesNotContain(GIVEN.get(0));
  }

  @Test
  void test_parameterized_eachInvocationGetsItsOwn() {
    EngineExecutionResults run = run(ExtendedTests.Parameterized.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void test_classAskedBefore_getsTheClassesMockAsTheLastTestLeftIt() {
    EngineExecutionResults run = run(ExtendedTests.AskedBeforeAll.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(3).containsOnly(GIVEN.get(0));
  }

  @Test
  void test_oneInstanceOfTheClass_getsTheMockOfItsConstructor() {
    EngineExecutionResults run = run(ExtendedTests.OneInstance.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(3).containsOnly(GIVEN.get(0));
  }

  @Test
  void test_nestedInAClassThatAsked_getsTheMockOfTheOuterClass() {
    EngineExecutionResults run = run(ExtendedTests.Outer.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(2).containsOnly(GIVEN.get(0));
  }

  @Test
  void test_nestedInAClassThatDidNotAsk_getsAFreshOne() {
    run(ExtendedTests.QuietOuter.class);

    assertThat(GIVEN).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void test_inParallel_seesItsOwnCallsAlone() {
    EngineExecutionResults run = run(ExtendedTests.InParallel.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(ExtendedTests.InParallel.AT_ONCE).doesNotHaveDuplicates();
  }

  @Test
  void with_options_everyMockHasThem() {
    EngineExecutionResults run = run(ExtendedTests.WithOptions.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(2).doesNotHaveDuplicates().allMatch(LoginMockExtensionTest::isClosed);
  }

  @Test
  void with_notStatic_everyMockHasTheOptionsToo() {
    EngineExecutionResults run = run(ExtendedTests.WithOptionsPerTest.class);

    assertThat(failures(run)).isEmpty();
    assertThat(GIVEN).hasSize(2);
  }

  @Test
  void with_state_isRejected() {
    LoginMockBuilder shared = LoginMock.builder().state(URI.create("redis://127.0.0.1:6379"));

    assertThatThrownBy(() -> LoginMockExtension.with(shared))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "each test has a mock of its own, at a free port, without TLS, and in memory: set no port"
                + " and no state here, or start a LoginMock yourself");
  }

  @Test
  void failure_afterCalls_reportsThem() {
    Throwable failure = failures(run(ExtendedTests.FailingAfterACall.class)).get(0);

    assertThat(failure).hasMessage("as wanted");
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0].getMessage())
        .startsWith("The mock was at " + GIVEN.get(0).url() + ". All calls:")
        .contains("POST sendSmsCode got 200 sms-sent (flow)");
  }

  @Test
  void failure_withoutCalls_saysThatNoneCame() {
    Throwable failure = failures(run(ExtendedTests.FailingWithoutACall.class)).get(0);

    assertThat(failure.getSuppressed()[0])
        .hasMessage(
            "The mock was at %s. No call of the API reached the mock."
                .formatted(GIVEN.get(0).url()));
  }

  @Test
  void failure_ofATestWithoutMock_isLeftAlone() {
    Throwable failure = failures(run(ExtendedTests.FailingWithoutAMock.class)).get(0);

    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void failure_classesMock_reportsTheCallsOfTheTestAlone() {
    Throwable failure = failures(run(ExtendedTests.FailingWithTheClassesMock.class)).get(0);

    assertThat(failure.getSuppressed()[0].getMessage())
        .contains("got 200 sms-too-frequent")
        .doesNotContain("got 200 sms-sent");
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return kit(tests).execute();
  }

  private static EngineTestKit.Builder kit(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.fixed.parallelism",
            // With no thread to spare, one that waits for the tests can keep the last from the
            // rest.
            String.valueOf(2 * ExtendedTests.InParallel.AT_ONCE))
        .configurationParameter("junit.jupiter.conditions.deactivate", "*")
        .selectors(selectClass(tests));
  }

  private static List<Throwable> failures(EngineExecutionResults run) {
    return run.allEvents().finished().stream()
        .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
        .flatMap(end -> end.getThrowable().stream())
        .toList();
  }

  private static boolean isClosed(LoginMock mock) {
    try {
      new Http(mock.url()).get("/__mock/health");
      return false;
    } catch (AssertionError rejected) {
      return true;
    }
  }
}
