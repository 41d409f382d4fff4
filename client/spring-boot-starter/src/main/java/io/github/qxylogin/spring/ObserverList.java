package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several observers of each call. One that fails keeps nothing from the others. */
final class ObserverList implements CallObserver {
  private static final Logger LOG = LoggerFactory.getLogger(ObserverList.class);

  private final List<CallObserver> observers;

  ObserverList(List<CallObserver> observers) {
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
