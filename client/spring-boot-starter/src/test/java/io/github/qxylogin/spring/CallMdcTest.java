package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.QixiangyunLogin;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.web.context.request.AbstractRequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What the MDC holds of a call, and how long. */
class CallMdcTest {
  private static final String OPERATION = "qixiangyun.operation";
  private static final String REQ_ID = "qixiangyun.reqId";

  @AutoClose private final Platform platform = new Platform();
  private final Request request = new Request();

  /** A request of Spring MVC, as its servlet puts it on the thread. */
  private static final class Request extends AbstractRequestAttributes {
    @Override
    protected void updateAccessedSessionAttributes() {}

    @Override
    public Object getAttribute(String name, int scope) {
      return null;
    }

    @Override
    public void setAttribute(String name, Object value, int scope) {}

    @Override
    public void removeAttribute(String name, int scope) {}

    @Override
    public String[] getAttributeNames(int scope) {
      return new String[0];
    }

    @Override
    public void registerDestructionCallback(String name, Runnable callback, int scope) {
      registerRequestDestructionCallback(name, callback);
    }

    @Override
    public Object resolveReference(String key) {
      return null;
    }

    @Override
    public String getSessionId() {
      return "";
    }

    @Override
    public Object getSessionMutex() {
      return this;
    }
  }

  @AfterEach
  void endRequest() {
    RequestContextHolder.resetRequestAttributes();
    MDC.clear();
  }

  private void call(Runnable after, String... properties) {
    platform
        .application()
        .withPropertyValues(properties)
        .run(
            context -> {
              Platform.call(context.getBean(QixiangyunLogin.class));
              after.run();
            });
  }

  @Test
  void call_withinARequest_leavesReqIdAndOperation() {
    RequestContextHolder.setRequestAttributes(request);

    call(
        () -> {
          assertThat(MDC.get(REQ_ID)).isNotBlank();
          assertThat(MDC.get(OPERATION)).isEqualTo("checkSession");
        },
        "qixiangyun.login.mdc=true");
  }

  @Test
  void request_ends_clearsBoth() {
    RequestContextHolder.setRequestAttributes(request);
    call(() -> {}, "qixiangyun.login.mdc=true");

    request.requestCompleted();

    assertThat(Arrays.asList(MDC.get(REQ_ID), MDC.get(OPERATION))).containsOnlyNulls();
  }

  @Test
  void start_nextCall_clearsTheReqIdOfTheLast() {
    MDC.put(REQ_ID, "old");

    Object unused = new CallMdc().started("default", "checkSession");

    assertThat(MDC.get(REQ_ID)).isNull();
    assertThat(MDC.get(OPERATION)).isEqualTo("checkSession");
  }

  /** Nothing would clear it later: the thread may be one of a pool. */
  @Test
  void call_outsideOfARequest_leavesNothing() {
    call(
        () -> assertThat(Arrays.asList(MDC.get(REQ_ID), MDC.get(OPERATION))).containsOnlyNulls(),
        "qixiangyun.login.mdc=true");
  }

  @Test
  void call_withoutTheProperty_leavesNothing() {
    RequestContextHolder.setRequestAttributes(request);

    call(() -> assertThat(Arrays.asList(MDC.get(REQ_ID), MDC.get(OPERATION))).containsOnlyNulls());
  }
}
