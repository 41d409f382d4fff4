package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.mock.http.FaultKind;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The MDC during and after a call. */
class CallMdcTest {
  @AutoClose private final Platform platform = new Platform();

  @AutoClose("shutdownNow")
  private final ExecutorService pool = Executors.newSingleThreadExecutor();

  private final List<String> during = new CopyOnWriteArrayList<>();

  @AfterEach
  void clear() {
    MDC.clear();
  }

  private void call(Runnable after, String... properties) {
    platform
        .application()
        .withBean(LoginFactory.OK_HTTP_CLIENT, OkHttpClient.class, this::recording)
        .withPropertyValues("qixiangyun.login.retries=0")
        .withPropertyValues(properties)
        .run(
            context -> {
              try {
                Platform.call(context.getBean(QixiangyunLogin.class));
              } catch (RuntimeException failed) {
                // The MDC is looked at after a failure too.
              }
              after.run();
            });
  }

  private OkHttpClient recording() {
    return new OkHttpClient.Builder()
        .addNetworkInterceptor(
            chain -> {
              during.add(String.valueOf(MDC.getCopyOfContextMap()));
              return chain.proceed(chain.request());
            })
        .build();
  }

  private static void assertNothingLeft() {
    Map<String, String> left = MDC.getCopyOfContextMap();
    assertThat(left == null ? Map.of() : left).isEmpty();
  }

  @Test
  void call_running_hasItsOperation() {
    call(() -> {}, "qixiangyun.login.mdc=true");

    assertThat(during).last().isEqualTo("{qixiangyun.operation=checkSession}");
  }

  @Test
  void call_ended_leavesNothing() {
    call(CallMdcTest::assertNothingLeft, "qixiangyun.login.mdc=true");
  }

  @Test
  void call_failed_leavesNothing() {
    platform.mock().operation("checkSession").fails(FaultKind.CONNECTION_RESET);

    call(CallMdcTest::assertNothingLeft, "qixiangyun.login.mdc=true");
  }

  /** A {@code TaskDecorator} may copy a request to a thread of a pool, which serves others next. */
  @Test
  void call_onAPooledThreadWithACopiedRequest_leavesNothingForTheNextTask() throws Exception {
    RequestAttributes request =
        (RequestAttributes)
            Proxy.newProxyInstance(
                CallMdcTest.class.getClassLoader(),
                new Class<?>[] {RequestAttributes.class},
                (proxy, method, arguments) -> null);

    pool.submit(
            () -> {
              RequestContextHolder.setRequestAttributes(request);
              call(RequestContextHolder::resetRequestAttributes, "qixiangyun.login.mdc=true");
            })
        .get();

    pool.submit(CallMdcTest::assertNothingLeft).get();
  }

  @Test
  void call_withoutTheProperty_putsNothing() {
    call(CallMdcTest::assertNothingLeft);

    assertThat(during).isNotEmpty().containsOnly("null");
  }
}
