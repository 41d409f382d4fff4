package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallReport;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * Puts the operation of a running call into the MDC. It is removed at the end of the call: the
 * thread may belong to a pool, and nothing else says reliably when its request ends.
 */
final class CallMdc implements QixiangyunLoginObserver {
  static final String OPERATION = "qixiangyun.operation";

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    MDC.put(OPERATION, CallTags.operation(operation));
    return report -> MDC.remove(OPERATION);
  }
}
