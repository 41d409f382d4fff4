package io.github.qxylogin.mock.server;

import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.io.ManagedSelector;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.ServerConnector;

/**
 * Runs tasks by the thread that watches some of the connections. It has to know of each one that is
 * answered, to watch it again: any other thread would wake it for each, this way it is woken once
 * for many. Tasks wait for nothing, and fail by no exception.
 */
final class SelectorThread implements Executor, ManagedSelector.SelectorUpdate {
  private final ManagedSelector selector;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isAsked = new AtomicBoolean();

  private SelectorThread(ManagedSelector selector) {
    this.selector = selector;
  }

  /** Returns what runs tasks by the thread that watches a request's connection when they come. */
  static Executor of(Request request) {
    return task -> watching(request).execute(task);
  }

  /** Nobody watches a connection that is closed: whoever still answers it learns so at once. */
  private static Executor watching(Request request) {
    ServerConnector connector = (ServerConnector) request.getHttpChannel().getConnector();
    Object transport = request.getHttpChannel().getEndPoint();
    while (transport instanceof EndPoint over) {
      // TLS lies over another one.
      transport = over.getTransport();
    }
    SelectableChannel channel = (SelectableChannel) transport;
    for (ManagedSelector each : connector.getSelectorManager().getBeans(ManagedSelector.class)) {
      Selector selector = each.getSelector();
      if (selector != null && channel.keyFor(selector) != null) {
        return of(each);
      }
    }
    return Runnable::run;
  }

  /** Each has one, from its first task on. */
  private static SelectorThread of(ManagedSelector selector) {
    SelectorThread thread = selector.getBean(SelectorThread.class);
    if (thread != null) {
      return thread;
    }
    synchronized (selector) {
      if (selector.getBean(SelectorThread.class) == null) {
        selector.addBean(new SelectorThread(selector));
      }
      return selector.getBean(SelectorThread.class);
    }
  }

  @Override
  public void execute(Runnable task) {
    waiting.add(task);
    if (isAsked.compareAndSet(false, true)) {
      selector.submit(this);
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
