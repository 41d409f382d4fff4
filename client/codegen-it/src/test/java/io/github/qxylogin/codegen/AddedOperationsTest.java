package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The newer module's operations are files of the contract alone, with an SMS flow of their own: the
 * client that is generated of it has their typed methods, outcomes and continuations, and logs in
 * with them at a mock server of the same contract.
 */
class AddedOperationsTest {
  private static final String ENTERPRISE = "522704190568599";

  private static final Path CONTRACT =
      Path.of("../../openapi/qixiangyun-login.yaml").toAbsolutePath().normalize();

  @TempDir private static Path folder;
  private static GeneratedClient client;
  private static LoginMock mock;

  @BeforeAll
  static void makeTheClient() throws Exception {
    mock = LoginMock.builder().start();
    Path source = folder.resolve("HostedLogin.java");
    Files.copy(Path.of("src/test/resources/HostedLogin.java.txt"), source);
    client = GeneratedClient.of(CONTRACT, source, folder);
  }

  @AfterAll
  static void stop() throws Exception {
    mock.close();
    client.close();
  }

  private static Class<?> service(String name) throws ClassNotFoundException {
    return client.loadClass("io.github.qxylogin.client.services." + name);
  }

  @ParameterizedTest
  @CsvSource({
    "EnterpriseService, orderProduct, Ordered",
    "HostedLoginService, checkHostedSession, CheckHostedSessionOutcome",
    "HostedLoginService, sendHostedSmsCode, SendHostedSmsCodeOutcome",
    "HostedLoginService, uploadHostedSmsCode, Void"
  })
  void method_ofAnAddedOperation_givesItsOutcome(String service, String operation, String gives)
      throws Exception {
    Method method =
        Arrays.stream(service(service).getMethods())
            .filter(m -> m.getName().equals(operation))
            .findFirst()
            .orElseThrow();

    ParameterizedType call = (ParameterizedType) method.getGenericReturnType();

    assertThat(((Class<?>) call.getActualTypeArguments()[0]).getSimpleName()).isEqualTo(gives);
  }

  @Test
  void services_ofAddedTags_areReached() throws Exception {
    List<String> accessors =
        Stream.of(service("LoginServices").getMethods()).map(Method::getName).toList();

    assertThat(accessors).contains("multiAccount", "enterprise", "hostedLogin", "taxAgreement");
  }

  @ParameterizedTest
  @CsvSource({
    "LOGIN_MODE_WRONG, 4006",
    "ENTERPRISE_UNKNOWN, 4006",
    "AREA_CODE_WRONG, 600003",
    "SESSION_EXPIRED, 4999",
    "SUCCESS, SUCCESS",
    "ACCOUNT_LOCKED, 4251"
  })
  void codes_ofAddedOperations_areConstantsToo(String name, String code) throws Exception {
    assertThat(service("Codes").getField(name).get(null)).isEqualTo(code);
  }

  @Test
  void javadoc_ofACodeThatMeansOtherThingsElsewhere_tellsWhat() throws Exception {
    Path codes = folder.resolve(Path.of("generated/io/github/qxylogin/client/services/Codes.java"));

    assertThat(Files.readString(codes))
        .contains(
            "Comes as {@link LoginInformationException} in the answers of"
                + " {@code sendHostedSmsCode}, {@code uploadHostedSmsCode},"
                + " {@code getHostedQrCode} (assumed), {@code loginByHostedQrCode};"
                + " as {@link ParameterException} in the answers of"
                + " {@code recoverLogin}, {@code checkAccount} (assumed);"
                + " as {@link LoginInformationException} elsewhere.");
  }

  @Test
  @SuppressWarnings("unchecked")
  void login_byAddedOperations_isContinuedFromItsSms() throws Exception {
    BiFunction<String, Supplier<String>, String> user =
        (BiFunction<String, Supplier<String>, String>)
            client.loadClass("HostedLogin").getConstructor().newInstance();

    String told = user.apply(mock.url(), () -> mock.smsCode(ENTERPRISE));

    assertThat(told).isEqualTo("redeemed, then already logged in");
    mock.verify().operation("uploadHostedSmsCode").called(1);
  }
}
