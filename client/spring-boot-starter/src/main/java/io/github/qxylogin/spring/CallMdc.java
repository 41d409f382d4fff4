package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallReport;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * Puts the operation of a running call into the MDC, and removes it at the end of the call, because
 * the thread may belong to a pool.
 */
final class CallMdc implements QixiangyunLoginObserver {
  static final String OPERATION = "qixiangyun.operation";

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    MDC.put(OPERATION, CallTags.operation(operation));
    return report -> MDC.remove(OPERATION);
  }
}
