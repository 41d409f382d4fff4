package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import com.sun.management.ThreadMXBean;
import io.github.qxylogin.client.FakePlatform;
import io.github.qxylogin.client.Form;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.RecordingLog;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.contract.SecurityHeaders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated
class SecretMaskTest {
  private static final Request NOTHING = new Request.Builder().url("http://127.0.0.1:1/").build();

  private final SecretMask mask = new SecretMask(ApiContract.generated(), FakePlatform.APP_SECRET);
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  /** A platform that quotes the decrypted password. */
  @ParameterizedTest
  @EnumSource
  void exception_vendorQuotesTheClearPassword_isMasked(Form form) {
    SendSmsCodeRequest request =
        Form.sending().toBuilder().gryhmm(Password.of("secret12".toCharArray())).buildPartial();
    platform.respond("sendSmsCode", errorResponse("4038", "密码secret12有误"));

    QixiangyunException rejected =
        catchThrowableOfType(QixiangyunException.class, () -> form.send(login, request));

    assertThat(rejected.vendorMessage()).hasValue("密码██有误");
  }

  @Test
  void exception_passwordWipedMeanwhile_isThatException() {
    Password password = Password.of("secret12".toCharArray());
    SendSmsCodeRequest request = Form.sending().toBuilder().gryhmm(password).buildPartial();
    platform.respond(
        "sendSmsCode",
        any -> {
          password.close();
          return FakePlatform.json(errorResponse("4038", "有误"));
        });

    QixiangyunException rejected =
        catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.send(login, request));

    assertThat(rejected.vendorMessage()).hasValue("有误");
  }

  @Test
  void log_textThatHoldsJson_isMaskedInside() {
    platform.respond(
        "sendSmsCode",
        "{\"code\":\"4038\",\"reqId\":\"r\",\"message\":\"got {\\\"cookie\\\":\\\"canary\\\"}\"}");

    try (RecordingLog log = RecordingLog.ofTheClient(Level.TRACE)) {
      var unused = catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.send(login));

      assertThat(log.lines())
          .last()
          .asString()
          .endsWith("\"message\":\"got {\\\"cookie\\\":\\\"██\\\"}\"}");
    }
  }

  @Test
  void mask_bodyWithListsAndNames_masksThemToo() {
    String body = "{\"a\":[[\"no-real-secret\"]],\"no-real-secret\":1,\"sjhm\":\"x\",\"b\":\"ok\"}";

    assertThat(mask.mask(body, NOTHING))
        .isEqualTo("{\"a\":[[\"██\"]],\"██\":1,\"sjhm\":\"██\",\"b\":\"ok\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sjhm\":\"a\\\"b\",\"x\":1}|{\"sjhm\":\"██\",\"x\":1}",
        "{\"m\":\"{\\\"sjhm\\\":\\\"a\\\\\\\"b\\\",1\"}|{\"m\":\"{\\\"sjhm\\\":\\\"██\\\",1\"}",
        "{\"m\":\"\\n13800000000\"}|{\"m\":\"\\n██\"}",
        "{\"sjhm\":\"a\\\"|{\"sjhm\":\"██"
      })
  void mask_jsonAtAnyDepth_hidesTheMember(String text, String masked) {
    assertThat(mask.mask(text, NOTHING)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "手机号13912345678有误, 手机号██有误",
    "8613912345678, ██",
    "+8613912345678, ██",
    "110105194912310020, ██",
    "bc1f0fed16325389272cee00aa, bc1f0fed16325389272cee00aa",
    "1736647432086679600, 1736647432086679600",
    "NO-REAL-SECRET, ██",
    "no%2Dreal, no%2Dreal",
    "x no%2Dreal%2dsecret x, x ██ x",
    "no%252Dreal\\\\\\-secret, ██",
    "100%NO-REAL-SECRET, 100%██"
  })
  void mask_text_hidesPeopleAndSecretsAndLeavesIds(String text, String masked) {
    assertThat(mask.mask(text, NOTHING)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ab12cdef|100%ab12cdef|100%██",
        "ab12cdef|x=%25ab12cdef|x=%25██",
        "ab/12|100%ab%2F12|100%██",
        "5c\"ab|100%5c\\\"ab|100%██",
        "secret50%|secret50%de|██de",
        "se\"cret50%|se\\\"cret50%de|██de",
        "%25abc|x%2525abc|x██",
        "no\u0001pe|no\\u0001pe|██",
        "no\u0001pe|no\\\\u0001pe|██",
        "no\u0001pe|no%01pe|██",
        "no\u0001pe|no%5Cu0001pe|██",
        "Été-pass|été-pass|██",
        "Été-pass|%c3%89t%C3%A9-pass|██",
        "Été-pass|\\u00c9t\\u00E9-pass|\\██",
        "pass😀word|pass\\ud83d\\ude00word|██",
        "a b|x=a+b|x=██",
        "\\\\\\|x\\\\\\|x██",
      })
  void mask_quotedSecret_isHiddenBesideAnyText(String secret, String text, String masked) {
    SecretMask one = new SecretMask(ApiContract.generated(), secret);

    assertThat(one.mask(text, NOTHING)).isEqualTo(masked);
  }

  @Test
  void mask_secretOfBlanks_hidesNothing() {
    SecretMask blank = new SecretMask(ApiContract.generated(), "", " ");

    assertThat(blank.mask("a b", NOTHING)).isEqualTo("a b");
  }

  @Test
  void mask_secretsThatOverlap_hidesBothWhole() {
    SecretMask overlapping = new SecretMask(ApiContract.generated(), "ab12", "12cdef");

    assertThat(overlapping.mask("xab12cdefx", NOTHING)).isEqualTo("x██x");
  }

  /** An observer receives the reqId of every successful call, which rarely contains a quote. */
  @Test
  void mask_idThatQuotesNothing_costsNoPatternForEachSecret() {
    Request request = signed();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    mask.mask("bc1f0fed16325389272cee00aa", request);
    long before = threads.getCurrentThreadAllocatedBytes();

    String masked = mask.mask("bc1f0fed16325389272cee00aa", request);

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(masked).isEqualTo("bc1f0fed16325389272cee00aa");
    assertThat(allocated).isLessThan(12 * 1024);
  }

  /** A login with every secret that one has. */
  private static Request signed() {
    SecurityHeaders headers = FakePlatform.CONTRACT.securityHeaders();
    String body = FakePlatform.CONTRACT.operation("sendSmsCode").firstSuccess().request() + "";
    return NOTHING
        .newBuilder()
        .header(headers.token(), "0123456789abcdef0123456789abcdef")
        .header(headers.signature(), "API-SV1:key:" + Form.ENCRYPTED)
        .post(RequestBody.create(body.getBytes(UTF_8)))
        .build();
  }

  @Test
  void mask_causeQuotesASecret_returnsAFailureWithoutIt() {
    IOException failed = new IOException("broken", new IOException("no-real-secret"));

    IOException masked = mask.mask(failed, NOTHING);

    assertThat(masked).hasMessage("broken").hasNoCause();
    assertThat(masked.getStackTrace()).isEqualTo(failed.getStackTrace());
  }

  @Test
  void mask_suppressedQuotesASecret_returnsAFailureWithoutIt() {
    IOException failed = new IOException("broken");
    failed.addSuppressed(new IOException("no-real-secret"));

    assertThat(mask.mask(failed, NOTHING).getSuppressed()).isEmpty();
  }

  @Test
  void mask_failureThatQuotesNothing_isTheSame() {
    IOException failed = new IOException("broken", new IOException("pipe"));

    assertThat(mask.mask(failed, NOTHING)).isSameAs(failed);
  }
}
