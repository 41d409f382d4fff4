package io.github.qxylogin.spring;

import static io.github.qxylogin.spring.QixiangyunLoginProperties.PREFIX;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.QixiangyunLoginBuilder;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.spring.QixiangyunLoginProperties.TokenStoreType;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Creates clients from properties and the application's beans. All derive from one client that
 * makes no calls, so they share threads and connections, but no client gets another's settings.
 */
final class LoginFactory implements AutoCloseable {
  /** The name of the clients' OkHttp bean; other beans of this type are not used. */
  static final String OK_HTTP_CLIENT = "qixiangyunLoginOkHttpClient";

  static final String CLOCK = "qixiangyunLoginClock";

  private static final String DEFAULT_CLIENT = "default";
  private static final Logger LOG = LoggerFactory.getLogger(LoginFactory.class);

  private final QixiangyunLoginProperties properties;
  private final BeanFactory beans;
  private @Nullable QixiangyunLogin base;

  LoginFactory(QixiangyunLoginProperties properties, BeanFactory beans) {
    this.properties = properties;
    this.beans = beans;
  }

  /** Returns the client of the properties outside {@code clients}. */
  QixiangyunLogin topLevel() {
    return create(DEFAULT_CLIENT, PREFIX, properties);
  }

  /** Returns a client as of {@code clients.NAME}. */
  QixiangyunLogin named(String name, ClientProperties own) {
    String prefix = PREFIX + ".clients." + name;
    if (name.equals(DEFAULT_CLIENT)) {
      throw LoginSetupException.wrong(
          prefix, new IllegalArgumentException("the top-level client has this name"));
    }
    return create(name, prefix, own);
  }

  private QixiangyunLogin create(String name, String prefix, ClientProperties own) {
    String key = needed(prefix + ".app-key", "AppKey", own.getAppKey());
    String secret = needed(prefix + ".app-secret", "AppSecret", own.getAppSecret());
    QixiangyunLoginBuilder builder = base().toBuilder();
    set(prefix, key, given -> builder.credentials(given, secret));
    applyOptions(prefix, own, builder);
    applyBeans(name, builder);
    return builder.build();
  }

  private static String needed(String property, String field, @Nullable String value) {
    if (value == null || !StringUtils.hasText(value)) {
      throw LoginSetupException.missing(property, field);
    }
    return value;
  }

  private static void applyOptions(
      String prefix, ClientProperties options, QixiangyunLoginBuilder builder) {
    set(prefix + ".base-url", options.getBaseUrl(), builder::baseUrl);
    set(prefix + ".call-timeout", options.getCallTimeout(), builder::callTimeout);
    set(prefix + ".action-timeout", options.getActionTimeout(), builder::actionTimeout);
    set(prefix + ".attempt-timeout", options.getAttemptTimeout(), builder::attemptTimeout);
    set(prefix + ".connect-timeout", options.getConnectTimeout(), builder::connectTimeout);
    set(prefix + ".retries", options.getRetries(), builder::retries);
  }

  private static <T> void set(String property, @Nullable T value, Consumer<T> setter) {
    if (value != null) {
      try {
        setter.accept(value);
      } catch (IllegalArgumentException wrong) {
        throw LoginSetupException.wrong(property, wrong);
      }
    }
  }

  /**
   * Returns the base of all clients. It has the top-level options, which are their defaults, the
   * shared beans, and placeholder credentials.
   */
  private synchronized QixiangyunLogin base() {
    if (base == null) {
      DuplicateOkHttp.warning(ClassUtils.getDefaultClassLoader()).ifPresent(LOG::warn);
      QixiangyunLoginBuilder builder = QixiangyunLogin.builder().credentials("none", "none");
      applyOptions(PREFIX, properties, builder);
      TokenStore store = beans.getBeanProvider(TokenStore.class).getIfAvailable();
      if (store != null) {
        builder.tokenStore(store);
      } else if (properties.getTokenStore() == TokenStoreType.REDIS) {
        throw LoginSetupException.withoutRedis();
      }
      setBean(OK_HTTP_CLIENT, OkHttpClient.class, builder::okHttpClient);
      setBean(CLOCK, Clock.class, builder::clock);
      base = builder.build();
    }
    return base;
  }

  private <T> void setBean(String name, Class<T> type, Consumer<T> setter) {
    if (beans.containsBean(name)) {
      setter.accept(beans.getBean(name, type));
    }
  }

  private void applyBeans(String name, QixiangyunLoginBuilder builder) {
    Set<CallObserver> observers = new LinkedHashSet<>();
    all(QixiangyunLoginObserver.class)
        .forEach(each -> observers.add(operation -> each.started(name, operation)));
    all(CallObserver.class).forEach(observers::add);
    all(QixiangyunLoginBuilderCustomizer.class)
        .forEach(
            each -> {
              each.customize(name, builder);
              builder.observer().ifPresent(observers::add);
            });
    if (!observers.isEmpty()) {
      builder.observer(new CompositeCallObserver(observers));
    }
  }

  private <T> Stream<T> all(Class<T> type) {
    return beans.getBeanProvider(type).orderedStream();
  }

  /** Closes the base; the last client to be closed releases the shared resources. */
  @Override
  public synchronized void close() {
    if (base != null) {
      base.close();
    }
  }
}
