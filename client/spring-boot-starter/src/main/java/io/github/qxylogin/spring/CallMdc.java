package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallReport;
import java.util.function.Consumer;
import org.slf4j.MDC;
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

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    clear();
    MDC.put(OPERATION, CallTags.operation(operation));
    return report -> {
      if (!requestClears()) {
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

  /** Returns whether this thread serves a request, whose end then clears the MDC. */
  private static boolean requestClears() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request != null) {
      request.registerDestructionCallback(
          CallMdc.class.getName(), CallMdc::clear, RequestAttributes.SCOPE_REQUEST);
    }
    return request != null;
  }
}
