package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.services.LoginServices;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that the application adds while it runs. */
class RegistryTest {
  @AutoClose private final Platform platform = new Platform();

  @FunctionalInterface
  private interface Use {
    void of(QixiangyunLoginRegistry registry);
  }

  /** The options are those of the application; the credentials come with each client. */
  private void run(Use use) {
    Platform.bare()
        .withPropertyValues("qixiangyun.login.base-url=" + platform.mock().url())
        .run(context -> use.of(context.getBean(QixiangyunLoginRegistry.class)));
  }

  private static QixiangyunLogin put(QixiangyunLoginRegistry registry, String name) {
    return registry.put(name, Platform.APP_KEY, Platform.APP_SECRET);
  }

  @Test
  void put_newName_callsWithTheOptionsAtTheTop() {
    run(registry -> Platform.call(put(registry, "bj")));

    platform.mock().verify().operation("checkSession").called(1);
  }

  @Test
  void put_newName_isFoundByIt() {
    run(registry -> assertThat(put(registry, "bj")).isSameAs(registry.get("bj")));
  }

  @Test
  void put_usedName_closesTheClientBefore() {
    run(
        registry -> {
          QixiangyunLogin before = put(registry, "bj");
          put(registry, "bj");

          assertThatThrownBy(() -> Platform.call(before)).hasStackTraceContaining("closed");
          Platform.call(registry.get("bj"));
        });
  }

  @Test
  void put_blankSecret_isRejected() {
    run(
        registry ->
            assertThatThrownBy(() -> registry.put("bj", "k", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("qixiangyun.login.clients.bj.app-secret is not set."));
  }

  @Test
  void remove_client_closesItAndForgetsItsName() {
    run(
        registry -> {
          QixiangyunLogin removed = put(registry, "bj");
          registry.remove("bj");

          assertThat(registry.names()).isEmpty();
          assertThatThrownBy(() -> Platform.call(removed)).hasStackTraceContaining("closed");
        });
  }

  @Test
  void remove_unknownName_doesNothing() {
    run(
        registry -> {
          registry.remove("bj");

          assertThat(registry.names()).isEmpty();
        });
  }

  @Test
  void close_context_closesTheAddedClients() {
    QixiangyunLogin[] added = new QixiangyunLogin[1];

    run(registry -> added[0] = put(registry, "bj"));

    assertThatThrownBy(() -> Platform.call(added[0])).hasStackTraceContaining("closed");
  }

  @Test
  void names_ofSeveralClients_areSorted() {
    run(
        registry -> {
          List.of("sh", "bj", "gz").forEach(name -> put(registry, name));

          assertThat(registry.names()).containsExactly("bj", "gz", "sh");
        });
  }

  @Test
  void find_unknownName_isEmpty() {
    run(registry -> assertThat(registry.find("bj")).isEmpty());
  }

  @Test
  void find_nameOfAClient_isTheClient() {
    run(
        registry -> {
          QixiangyunLogin client = put(registry, "bj");

          assertThat(registry.find("bj").orElseThrow()).isSameAs(client);
        });
  }

  @Test
  void find_inAFake_asksIt() {
    LoginServices services =
        new LoginServices() {
          @Override
          public <S> S service(Class<S> type) {
            throw new UnsupportedOperationException();
          }
        };
    QixiangyunLogins fake = name -> services;

    assertThat(fake.find("bj")).containsSame(services);
  }

  @Test
  void find_fakeOfAMapWithoutTheName_isEmpty() {
    Map<String, LoginServices> none = Map.of();
    QixiangyunLogins fake = none::get;

    assertThat(fake.find("bj")).isEmpty();
  }
}
