package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallOptions;
import io.github.qxylogin.client.spi.CallReport;
import io.github.qxylogin.client.spi.OpenTelemetryObserver;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.client.types.CookieHeader;
import io.github.qxylogin.client.types.EtaxLocalStorage;
import io.github.qxylogin.client.types.HostedAccountId;
import io.github.qxylogin.client.types.OrganizationId;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.client.types.TaskId;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Values that applications store survive any ObjectMapper; others cannot be written. A public type
 * that is in neither list fails: add it to one of them.
 */
class StoredValuesTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();

  /** Whatever members they omit by default, they read what they wrote. */
  private static final List<ObjectMapper> MAPPERS =
      List.of(PLAIN, leavingOut(Include.NON_NULL), leavingOut(Include.NON_EMPTY));

  private static final String CANARY = "canary-4711";

  private static final CookieHeader COOKIE = CookieHeader.parse("TGC=" + CANARY + "; expire=1800");
  private static final TaskId TASK = new TaskId("1804053744766218200");
  private static final HostedAccountId HOSTED = new HostedAccountId(504325035988992L);
  private static final EtaxLocalStorage STORAGE =
      storage(Map.of("token", CANARY, "timestamp", 1700000000000L, "more", List.of(1, 2.5, true)));

  private static EtaxLocalStorage storage(Map<String, Object> items) {
    return new ObjectMapper().convertValue(items, EtaxLocalStorage.class);
  }

  /** Types that applications store. */
  private static final List<Object> KEPT =
      List.of(
          new AccessToken(
              CANARY,
              Instant.parse("2026-11-26T08:00:00.123456789Z"),
              Instant.parse("2026-12-11T08:00:00Z")),
          Form.ACCOUNT,
          COOKIE,
          CookieHeader.NONE,
          STORAGE,
          storage(Map.of("token", "", "more", List.of())),
          EtaxLocalStorage.NONE,
          HOSTED,
          new OrganizationId(7),
          TASK);

  private static ObjectMapper leavingOut(Include what) {
    return new ObjectMapper().setDefaultPropertyInclusion(what);
  }

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  /** Types without JSON. */
  private final List<Object> rejected =
      List.of(
          Password.of(CANARY.toCharArray()),
          login,
          platform.builder(),
          ExceptionDetails.of("sendSmsCode"),
          new CallReport("sendSmsCode", 1, Duration.ZERO, 200, "2000", Family.OK, null, null));

  /** Types that applications implement, and types without values. */
  private static final Set<Class<?>> THEIRS =
      Set.of(
          CallObserver.class,
          CallOptions.class,
          Callbacks.class,
          OpenTelemetryObserver.class,
          TokenStore.class,
          TokenStore.Lease.class);

  @TestFactory
  Stream<DynamicTest> json_everyPublicType_isKeptOrRejected() throws Exception {
    return publicTypes().stream()
        .filter(type -> !THEIRS.contains(type) && !Throwable.class.isAssignableFrom(type))
        .map(type -> dynamicTest(type.getName(), () -> check(type)));
  }

  private void check(Class<?> type) throws Exception {
    List<Object> kept = KEPT.stream().filter(type::isInstance).toList();
    List<Object> unkept = rejected.stream().filter(type::isInstance).toList();

    assertThat(kept.isEmpty())
        .as(type + ": decide whether it can be kept")
        .isNotEqualTo(unkept.isEmpty());
    for (Object value : kept) {
      for (ObjectMapper mapper : MAPPERS) {
        String json = mapper.writeValueAsString(value);
        assertThat((Object) mapper.readValue(json, type)).as(json).isEqualTo(value);
      }
    }
    for (Object value : unkept) {
      assertThat(catchThrowable(() -> PLAIN.writeValueAsString(value)))
          .as(type.getName())
          .isInstanceOf(JsonMappingException.class)
          .hasMessageNotContaining(CANARY);
    }
  }

  private static Set<Class<?>> publicTypes() throws Exception {
    Path classes =
        Path.of(QixiangyunLogin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> inRoom :
        List.of(QixiangyunLogin.class, TaskId.class, AccessToken.class, ExceptionDetails.class)) {
      String name = inRoom.getPackageName();
      try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
        for (String file : files.map(f -> f.getFileName().toString()).toList()) {
          if (file.endsWith(".class") && !file.equals("package-info.class")) {
            types.add(Class.forName(name + '.' + file.replace(".class", "")));
          }
        }
      }
    }
    assertThat(types).hasSizeGreaterThan(30);
    return types.stream().filter(StoredValuesTest::isPublic).collect(Collectors.toSet());
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  @Test
  void write_password_reportsWhyNot() {
    SendSmsCodeRequest request =
        SendSmsCodeRequest.builder().gryhmm(Password.of(CANARY.toCharArray())).buildPartial();

    assertThatThrownBy(() -> PLAIN.writeValueAsString(request))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContaining(
            "A password cannot be written as JSON: only the client sends it, encrypted.")
        .hasMessageNotContaining(CANARY);
  }
}
