package io.github.qxylogin.spring;

import static io.github.qxylogin.spring.QixiangyunLoginProperties.PREFIX;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.redis.RedisTemplateTokenStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Creates a {@link QixiangyunLogin} for the AppKey of {@code qixiangyun.login.*}, and a {@link
 * QixiangyunLoginRegistry} for those of {@code qixiangyun.login.clients.*}. Both are closed with
 * the context. Without an AppKey there is no {@link QixiangyunLogin}, and the registry is empty. A
 * bean of the application replaces each.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnProperty(name = PREFIX + ".enabled", matchIfMissing = true)
@EnableConfigurationProperties(QixiangyunLoginProperties.class)
@Import({Boot2And3HealthConfiguration.class, Boot4HealthConfiguration.class})
public class QixiangyunLoginAutoConfiguration {
  @Bean
  LoginFactory qixiangyunLoginFactory(QixiangyunLoginProperties properties, BeanFactory beans) {
    return new LoginFactory(properties, beans);
  }

  /** Creates the client of the top-level properties. */
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(PREFIX + ".app-key")
  QixiangyunLogin qixiangyunLogin(LoginFactory factory) {
    return factory.topLevel();
  }

  /** Creates the clients of {@code clients}; there may be none. */
  @Bean
  @ConditionalOnMissingBean(QixiangyunLogins.class)
  QixiangyunLoginRegistry qixiangyunLogins(
      LoginFactory factory, QixiangyunLoginProperties properties) {
    return new QixiangyunLoginRegistry(properties.getClients(), factory::named);
  }

  @Bean
  @ConditionalOnProperty(PREFIX + ".mdc")
  QixiangyunLoginObserver qixiangyunLoginMdc() {
    return new CallMdc();
  }

  @Bean
  @ConditionalOnProperty(CallHealth.PROPERTY)
  CallHealth qixiangyunLoginCallHealth(@Qualifier(LoginFactory.CLOCK) ObjectProvider<Clock> clock) {
    return new CallHealth(clock.getIfAvailable(Clock::systemUTC));
  }

  // The handlers of an ObservationRegistry record a timer of the same name.
  @Bean
  @ConditionalOnSingleCandidate(MeterRegistry.class)
  @ConditionalOnMissingBean(type = "io.micrometer.observation.ObservationRegistry")
  QixiangyunLoginObserver qixiangyunLoginMetrics(ObjectProvider<MeterRegistry> registry) {
    return new CallMetrics(registry.getObject());
  }

  @Bean
  @ConditionalOnSingleCandidate(ObservationRegistry.class)
  QixiangyunLoginObserver qixiangyunLoginObservations(
      ObjectProvider<ObservationRegistry> registry) {
    return new CallObservations(registry.getObject());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(StringRedisTemplate.class)
  @ConditionalOnProperty(name = PREFIX + ".token-store", havingValue = "redis")
  static class RedisTokens {
    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    RedisTemplateTokenStore qixiangyunLoginTokenStore(
        ObjectProvider<StringRedisTemplate> template, QixiangyunLoginProperties properties) {
      StringRedisTemplate present = template.getIfAvailable();
      if (present == null) {
        throw LoginSetupException.withoutRedis();
      }
      QixiangyunLoginProperties.Redis redis = properties.getRedis();
      try {
        return new RedisTemplateTokenStore(present, redis.getKeyPrefix(), redis.getLockTime());
      } catch (IllegalArgumentException wrong) {
        throw LoginSetupException.wrong(PREFIX + ".redis.lock-time", wrong);
      }
    }
  }
}
