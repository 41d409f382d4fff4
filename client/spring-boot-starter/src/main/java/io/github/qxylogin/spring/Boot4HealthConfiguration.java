package io.github.qxylogin.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds {@link CallHealth} to the health endpoint of Boot 4, which has moved its classes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnProperty(CallHealth.PROPERTY)
class Boot4HealthConfiguration {
  @Bean
  HealthIndicator qixiangyunLoginHealthIndicator(CallHealth health) {
    return () -> Health.status(health.status()).withDetails(health.details()).build();
  }
}
