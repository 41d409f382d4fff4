package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.util.function.Consumer;

/**
 * Observes the calls of all clients, with the name of the calling client. Every bean of this type
 * is notified, in addition to {@link CallObserver} beans, which do not receive the name.
 *
 * <pre>{@code
 * @Bean
 * QixiangyunLoginObserver audit(AuditLog log) {
 *   return (client, operation) -> report -> log.add(client, operation, report.reqId());
 * }
 * }</pre>
 */
@FunctionalInterface
public interface QixiangyunLoginObserver {

  /**
   * Returns the receiver of the call's report; see {@link CallObserver#started}.
   *
   * @param client the client's name below {@code qixiangyun.login.clients}, or {@code default}
   * @param operation the operation's name in the contract, or a path outside the contract
   */
  Consumer<CallReport> started(String client, String operation);
}
