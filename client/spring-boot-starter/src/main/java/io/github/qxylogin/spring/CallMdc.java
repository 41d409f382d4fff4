package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallReport;
import java.util.function.Consumer;
import org.slf4j.MDC;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Puts the operation of a running call into the MDC, and its reqId when the response has come.
 * Within a request of Spring MVC both stay until the next call or the end of the request, which
 * clears them on the same thread. On any other thread nothing would clear them later, so they go
 * with the end of the call.
 */
final class CallMdc implements QixiangyunLoginObserver {
  static final String OPERATION = "qixiangyun.operation";
  static final String REQ_ID = "qixiangyun.reqId";

  private static final boolean WEB =
      ClassUtils.isPresent(
          "org.springframework.web.context.request.RequestContextHolder",
          CallMdc.class.getClassLoader());

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    clear();
    MDC.put(OPERATION, CallTags.operation(operation));
    return report -> {
      if (!WEB || !WebRequest.clearsAtItsEnd()) {
        clear();
      } else if (report.reqId() != null) {
        MDC.put(REQ_ID, report.reqId());
      }
    };
  }

  private static void clear() {
    MDC.remove(OPERATION);
    MDC.remove(REQ_ID);
  }

  /** Apart, because an application may have no spring-web. */
  private static final class WebRequest {
    /** Returns whether this thread serves a request, whose end then clears the MDC. */
    static boolean clearsAtItsEnd() {
      RequestAttributes request = RequestContextHolder.getRequestAttributes();
      if (request == null) {
        return false;
      }
      request.registerDestructionCallback(
          CallMdc.class.getName(), CallMdc::clear, RequestAttributes.SCOPE_REQUEST);
      return true;
    }
  }
}
