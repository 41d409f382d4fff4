package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.QixiangyunLoginBuilder;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.spring.QixiangyunLoginProperties.TokenStoreType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/**
 * Makes clients from properties and from what beans the application has. All are derived from one
 * that never calls, so that they share threads and connections, and no setting of one is another's.
 */
final class LoginFactory implements AutoCloseable {
  /** The names of beans that are for the clients; the application's own are not used. */
  static final String OK_HTTP_CLIENT = "qixiangyunLoginOkHttpClient";

  static final String CLOCK = "qixiangyunLoginClock";

  private static final Logger LOG = LoggerFactory.getLogger(LoginFactory.class);
  private static final String DEFAULT_CLIENT = "default";

  private final QixiangyunLoginProperties properties;
  private final ObjectProvider<TokenStore> tokenStore;
  private final ObjectProvider<OkHttpClient> okHttpClient;
  private final ObjectProvider<Clock> clock;
  private final ObjectProvider<CallObserver> observers;
  private final ObjectProvider<ClientObservers> clientObservers;
  private final ObjectProvider<QixiangyunLoginBuilderCustomizer> customizers;
  private @Nullable QixiangyunLogin base;

  LoginFactory(
      QixiangyunLoginProperties properties,
      ObjectProvider<TokenStore> tokenStore,
      ObjectProvider<OkHttpClient> okHttpClient,
      ObjectProvider<Clock> clock,
      ObjectProvider<CallObserver> observers,
      ObjectProvider<ClientObservers> clientObservers,
      ObjectProvider<QixiangyunLoginBuilderCustomizer> customizers) {
    this.properties = properties;
    this.tokenStore = tokenStore;
    this.okHttpClient = okHttpClient;
    this.clock = clock;
    this.observers = observers;
    this.clientObservers = clientObservers;
    this.customizers = customizers;
  }

  /** Returns the client of the properties outside {@code clients}. */
  QixiangyunLogin topLevel() {
    return create(DEFAULT_CLIENT, QixiangyunLoginProperties.PREFIX, properties);
  }

  /** Returns the client of {@code clients.NAME}. */
  QixiangyunLogin named(String name) {
    if (name.equals(DEFAULT_CLIENT)) {
      throw LoginSetupException.reserved(QixiangyunLoginProperties.PREFIX + ".clients." + name);
    }
    return create(
        name,
        QixiangyunLoginProperties.PREFIX + ".clients." + name,
        properties.getClients().get(name));
  }

  private QixiangyunLogin create(String name, String prefix, ClientProperties own) {
    String key = needed(prefix + ".app-key", "AppKey", own.getAppKey());
    String secret = needed(prefix + ".app-secret", "AppSecret", own.getAppSecret());
    QixiangyunLoginBuilder builder = base().toBuilder();
    set(prefix, () -> builder.credentials(key, secret));
    applySettings(new Settings(prefix, own), builder);
    applyBeans(name, builder);
    return builder.build();
  }

  private static void applySettings(Settings settings, QixiangyunLoginBuilder builder) {
    settings.apply("base-url", ClientProperties::getBaseUrl, builder::baseUrl);
    settings.apply("call-timeout", ClientProperties::getCallTimeout, builder::callTimeout);
    settings.apply("action-timeout", ClientProperties::getActionTimeout, builder::actionTimeout);
    settings.apply("attempt-timeout", ClientProperties::getAttemptTimeout, builder::attemptTimeout);
    settings.apply("connect-timeout", ClientProperties::getConnectTimeout, builder::connectTimeout);
    settings.apply("retries", ClientProperties::getRetries, builder::retries);
  }

  /** Returns the client that holds what all share; its credentials are nobody's. */
  private synchronized QixiangyunLogin base() {
    if (base == null) {
      QixiangyunLoginBuilder builder = QixiangyunLogin.builder().credentials("none", "none");
      applySharedBeans(builder);
      base = builder.build();
    }
    return base;
  }

  private void applySharedBeans(QixiangyunLoginBuilder builder) {
    TokenStore store = OptionalBeans.only(tokenStore, TokenStore.class);
    if (store != null) {
      builder.tokenStore(store);
    } else if (properties.getTokenStore() == TokenStoreType.REDIS) {
      throw OptionalBeans.areThere(tokenStore)
          ? LoginSetupException.several(TokenStore.class)
          : LoginSetupException.withoutRedis();
    }
    use(OK_HTTP_CLIENT, okHttpClient, builder::okHttpClient);
    use(CLOCK, clock, builder::clock);
  }

  private static <T> void use(String name, ObjectProvider<T> bean, Consumer<T> setter) {
    bean.ifAvailable(
        present -> {
          setter.accept(present);
          LOG.debug("The clients use the bean {}", name);
        });
  }

  private void applyBeans(String name, QixiangyunLoginBuilder builder) {
    List<CallObserver> watching = new ArrayList<>();
    clientObservers.orderedStream().forEach(all -> watching.add(all.observer(name)));
    observers.orderedStream().forEach(watching::add);
    customizers.orderedStream().forEach(each -> each.customize(builder));
    builder.observer().ifPresent(watching::add);
    if (!watching.isEmpty()) {
      builder.observer(new ObserverList(watching));
    }
  }

  /** Lets go of what the clients share; they release it when the last of them is closed. */
  @Override
  public synchronized void close() {
    if (base != null) {
      base.close();
    }
  }

  private static String needed(String property, String field, @Nullable String value) {
    if (value == null || !StringUtils.hasText(value)) {
      throw LoginSetupException.missing(property, field);
    }
    return value;
  }

  private static void set(String property, Runnable setter) {
    try {
      setter.run();
    } catch (IllegalArgumentException wrong) {
      throw LoginSetupException.wrong(property, wrong);
    }
  }

  /** The settings of a client, and where it has none the defaults. */
  private final class Settings {
    private final String prefix;
    private final ClientProperties own;

    Settings(String prefix, ClientProperties own) {
      this.prefix = prefix;
      this.own = own;
    }

    <T> void apply(
        String name, Function<ClientProperties, @Nullable T> getter, Consumer<T> setter) {
      T value = getter.apply(own);
      if (value != null) {
        set(prefix + "." + name, () -> setter.accept(value));
        return;
      }
      T inherited = getter.apply(properties);
      if (inherited != null) {
        set(QixiangyunLoginProperties.PREFIX + "." + name, () -> setter.accept(inherited));
      }
    }
  }
}
