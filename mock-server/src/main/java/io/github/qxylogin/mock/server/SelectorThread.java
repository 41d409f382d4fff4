package io.github.qxylogin.mock.server;

import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import wiremock.org.eclipse.jetty.io.ManagedSelector;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.ServerConnector;

/**
 * Runs tasks by the thread that watches a connector's connections, which has to know of each one
 * that is answered: any other thread would wake it for each, this way it is woken once for many.
 * Tasks must wait for nothing, and fail by no exception.
 */
final class SelectorThread implements Executor, ManagedSelector.SelectorUpdate {
  private final ServerConnector connector;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isAsked = new AtomicBoolean();

  private SelectorThread(ServerConnector connector) {
    this.connector = connector;
  }

  /** Gives a connector one. */
  static void addTo(ServerConnector connector) {
    connector.addBean(new SelectorThread(connector));
  }

  /** Returns that of the connector which a request came in by. */
  static SelectorThread of(Request request) {
    ServerConnector connector = (ServerConnector) request.getHttpChannel().getConnector();
    return connector.getBean(SelectorThread.class);
  }

  @Override
  public void execute(Runnable task) {
    waiting.add(task);
    if (isAsked.compareAndSet(false, true)) {
      connector.getSelectorManager().getBean(ManagedSelector.class).submit(this);
    }
  }

  @Override
  public void update(Selector watching) {
    // First: whoever adds one from now on asks again.
    isAsked.set(false);
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }
}
