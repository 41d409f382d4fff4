package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.util.function.Consumer;

/**
 * Observes the calls of all clients, and knows which client makes each call. Every bean of this
 * type observes, beside the {@link CallObserver} beans, which do not know the client.
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
