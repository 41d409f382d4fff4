package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLoginBuilder;

/**
 * Customizes the builder of each client, after the properties and the other beans. Several
 * customizers run in their order.
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
   * Customizes a builder. An observer set here is added to those of the beans and of the other
   * customizers.
   *
   * @param client the client's name below {@code qixiangyun.login.clients}, or {@code default}
   */
  void customize(String client, QixiangyunLoginBuilder builder);
}
