package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLogin;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The clients of {@code qixiangyun.login.clients.NAME}, and those that the application adds while
 * it runs. All clients share threads and connections. Thread-safe.
 */
public final class QixiangyunLoginRegistry implements QixiangyunLogins, AutoCloseable {
  private final Map<String, QixiangyunLogin> clients = new ConcurrentSkipListMap<>();
  private final BiFunction<String, ClientProperties, QixiangyunLogin> factory;

  /** Creates a client for each name. If one fails, the earlier ones are closed. */
  QixiangyunLoginRegistry(
      Map<String, ClientProperties> configured,
      BiFunction<String, ClientProperties, QixiangyunLogin> factory) {
    this.factory = factory;
    try {
      configured.forEach(this::put);
    } catch (RuntimeException | Error failed) {
      close();
      throw failed;
    }
  }

  /**
   * Returns the client of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  @Override
  public QixiangyunLogin get(String name) {
    QixiangyunLogin client = clients.get(name);
    if (client == null) {
      throw new IllegalArgumentException(
          String.format(
              "There is no client '%s', only %s. Set %3$s.clients.%1$s.app-key and .app-secret",
              name, clients.keySet(), QixiangyunLoginProperties.PREFIX));
    }
    return client;
  }

  /** Returns a live, unmodifiable view of the names, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(clients.keySet());
  }

  /**
   * Creates the client of a name with the top-level options of {@code qixiangyun.login}. A {@link
   * QixiangyunLoginBuilderCustomizer} can change them by the name. An existing client of the name
   * is closed: its running calls finish.
   *
   * @throws IllegalArgumentException if the name, the AppKey or the AppSecret is invalid
   */
  public QixiangyunLogin put(String name, String appKey, String appSecret) {
    ClientProperties credentials = new ClientProperties();
    credentials.setAppKey(appKey);
    credentials.setAppSecret(appSecret);
    return put(name, credentials);
  }

  private QixiangyunLogin put(String name, ClientProperties options) {
    QixiangyunLogin client = factory.apply(name, options);
    close(clients.put(name, client));
    return client;
  }

  /** Removes the client of a name, if there is one, and closes it: its running calls finish. */
  public void remove(String name) {
    close(clients.remove(name));
  }

  private static void close(@Nullable QixiangyunLogin client) {
    if (client != null) {
      client.close();
    }
  }

  /** Closes all clients. */
  @Override
  public void close() {
    clients.values().forEach(QixiangyunLogin::close);
  }
}
