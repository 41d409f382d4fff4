package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLogin;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The clients of {@code qixiangyun.login.clients.NAME}, each signed in with its own AppKey. */
public final class QixiangyunLogins implements AutoCloseable {
  private final Map<String, QixiangyunLogin> clients;

  QixiangyunLogins(Map<String, QixiangyunLogin> clients) {
    this.clients = Collections.unmodifiableMap(new TreeMap<>(clients));
  }

  /**
   * Returns the client of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public QixiangyunLogin get(String name) {
    QixiangyunLogin client = clients.get(name);
    if (client == null) {
      throw new IllegalArgumentException(
          "There is no client '"
              + name
              + "'. There are: "
              + clients.keySet()
              + ". Set "
              + QixiangyunLoginProperties.PREFIX
              + ".clients."
              + name
              + ".app-key and .app-secret");
    }
    return client;
  }

  /** Returns the names in their order. */
  public Set<String> names() {
    return clients.keySet();
  }

  /** Closes all clients. */
  @Override
  public void close() {
    clients.values().forEach(QixiangyunLogin::close);
  }

  @Override
  public String toString() {
    return "QixiangyunLogins" + clients.keySet();
  }
}
