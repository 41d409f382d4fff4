package io.github.qxylogin.client.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.qxylogin.client.model.Family;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions that applications create in their tests. */
public class ExceptionDetailsTest {
  private static final RecursiveComparisonConfiguration OF_ONE =
      RecursiveComparisonConfiguration.builder()
          .withIgnoredFields("stackTrace", "suppressedExceptions", "backtrace", "depth")
          .build();

  private static ExceptionDetails full() {
    return ExceptionDetails.of("sendSmsCode")
        .code("8001")
        .vendorMessage("短信发送频繁")
        .reqId("r1")
        .httpStatus(502)
        .retryAfter(Duration.ofMinutes(2));
  }

  private static final List<? extends Class<?>> EXCEPTIONS =
      new ClassFileImporter()
              .importPath(Path.of("target/classes"))
              .get(QixiangyunException.class)
              .getAllSubclasses()
              .stream()
              .map(JavaClass::reflect)
              .toList();

  public static List<? extends Class<?>> exceptions() {
    return EXCEPTIONS;
  }

  /** What a compiler of an application's tests asks for. */
  @ParameterizedTest
  @MethodSource("exceptions")
  void exception_every_canBeMadeByFactoriesAlone(Class<?> type) {
    assertThat(type.getDeclaredConstructors())
        .extracting(Constructor::getModifiers)
        .noneMatch(Modifier::isPublic);
    assertThat(type.getDeclaredMethods())
        .filteredOn(method -> method.getName().equals("of") && method.getReturnType() == type)
        .isNotEmpty()
        .allMatch(method -> Modifier.isPublic(method.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void of_fullDetails_reportsThemAll(Class<?> type) throws ReflectiveOperationException {
    QixiangyunException made = made(type, full());

    assertThat(made.operation()).isEqualTo("sendSmsCode");
    assertThat(made.code()).contains("8001");
    assertThat(made.vendorMessage()).contains("短信发送频繁");
    assertThat(made.reqId()).contains("r1");
    assertThat(made.retryable()).isTrue();
    assertThat(made.retryAfter()).contains(Duration.ofMinutes(2));
    assertThat(made.mayHaveActed()).isFalse();
    if (made instanceof ApiConnectionException) {
      assertThat(made.httpStatus()).isEmpty();
    } else {
      assertThat(made.httpStatus()).hasValue(502);
    }
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void again_every_isACopyOfItsOwn(Class<?> type) throws ReflectiveOperationException {
    QixiangyunException made = made(type, full());
    QixiangyunException one = made.again();
    QixiangyunException other = made.again();
    one.addSuppressed(new IOException("of one"));

    assertThat(one).isExactlyInstanceOf(type).isNotSameAs(made).isNotSameAs(other);
    assertThat(one).usingRecursiveComparison(OF_ONE).isEqualTo(made);
    assertThat(one.getStackTrace()[0].getMethodName()).isEqualTo("again");
    assertThat(made.getSuppressed()).isEmpty();
    assertThat(other.getSuppressed()).isEmpty();
  }

  private static QixiangyunException made(Class<?> type, ExceptionDetails details)
      throws ReflectiveOperationException {
    if (type == ApiConnectionException.class) {
      return ApiConnectionException.of(details, "the platform", new IOException("broken"));
    }
    if (type == InvalidResponseException.class) {
      return InvalidResponseException.of(details, "no JSON of the contract", null, null);
    }
    Method of = type.getMethod("of", ExceptionDetails.class);
    return (QixiangyunException) of.invoke(null, details);
  }

  @Test
  void of_codeAndText_isTheMessageOfTheClient() {
    assertThat(SmsTooFrequentException.of("sendSmsCode", "8001", "短信发送频繁"))
        .hasMessage(
            "sendSmsCode returned 8001 短信发送频繁 (sms-too-frequent). Wait before sending again.")
        .returns(false, QixiangyunException::retryable)
        .returns(200, made -> made.httpStatus().orElseThrow());
  }

  @Test
  void mayHaveActed_isNeverRetryable() {
    ApiConnectionException made =
        ApiConnectionException.of(
            ExceptionDetails.of("uploadSmsCode").retryable().mayHaveActed(),
            "the platform",
            new IOException("unexpected end"));

    assertThat(made.mayHaveActed()).isTrue();
    assertThat(made.retryable()).isFalse();
    assertThat(made)
        .hasMessage(
            "uploadSmsCode received no response from the platform: unexpected end. "
                + "The platform may have acted: check before you send it again.");
  }

  @Test
  void noResponse_ofACause_didNothing() {
    ApiConnectionException made =
        ApiConnectionException.of(
            ExceptionDetails.of("checkSession").retryable(),
            "http://127.0.0.1:1/",
            new IOException("rejected"));

    assertThat(made.mayHaveActed()).isFalse();
    assertThat(made.retryable()).isTrue();
    assertThat(made)
        .hasRootCauseMessage("rejected")
        .hasMessage(
            "checkSession received no response from http://127.0.0.1:1/: rejected. "
                + "The platform did nothing: check the base URL and the network, then send it again.");
  }

  @Test
  void made_fromDetailsThatChangeLater_staysAsItWas() {
    ExceptionDetails details = ExceptionDetails.of("sendSmsCode").code("8001");

    QixiangyunException made = SmsTooFrequentException.of(details);
    details.code("8002").mayHaveActed();

    assertThat(made.code()).contains("8001");
    assertThat(made.mayHaveActed()).isFalse();
  }

  @Test
  void details_thatCannotBe_areRejected() {
    ExceptionDetails details = ExceptionDetails.of("sendSmsCode");

    assertThatThrownBy(() -> details.httpStatus(-7)).hasMessageContaining("httpStatus is -7");
    assertThatThrownBy(() -> details.retryAfter(Duration.ofSeconds(-5)))
        .hasMessageContaining("PT-5S");
    assertThatThrownBy(() -> PlatformException.of(details, Family.OK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("PlatformException has no family ok");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"SYSTEM", "ENCRYPTION", "UNKNOWN"})
  void platform_ofAFamily_hasIt(Family family) {
    assertThat(PlatformException.of(full(), family).family()).isEqualTo(family);
    assertThat(full().toException(family))
        .isInstanceOfSatisfying(
            PlatformException.class, made -> assertThat(made.family()).isEqualTo(family));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"BUSINESS", "PRODUCT"})
  void declined_ofAFamily_hasIt(Family family) {
    assertThat(DeclinedException.of(full(), family).family()).isEqualTo(family);
    assertThat(full().toException(family))
        .isInstanceOfSatisfying(
            DeclinedException.class, made -> assertThat(made.family()).isEqualTo(family));
  }

  @Test
  void invalidResponse_ofAField_hasTheResponse() {
    InvalidResponseException made =
        InvalidResponseException.of(
            full(), "without a usable 'data.accountId'", "data.accountId", "{\"data\":{}}");

    assertThat(made.field()).contains("data.accountId");
    assertThat(made.responseBody()).contains("{\"data\":{}}");
    assertThat(made)
        .hasMessageStartingWith("sendSmsCode returned without a usable 'data.accountId'");
  }
}
