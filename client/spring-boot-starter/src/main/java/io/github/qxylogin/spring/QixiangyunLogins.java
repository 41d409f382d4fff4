package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLogin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The clients of {@code qixiangyun.login.clients.NAME}, each signed in with its own AppKey. */
public final class QixiangyunLogins implements AutoCloseable {
  private final Map<String, QixiangyunLogin> clients;

  private QixiangyunLogins(Map<String, QixiangyunLogin> clients) {
    this.clients = Collections.unmodifiableMap(new TreeMap<>(clients));
  }

  /**
   * Returns clients of one's own making by their names, to be a bean that goes before that of the
   * properties, or for a test. They are closed with it.
   */
  public static QixiangyunLogins of(Map<String, QixiangyunLogin> clients) {
    return new QixiangyunLogins(clients);
  }

  /** Makes a client of each name. If one cannot be made, those before it are closed. */
  static QixiangyunLogins make(Set<String> names, Function<String, QixiangyunLogin> factory) {
    Map<String, QixiangyunLogin> made = new LinkedHashMap<>();
    try {
      names.forEach(name -> made.put(name, factory.apply(name)));
    } catch (RuntimeException | Error failed) {
      made.values().forEach(QixiangyunLogin::close);
      throw failed;
    }
    return of(made);
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
