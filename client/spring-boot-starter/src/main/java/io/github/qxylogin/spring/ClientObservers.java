package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;

/** Watches all clients, and knows which of them a call is of. */
@FunctionalInterface
interface ClientObservers {

  /**
   * Returns the observer of one client.
   *
   * @param client its name below {@code qixiangyun.login.clients}, or {@code default}
   */
  CallObserver observer(String client);
}
