package io.github.qxylogin.spring;

import static io.github.qxylogin.spring.Platform.bare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.redis.RedisTemplateTokenStore;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What beans of the application do to the client, and what becomes of it. */
class BeansTest {
  @AutoClose private final Platform platform = new Platform();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Test
  void start_ownClient_makesNone() {
    try (QixiangyunLogin own = QixiangyunLogin.builder().credentials("own", "own").build()) {
      bare()
          .withBean("own", QixiangyunLogin.class, () -> own)
          .run(context -> assertThat(context.getBean(QixiangyunLogin.class)).isSameAs(own));
    }
  }

  @Test
  void close_context_closesTheClients() {
    QixiangyunLogin[] logins = new QixiangyunLogin[2];

    platform
        .application()
        .withPropertyValues(
            "qixiangyun.login.clients.sh.app-key=" + Platform.APP_KEY,
            "qixiangyun.login.clients.sh.app-secret=" + Platform.APP_SECRET)
        .run(
            context -> {
              logins[0] = context.getBean(QixiangyunLogin.class);
              logins[1] = context.getBean(QixiangyunLoginRegistry.class).get("sh");
            });

    for (QixiangyunLogin login : logins) {
      assertThatThrownBy(() -> Platform.call(login)).hasStackTraceContaining("closed");
    }
  }

  @Test
  void start_customizer_changesTheBuilderOfTheNamedClient() {
    platform
        .application()
        .withBean(
            QixiangyunLoginBuilderCustomizer.class,
            () -> (client, builder) -> builder.credentials("customized-" + client, "x"))
        .run(
            context ->
                assertThat(context.getBean(QixiangyunLogin.class).toString())
                    .contains("appKey=customized-default"));
  }

  @Test
  void call_tokenStoreBean_isAsked() {
    platform
        .application()
        .withBean(TokenStore.class, this::seenStore)
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    assertThat(seen).anyMatch(call -> call.matches("load app-[0-9a-f]{8}"));
    assertThat(seen).anyMatch(call -> call.matches("save app-[0-9a-f]{8}"));
  }

  private TokenStore seenStore() {
    return new TokenStore() {
      @Override
      public Optional<AccessToken> load(String key) {
        seen.add("load " + key);
        return Optional.empty();
      }

      @Override
      public void save(String key, AccessToken token) {
        seen.add("save " + key);
      }
    };
  }

  private OkHttpClient seenClient() {
    return new OkHttpClient.Builder()
        .addInterceptor(
            chain -> {
              seen.add(chain.request().method());
              return chain.proceed(chain.request());
            })
        .build();
  }

  @Test
  void call_okHttpClientBeanOfTheName_isUsed() {
    platform
        .application()
        .withBean("qixiangyunLoginOkHttpClient", OkHttpClient.class, this::seenClient)
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    assertThat(seen).isNotEmpty();
  }

  /** It may trust every server, and log bodies. */
  @Test
  void call_okHttpClientBeanOfTheApplication_isNotUsed() {
    platform
        .application()
        .withBean(OkHttpClient.class, this::seenClient)
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    assertThat(seen).isEmpty();
  }

  private static Clock yesterday() {
    return Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
  }

  /** The platform rejects the date, and the client corrects it. */
  @Test
  void call_clockBeanOfTheName_datesTheRequest() {
    platform
        .application()
        .withBean("qixiangyunLoginClock", Clock.class, BeansTest::yesterday)
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    platform.mock().verify().operation("checkSession").called(2);
  }

  @Test
  void call_clockBeanOfTheApplication_isNotUsed() {
    platform
        .application()
        .withBean(Clock.class, BeansTest::yesterday)
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    platform.mock().verify().operation("checkSession").called(1);
  }

  @Test
  void call_observerBeans_areAllNotified() {
    CallObserver failing =
        operation -> {
          throw new AssertionError();
        };
    CallObserver recording = operation -> report -> seen.add(operation);

    platform
        .application()
        .withBean("a", CallObserver.class, () -> failing)
        .withBean("b", CallObserver.class, () -> recording)
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    assertThat(seen).containsExactly("fetchToken", "checkSession");
  }

  @Test
  void call_observersOfBeansAndCustomizers_allObserve() {
    CallObserver bean = operation -> report -> seen.add("bean " + operation);
    CallObserver one = operation -> report -> seen.add("one " + operation);
    CallObserver two = operation -> report -> seen.add("two " + operation);

    platform
        .application()
        .withBean(CallObserver.class, () -> bean)
        .withBean(
            "one",
            QixiangyunLoginBuilderCustomizer.class,
            () -> (client, builder) -> builder.observer(one))
        .withBean(
            "two",
            QixiangyunLoginBuilderCustomizer.class,
            () -> (client, builder) -> builder.observer(two))
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    assertThat(seen)
        .containsExactly(
            "bean fetchToken",
            "one fetchToken",
            "two fetchToken",
            "bean checkSession",
            "one checkSession",
            "two checkSession");
  }

