package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.redis.RedisTemplateTokenStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Makes a {@link QixiangyunLogin} from {@code qixiangyun.login.*}, and {@link QixiangyunLogins}
 * from {@code qixiangyun.login.clients.*}; both are closed with the context. If only the latter are
 * there, there is no bean of the former. A bean of the application's own goes before each.
 */
@AutoConfiguration
@ConditionalOnProperty(
    prefix = QixiangyunLoginProperties.PREFIX,
    name = "enabled",
    matchIfMissing = true)
@EnableConfigurationProperties(QixiangyunLoginProperties.class)
@Import({HealthOfBoot2And3.class, HealthOfBoot4.class})
public class QixiangyunLoginAutoConfiguration {
  private static final CallObserver NOBODY = operation -> report -> {};

  @Bean(destroyMethod = "close")
  LoginFactory qixiangyunLoginFactory(
      QixiangyunLoginProperties properties,
      ObjectProvider<TokenStore> tokenStore,
      @Qualifier(LoginFactory.OK_HTTP_CLIENT) ObjectProvider<OkHttpClient> okHttpClient,
      @Qualifier(LoginFactory.CLOCK) ObjectProvider<Clock> clock,
      ObjectProvider<CallObserver> observers,
      ObjectProvider<ClientObservers> clientObservers,
      ObjectProvider<QixiangyunLoginBuilderCustomizer> customizers) {
    return new LoginFactory(
        properties, tokenStore, okHttpClient, clock, observers, clientObservers, customizers);
  }

  /** Makes the client of the properties outside {@code clients}. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  @Conditional(TopLevelClient.class)
  QixiangyunLogin qixiangyunLogin(LoginFactory factory) {
    return factory.topLevel();
  }

  /** Makes the clients of {@code clients}; there may be none. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  QixiangyunLogins qixiangyunLogins(LoginFactory factory, QixiangyunLoginProperties properties) {
    return QixiangyunLogins.make(properties.getClients().keySet(), factory::named);
  }

  @Bean
  CallHealth qixiangyunLoginCallHealth(@Qualifier(LoginFactory.CLOCK) ObjectProvider<Clock> clock) {
    return new CallHealth(clock.getIfAvailable(Clock::systemUTC));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class Metrics {
    @Bean
    ClientObservers qixiangyunLoginMetrics(ObjectProvider<MeterRegistry> registry) {
      return client -> {
        MeterRegistry present = OptionalBeans.only(registry, MeterRegistry.class);
        return present == null ? NOBODY : new CallMetrics(present).observer(client);
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  static class Observations {
    @Bean
    ClientObservers qixiangyunLoginObservations(ObjectProvider<ObservationRegistry> registry) {
      return client -> {
        ObservationRegistry present = OptionalBeans.only(registry, ObservationRegistry.class);
        return present == null ? NOBODY : new CallObservations(present).observer(client);
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(StringRedisTemplate.class)
  @ConditionalOnProperty(
      prefix = QixiangyunLoginProperties.PREFIX,
      name = "token-store",
      havingValue = "redis")
  static class RedisTokens {
    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    RedisTemplateTokenStore qixiangyunLoginTokenStore(
        ObjectProvider<StringRedisTemplate> template, QixiangyunLoginProperties properties) {
      StringRedisTemplate present = template.getIfUnique();
      if (present == null) {
        throw OptionalBeans.areThere(template)
            ? LoginSetupException.several(StringRedisTemplate.class)
            : LoginSetupException.withoutRedis();
      }
      QixiangyunLoginProperties.Redis redis = properties.getRedis();
      try {
        return new RedisTemplateTokenStore(present, redis.getKeyPrefix(), redis.getLockTime());
      } catch (IllegalArgumentException wrong) {
        throw LoginSetupException.wrong(
            QixiangyunLoginProperties.PREFIX + ".redis.lock-time", wrong);
      }
    }
  }

  /** There is a top-level client unless only {@code clients} are set. */
  static final class TopLevelClient extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      Binder binder = Binder.get(context.getEnvironment());
      String prefix = QixiangyunLoginProperties.PREFIX;
      boolean key = binder.bind(prefix + ".app-key", String.class).isBound();
      boolean others =
          binder.bind(prefix + ".clients", Bindable.mapOf(String.class, Object.class)).isBound();
      return new ConditionOutcome(
          key || !others,
          ConditionMessage.forCondition("Qixiangyun AppKey")
              .because(key ? "one is set" : others ? "only clients have one" : "none is set"));
    }
  }
}
