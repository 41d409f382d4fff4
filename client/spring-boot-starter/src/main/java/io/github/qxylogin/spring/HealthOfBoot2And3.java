package io.github.qxylogin.spring;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link CallHealth} at the health endpoint of Boot 2.7 and 3. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
class HealthOfBoot2And3 {
  // Here and not on the class: its condition can only be loaded where the class is used.
  @Bean
  @ConditionalOnEnabledHealthIndicator("qixiangyun-login")
  HealthIndicator qixiangyunLoginHealthIndicator(CallHealth health) {
    return () -> Health.status(health.status()).withDetails(health.details()).build();
  }
}
