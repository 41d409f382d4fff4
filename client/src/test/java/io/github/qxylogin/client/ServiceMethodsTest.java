package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.MultiAccountService;
import io.github.qxylogin.client.services.TokenService;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The methods of a service have defaults, so that a service can gain one without breaking code. */
class ServiceMethodsTest {
  @AutoClose
  private final QixiangyunLogin login =
      QixiangyunLogin.builder().credentials("1000xxxx", "no-secret").build();

  private static Stream<Class<?>> services() {
    return Arrays.stream(LoginServices.class.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getReturnType);
  }

  @ParameterizedTest
  @MethodSource("services")
  void service_ofTheClient_inheritsNoDefault(Class<?> service) {
    Class<?> sent = login.service(service).getClass().getInterfaces()[0];

    assertThat(sent.getMethods()).isNotEmpty().noneMatch(Method::isDefault);
  }

  @Test
  void service_methodThatAnImplementationLacks_throwsNamingBoth() {
    class FakeMultiAccountService implements MultiAccountService {}

    MultiAccountService service = new FakeMultiAccountService();

    assertThatThrownBy(() -> service.sendSmsCode(Form.sending()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            FakeMultiAccountService.class.getName()
                + " does not implement MultiAccountService.sendSmsCode");
  }

  @Test
  void service_ofAnotherInterface_isRejected() {
    assertThatThrownBy(() -> login.service(Runnable.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("java.lang.Runnable is no service: pass your own interface to api");
  }

  @Test
  void service_thatFetchesTokens_isRejected() {
    assertThatThrownBy(() -> login.service(TokenService.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("TokenService is no service: pass your own interface to api");
  }

  @Test
  void outcomes_ofAllServices_haveNamesOfTheirOwn() {
    List<String> names =
        services().flatMap(s -> Arrays.stream(s.getClasses())).map(Class::getSimpleName).toList();

    assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }
}
