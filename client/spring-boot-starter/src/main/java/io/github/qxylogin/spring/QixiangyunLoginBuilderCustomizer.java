package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLoginBuilder;

/**
 * Changes the builder of each client before it builds, after the properties and the other beans
 * were applied. Several run in their order.
 *
 * <pre>{@code
 * @Bean
 * QixiangyunLoginBuilderCustomizer proxied(Proxy proxy) {
 *   return builder -> builder.proxy(proxy);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface QixiangyunLoginBuilderCustomizer {

  /**
   * Changes a builder. An observer that is set here hears of calls beside metrics, health and the
   * {@link io.github.qxylogin.client.spi.CallObserver} beans.
   */
  void customize(QixiangyunLoginBuilder builder);
}