  @Test
  void call_observerBeanOfAllClients_receivesTheClientName() {
    QixiangyunLoginObserver observer =
        (client, operation) -> report -> seen.add(client + " " + report.operation());

    platform
        .application()
        .withBean(QixiangyunLoginObserver.class, () -> observer)
        .run(
            context -> {
              Platform.call(context.getBean(QixiangyunLogin.class));
              Platform.call(
                  context
                      .getBean(QixiangyunLoginRegistry.class)
                      .put("sh", Platform.APP_KEY, Platform.APP_SECRET));
            });

    assertThat(seen).contains("default checkSession", "sh checkSession");
  }

  @Test
  void start_redisWithTemplate_makesItsStore() {
    platform
        .application()
        .withPropertyValues("qixiangyun.login.token-store=redis")
        .withBean(StringRedisTemplate.class, () -> new StringRedisTemplate(factory()))
        .run(context -> assertThat(context).hasSingleBean(RedisTemplateTokenStore.class));
  }

  @Test
  void start_templateWithoutTheProperty_makesNoStore() {
    platform
        .application()
        .withBean(StringRedisTemplate.class, () -> new StringRedisTemplate(factory()))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenStore.class));
  }

  /** Returns one that is never asked for a connection. */
  private static RedisConnectionFactory factory() {
    return (RedisConnectionFactory)
        Proxy.newProxyInstance(
            BeansTest.class.getClassLoader(),
            new Class<?>[] {RedisConnectionFactory.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Test
  void start_redisWithoutTemplate_reportsWhatToAdd() {
    platform
        .application()
        .withPropertyValues("qixiangyun.login.token-store=redis")
        .run(context -> assertLacksRedis(context.getStartupFailure()));
  }

  @Test
  void start_redisWithoutItsClasses_reportsWhatToAdd() {
    platform
        .application()
        .withPropertyValues("qixiangyun.login.token-store=redis")
        .withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
        .run(context -> assertLacksRedis(context.getStartupFailure()));
  }

  private static void assertLacksRedis(Throwable failure) {
    FailureAnalysis analysis = new LoginSetupFailureAnalyzer().analyze(failure);
    assertThat(analysis.getDescription())
        .isEqualTo("qixiangyun.login.token-store is redis, but there is no StringRedisTemplate.");
    assertThat(analysis.getAction())
        .startsWith("Add spring-boot-starter-data-redis to the application");
  }

  @Test
  void start_nothingOptionalPresent_works() {
    platform
        .application()
        .withPropertyValues(
            "qixiangyun.login.mdc=true", "management.health.qixiangyun-login.enabled=true")
        .withClassLoader(
            new FilteredClassLoader(
                "io.micrometer",
                "org.springframework.data.redis",
                "org.springframework.boot.actuate"))
        .run(context -> Platform.call(context.getBean(QixiangyunLogin.class)));

    platform.mock().verify().operation("checkSession").called(1);
  }

  @Test
  void start_wrongLockTime_namesItsProperty() {
    platform
        .application()
        .withPropertyValues(
            "qixiangyun.login.token-store=redis", "qixiangyun.login.redis.lock-time=0s")
        .withBean(StringRedisTemplate.class, () -> new StringRedisTemplate(factory()))
        .run(
            context -> {
              FailureAnalysis analysis =
                  new LoginSetupFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .startsWith("qixiangyun.login.redis.lock-time is wrong: lockTime is PT0S");
              assertThat(analysis.getAction())
                  .isEqualTo("Correct qixiangyun.login.redis.lock-time.");
            });
  }

  @Test
  void start_ownClients_goBeforeOurs() {
    QixiangyunLogins own = name -> null;

    platform
        .application()
        .withBean("own", QixiangyunLogins.class, () -> own)
        .run(context -> assertThat(context.getBean(QixiangyunLogins.class)).isSameAs(own));
  }

  @Test
  void start_twoTokenStores_asksForAPrimaryOne() {
    platform
        .application()
        .withBean("a", TokenStore.class, this::seenStore)
        .withBean("b", TokenStore.class, this::seenStore)
        .run(BeansTest::assertAsksForAPrimaryBean);
  }

  @Test
  void start_twoTemplates_asksForAPrimaryOne() {
    platform
        .application()
        .withPropertyValues("qixiangyun.login.token-store=redis")
        .withBean("a", StringRedisTemplate.class, () -> new StringRedisTemplate(factory()))
        .withBean("b", StringRedisTemplate.class, () -> new StringRedisTemplate(factory()))
        .run(BeansTest::assertAsksForAPrimaryBean);
  }

  /** As Spring Boot documents it. */
  private static void assertAsksForAPrimaryBean(AssertableApplicationContext context) {
    assertThat(context.getStartupFailure())
        .hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class);
  }
}
