package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies several observers of each call. A failing observer is logged, and the others still work.
 */
final class CompositeCallObserver implements CallObserver {
  private static final Logger LOG = LoggerFactory.getLogger(CompositeCallObserver.class);

  private final Collection<CallObserver> observers;

  CompositeCallObserver(Collection<CallObserver> observers) {
    this.observers = observers;
  }

  @Override
  public Consumer<CallReport> started(String operation) {
    List<Consumer<CallReport>> receivers = new ArrayList<>();
    for (CallObserver observer : observers) {
      safely(operation, () -> receivers.add(observer.started(operation)));
    }
    return report -> receivers.forEach(each -> safely(operation, () -> each.accept(report)));
  }

  private static void safely(String operation, Runnable notification) {
    try {
      notification.run();
    } catch (Throwable failed) {
      LOG.warn("An observer of {} failed", operation, failed);
    }
  }
}
