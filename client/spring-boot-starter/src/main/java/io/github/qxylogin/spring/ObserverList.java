package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports each call to several observers. A failure of one is logged and hides no call. */
final class ObserverList implements CallObserver {
  private static final Logger LOG = LoggerFactory.getLogger(ObserverList.class);

  private final Collection<CallObserver> observers;

  ObserverList(Collection<CallObserver> observers) {
    this.observers = observers;
  }

  @Override
  public Consumer<CallReport> started(String operation) {
    List<Consumer<CallReport>> told = new ArrayList<>();
    for (CallObserver observer : observers) {
      safely(operation, () -> told.add(observer.started(operation)));
    }
    return report -> told.forEach(each -> safely(operation, () -> each.accept(report)));
  }

  private static void safely(String operation, Runnable telling) {
    try {
      telling.run();
    } catch (Throwable failed) {
      LOG.warn("An observer of {} failed", operation, failed);
    }
  }
}
