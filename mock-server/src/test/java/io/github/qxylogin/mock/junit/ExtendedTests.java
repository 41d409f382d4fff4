package io.github.qxylogin.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes as users write them, for {@link LoginMockExtensionTest} alone to run. */
final class ExtendedTests {
  private static final String NOT_HERE = "run by LoginMockExtensionTest";
  private static final Operation SEND = Contract.load().operation("sendSmsCode");

  /** The mocks that were given, in order. */
  static final List<LoginMock> GIVEN = Collections.synchronizedList(new ArrayList<>());

  private ExtendedTests() {}

  /** Sends an SMS to one and the same taxpayer, and returns the case of the response. */
  private static String send(LoginMock mock) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return new Http(mock.url())
        .post(SEND.path(), body.put("nsrsbh", "91110000TESTTEST01"))
        .caseName();
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class Repeated {
    @RepeatedTest(3)
    void test(LoginMock mock) {
      GIVEN.add(mock);
      assertThat(send(mock)).isEqualTo("sms-sent");
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class EverywhereInATest {
    EverywhereInATest(LoginMock mock) {
      GIVEN.add(mock);
    }

    @BeforeEach
    void before(LoginMock mock) {
      GIVEN.add(mock);
    }

    @RepeatedTest(2)
    void test(LoginMock mock) {
      GIVEN.add(mock);
    }

    @AfterEach
    void after(LoginMock mock) {
      GIVEN.add(mock);
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class Parameterized {
    @ParameterizedTest
    @ValueSource(strings = {"sms-sent", "sms-sent"})
    void test(String caseName, LoginMock mock) {
      GIVEN.add(mock);
      assertThat(send(mock)).isEqualTo(caseName);
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class AskedBeforeAll {
    @BeforeAll
    static void beforeAll(LoginMock mock) {
      GIVEN.add(mock);
      send(mock);
    }

    @RepeatedTest(2)
    void test(LoginMock mock) {
      GIVEN.add(mock);
      assertThat(send(mock)).isEqualTo("sms-too-frequent");
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  @TestInstance(Lifecycle.PER_CLASS)
  static class OneInstance {
    OneInstance(LoginMock mock) {
      GIVEN.add(mock);
    }

    @RepeatedTest(2)
    void test(LoginMock mock) {
      GIVEN.add(mock);
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class Outer {
    @BeforeAll
    static void beforeAll(LoginMock mock) {
      GIVEN.add(mock);
    }

    @Nested
    class Inner {
      @Test
      void test(LoginMock mock) {
        GIVEN.add(mock);
      }
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class QuietOuter {
    @Test
    void test(LoginMock mock) {
      GIVEN.add(mock);
    }

    @Nested
    class Inner {
      @Test
      void test(LoginMock mock) {
        GIVEN.add(mock);
      }
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  @Execution(ExecutionMode.CONCURRENT)
  static class InParallel {
    static final int AT_ONCE = 8;

    private static final CyclicBarrier TOGETHER = new CyclicBarrier(AT_ONCE);

    @RepeatedTest(AT_ONCE)
    void test(LoginMock mock) throws Exception {
      GIVEN.add(mock);
      TOGETHER.await(30, TimeUnit.SECONDS);
      assertThat(send(mock)).isEqualTo("sms-sent");
      assertThat(send(mock)).isEqualTo("sms-too-frequent");
      TOGETHER.await(30, TimeUnit.SECONDS);
      assertThat(mock.calls()).hasSize(2);
    }
  }

  @Disabled(NOT_HERE)
  static class WithOptions {
    @RegisterExtension
    static final LoginMockExtension MOCK =
        LoginMockExtension.with(LoginMock.builder().credentials("key", "secret"));

    @RepeatedTest(2)
    void test(LoginMock mock) {
      GIVEN.add(mock);
      assertThat(send(mock)).isEqualTo("token-missing");
    }
  }

  @Disabled(NOT_HERE)
  static class WithOptionsPerTest {
    @RegisterExtension
    final LoginMockExtension extension =
        LoginMockExtension.with(LoginMock.builder().credentials("key", "secret"));

    @RepeatedTest(2)
    void test(LoginMock mock) {
      GIVEN.add(mock);
      assertThat(send(mock)).isEqualTo("token-missing");
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class FailingAfterACall {
    @Test
    void test(LoginMock mock) {
      GIVEN.add(mock);
      send(mock);
      throw new AssertionError("as wanted");
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class FailingWithoutACall {
    @Test
    void test(LoginMock mock) {
      GIVEN.add(mock);
      throw new AssertionError("as wanted");
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class FailingWithoutAMock {
    @Test
    void test() {
      throw new AssertionError("as wanted");
    }
  }

  @Disabled(NOT_HERE)
  @ExtendWith(LoginMockExtension.class)
  static class FailingWithTheClassesMock {
    @BeforeAll
    static void beforeAll(LoginMock mock) {
      send(mock);
    }

    @Test
    void test(LoginMock mock) {
      send(mock);
      throw new AssertionError("as wanted");
    }
  }
}
