package io.github.qxylogin.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.mock.redis.RealRedis;
import io.github.qxylogin.spring.QixiangyunLogins;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.ReflectionUtils;

/**
 * A small application that logs in at the mock server. Each module of {@code it} runs it with the
 * jars of its Spring Boot version.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoginApplicationTest {
  private static final String APP_KEY = "app";
  private static final String APP_SECRET = "s3cr3t";
  private static final String NSRSBH = "91110000TESTTEST02";

  /** The application. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class LoginApplication {}

  private static IsolatedMock server;
  private IsolatedMock platform;

  @BeforeAll
  static void startServer() throws Exception {
    server = IsolatedMock.builder().credentials(APP_KEY, APP_SECRET).start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void start() {
    platform = server.openSandbox();
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private ConfigurableApplicationContext run(String... properties) {
    List<String> arguments =
        new ArrayList<>(
            Arrays.asList(
                "--qixiangyun.login.base-url=" + platform.url(),
                "--qixiangyun.login.app-key=" + APP_KEY));
    Collections.addAll(arguments, properties);
    return SpringApplication.run(LoginApplication.class, arguments.toArray(new String[0]));
  }

  private ConfigurableApplicationContext runSignedIn(String... properties) {
    List<String> more = new ArrayList<>(Arrays.asList(properties));
    more.add("--qixiangyun.login.app-secret=" + APP_SECRET);
    return run(more.toArray(new String[0]));
  }

  /** Sends the SMS and uploads its code: the one place that calls typed methods. */
  private LoggedIn logIn(LoginServices login) {
    return login
        .multiAccount()
        .sendSmsCode(
            SendSmsCodeRequest.builder()
                .nsrsbh(NSRSBH)
                .areaCode(AreaCode.SICHUAN)
                .gryhm("13800000002")
                .gryhmm(Password.of("secret".toCharArray()))
                .sflx(IdentityType.BSY)
                .sjhm("13800000002")
                .buildPartial())
        .execute()
        .match(
            sent -> sent.uploadSmsCode(platform.smsCode(NSRSBH)).execute(), loggedIn -> loggedIn);
  }

  @Test
  void start_versionOfBoot_isThatOfTheModule() {
    assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("boot.wanted"));
  }

  @Test
  void login_ofTheBean_succeeds() {
    try (ConfigurableApplicationContext context = runSignedIn()) {
      assertThat(logIn(context.getBean(QixiangyunLogin.class))).isNotNull();
    }
    platform.verify().operation("uploadSmsCode").called(1);
  }

  @Test
  void login_ofANamedClient_succeeds() {
    try (ConfigurableApplicationContext context =
        runSignedIn(
            "--qixiangyun.login.clients.sh.app-key=" + APP_KEY,
            "--qixiangyun.login.clients.sh.app-secret=" + APP_SECRET)) {
      assertThat(logIn(context.getBean(QixiangyunLogins.class).get("sh"))).isNotNull();
    }
  }

  @Test
  void login_withActuator_isTimed() {
    try (ConfigurableApplicationContext context = runSignedIn()) {
      logIn(context.getBean(QixiangyunLogin.class));

      assertThat(
              context
                  .getBean(MeterRegistry.class)
                  .get("qixiangyun.login.calls")
                  .tag("operation", "uploadSmsCode")
                  .tag("outcome", "success")
                  .timer()
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  void login_withActuator_makesTheHealthUp() {
    try (ConfigurableApplicationContext context =
        runSignedIn("--management.health.qixiangyun-login.enabled=true")) {
      logIn(context.getBean(QixiangyunLogin.class));

      assertThat(health(context).toString()).contains("UP");
    }
  }

  /** The indicator's type has another package in each version. */
  private static Object health(ConfigurableApplicationContext context) {
    Object endpoint = context.getBean("healthEndpoint");
    Method method =
        ReflectionUtils.findMethod(endpoint.getClass(), "healthForPath", String[].class);
    Object path = new String[] {"qixiangyunLogin"};
    Object component = ReflectionUtils.invokeMethod(method, endpoint, path);
    return ReflectionUtils.invokeMethod(
        ReflectionUtils.findMethod(component.getClass(), "getStatus"), component);
  }

  @Test
  void start_withoutSecret_reportsWhatToSet(CapturedOutput output) {
    assertThatThrownBy(this::run).hasRootCauseMessage("qixiangyun.login.app-secret is not set.");

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("Set qixiangyun.login.app-secret to the AppSecret from the vendor's console");
  }

  @Test
  void login_tokenStoreRedis_keepsTheTokenThere() throws Exception {
    try (RealRedis redis = RealRedis.start();
        ConfigurableApplicationContext context =
            runSignedIn(
                "--qixiangyun.login.token-store=redis",
                // Its name in Boot 2.7, and in later ones.
                "--spring.redis.port=" + redis.port(),
                "--spring.data.redis.port=" + redis.port())) {
      StringRedisTemplate redisTemplate = context.getBean(StringRedisTemplate.class);
      // Connects, for which the store's three seconds are too short on a busy machine.
      assertThat(redisTemplate.keys("*")).isEmpty();

      logIn(context.getBean(QixiangyunLogin.class));

      assertThat(redisTemplate.keys("qixiangyun:login:token:" + APP_KEY + "-*")).hasSize(1);
    }
  }
}
