package io.github.qxylogin.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link CallHealth} at the health endpoint of Boot 4, which has moved its classes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
class HealthOfBoot4 {
  // Here and not on the class: its condition can only be loaded where the class is used.
  @Bean
  @ConditionalOnEnabledHealthIndicator("qixiangyun-login")
  HealthIndicator qixiangyunLoginHealthIndicator(CallHealth health) {
    return () -> Health.status(health.status()).withDetails(health.details()).build();
  }
}
