package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLoginBuilder;

/**
 * Changes the builder of each client before it builds, after the properties and the other beans
 * were applied. Several run in their order.
 *
 * <pre>{@code
 * @Bean
 * QixiangyunLoginBuilderCustomizer proxied(Proxy proxy) {
 *   return (client, builder) -> builder.proxy(proxy);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface QixiangyunLoginBuilderCustomizer {

  /**
   * Changes a builder. An observer that is set here is added to those of the beans and of the other
   * customizers.
   *
   * @param client the client's name below {@code qixiangyun.login.clients}, or {@code default}
   */
  void customize(String client, QixiangyunLoginBuilder builder);
}
