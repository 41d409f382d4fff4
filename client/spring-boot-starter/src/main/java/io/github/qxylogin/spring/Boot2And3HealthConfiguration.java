package io.github.qxylogin.spring;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds {@link CallHealth} to the health endpoint of Boot 2.7 and 3. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnProperty(CallHealth.PROPERTY)
class Boot2And3HealthConfiguration {
  @Bean
  HealthIndicator qixiangyunLoginHealthIndicator(CallHealth health) {
    return () -> Health.status(health.status()).withDetails(health.details()).build();
  }
}
