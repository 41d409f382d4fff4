package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.qxylogin.client.QixiangyunLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the clients of one application have in common, and what they have not. */
class SharingTest {
  private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();

  @AutoClose private final Server server = new Server();

  /** A server that records connections, and returns no readable response. */
  private final class Server implements AutoCloseable {
    private final HttpServer http;

    Server() {
      try {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException noPort) {
        throw new IllegalStateException(noPort);
      }
      http.createContext(
          "/",
          exchange -> {
            callers.add(exchange.getRemoteAddress());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
          });
      http.start();
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  private ApplicationContextRunner twoClients() {
    return Platform.bare()
        .withPropertyValues(
            "qixiangyun.login.base-url=http://127.0.0.1:" + server.http.getAddress().getPort(),
            "qixiangyun.login.retries=0",
            "qixiangyun.login.clients.a.app-key=a",
            "qixiangyun.login.clients.a.app-secret=s3cr3t",
            "qixiangyun.login.clients.b.app-key=b",
            "qixiangyun.login.clients.b.app-secret=s3cr3t");
  }

  @Test
  void call_twoClients_useOneConnection() {
    twoClients()
        .run(
            context -> {
              QixiangyunLoginRegistry logins = context.getBean(QixiangyunLoginRegistry.class);
              assertThatThrownBy(() -> Platform.call(logins.get("a"))).isNotNull();
              assertThatThrownBy(() -> Platform.call(logins.get("b"))).isNotNull();
            });

    assertThat(callers).hasSize(1);
  }

  @Test
  void start_settingOfOneClient_isNotTheOthers() {
    Platform.bare()
        .withPropertyValues(
            "qixiangyun.login.clients.a.app-key=a",
            "qixiangyun.login.clients.a.app-secret=s3cr3t",
            "qixiangyun.login.clients.a.base-url=http://127.0.0.1:1",
            "qixiangyun.login.clients.b.app-key=b",
            "qixiangyun.login.clients.b.app-secret=s3cr3t")
        .run(
            context ->
                assertThat(context.getBean(QixiangyunLoginRegistry.class).get("b").toString())
                    .doesNotContain("127.0.0.1"));
  }

  @Test
  void start_secondClientFails_closesTheFirst() {
    QixiangyunLogin first = QixiangyunLogin.builder().credentials("a", "a").build();

    assertThatThrownBy(
            () ->
                new QixiangyunLoginRegistry(
                    new TreeMap<>(Map.of("a", new ClientProperties(), "b", new ClientProperties())),
                    (name, options) -> {
                      if (name.equals("b")) {
                        throw new IllegalStateException("no b");
                      }
                      return first;
                    }))
        .hasMessage("no b");

    assertThatThrownBy(() -> Platform.call(first)).hasStackTraceContaining("closed");
  }
}
