package io.github.qxylogin.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.spring.QixiangyunLoginRegistry;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContextManager;

/** What Spring's test framework does with test classes. */
class LoginMockContextTest {
  /** The application. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @SpringBootTest(classes = Application.class)
  @EnableLoginMock
  static class One {
    void test() {}
  }

  @SpringBootTest(classes = Application.class)
  @EnableLoginMock
  static class Other {}

  static class Heir extends One {}

  @SpringBootTest(classes = Application.class)
  static class Without {
    void test() {}
  }

  @SpringBootTest(
      classes = Application.class,
      properties = {
        "qixiangyun.login.clients.sh.app-key=k",
        "qixiangyun.login.clients[a.b].app-key=k"
      })
  @EnableLoginMock
  static class ClientsAlone {}

  @SpringBootTest(
      classes = Application.class,
      properties = {
        "qixiangyun.login.appKey=${UNSET_IN_TESTS}",
        "qixiangyun.login.clients.sh.app-key=k"
      })
  @EnableLoginMock
  static class TopLevelAndClient {}

  private static ApplicationContext context(Class<?> testClass) {
    return new TestContextManager(testClass).getTestContext().getApplicationContext();
  }

  @Test
  void context_ofTwoClasses_isOne() {
    assertThat(context(One.class)).isSameAs(context(Other.class));
  }

  @Test
  void context_ofASubclass_isThatOfItsParent() {
    assertThat(context(Heir.class)).isSameAs(context(One.class));
  }

  @Test
  void context_withoutTheAnnotation_hasNoMock() {
    assertThatThrownBy(() -> context(Without.class).getBean(LoginMock.class))
        .isInstanceOf(NoSuchBeanDefinitionException.class);
  }

  @Test
  void context_nothingConfigured_hasTheClientAtTheTop() {
    assertThat(context(One.class).getBeansOfType(QixiangyunLogin.class)).hasSize(1);
  }

  @Test
  void context_topLevelAndClientConfigured_hasTheClientAtTheTop() {
    assertThat(context(TopLevelAndClient.class).getBeansOfType(QixiangyunLogin.class)).hasSize(1);
  }

  /** As in production: an application that needs one there must not pass its tests. */
  @Test
  void context_clientsAloneConfigured_hasNoClientAtTheTop() {
    assertThat(context(ClientsAlone.class).getBeansOfType(QixiangyunLogin.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "a.b"})
  void context_namedClient_isDirectedToTheMock(String name) {
    ApplicationContext context = context(ClientsAlone.class);

    assertThat(context.getBean(QixiangyunLoginRegistry.class).get(name).toString())
        .contains(context.getBean(LoginMock.class).url());
  }

  @Test
  void context_clientAddedLater_isDirectedToTheMock() {
    ApplicationContext context = context(ClientsAlone.class);
    QixiangyunLoginRegistry registry = context.getBean(QixiangyunLoginRegistry.class);

    String added = registry.put("bj", "k", "s").toString();
    registry.remove("bj");

    assertThat(added).contains(context.getBean(LoginMock.class).url());
  }

  /** The application may inject a clock of its own by type. */
  @Test
  void context_withAMock_hasNoClockBean() {
    assertThat(context(One.class).getBeansOfType(Clock.class)).isEmpty();
  }

  @Test
  void close_context_stopsTheMock() {
    TestContextManager manager = new TestContextManager(One.class);
    ApplicationContext context = manager.getTestContext().getApplicationContext();
    URI address = URI.create(context.getBean(LoginMock.class).url());

    ((ConfigurableApplicationContext) context).close();
    manager.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);

    assertThatThrownBy(() -> new Socket(address.getHost(), address.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  private static Throwable failed(Class<?> testClass, Object test) throws Exception {
    TestContextManager manager = new TestContextManager(testClass);
    Method method = testClass.getDeclaredMethod("test");
    AssertionError failure = new AssertionError("of the test");
    manager.prepareTestInstance(test);
    manager.beforeTestMethod(test, method);
    manager.afterTestMethod(test, method, failure);
    return failure;
  }

  @Test
  void failure_ofATest_listsTheCalls() throws Exception {
    assertThat(failed(One.class, new One()).getSuppressed())
        .singleElement()
        .satisfies(
            calls ->
                assertThat(calls)
                    .hasMessageMatching(
                        "The mock was at http://127\\.0\\.0\\.1:\\d+\\."
                            + " No call of the API reached the mock\\."));
  }

  @Test
  void failure_ofATestWithoutAMock_staysAsItIs() throws Exception {
    assertThat(failed(Without.class, new Without()).getSuppressed()).isEmpty();
  }
}
