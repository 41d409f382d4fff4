package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.api.SingleAccountApi;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.model.SendEtaxSmsCodeRequest;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.POST;
import retrofit2.http.Url;

/** Requests that the contract does not allow are not sent by raw calls either. */
class RawBadRequestTest {
  private static final String CANARY = "canary-4711";
  private static final String ETAX_ENCRYPTED =
      "sendEtaxSmsCode has an encrypted gryhmm, but encryptionType does not mark it: set"
          + " encryptionType to 1. Nothing was sent.";

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  /** A caller's own interface, outside the contract. */
  interface OwnApi {
    @POST
    Call<ResponseBody> map(@Url String path, @Body Map<String, Object> body);

    @POST
    Call<ResponseBody> bytes(@Url String path, @Body RequestBody body);
  }

  private static String path(String operation) {
    return FakePlatform.CONTRACT.operation(operation).path().substring(1);
  }

  private Call<ResponseBody> own(String operation, Map<String, Object> body) {
    return login.api(OwnApi.class).map(path(operation), new TreeMap<>(body));
  }

  private static void assertFails(RawForm form, Call<?> call, String message) {
    assertThatThrownBy(() -> form.of(call))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @EnumSource
  void api_fieldsMissing_isSent(RawForm form) throws Throwable {
    form.of(
        login.api(MultiAccountApi.class).sendSmsCode(SendSmsCodeRequest.builder().buildPartial()));
    form.of(own("sendSmsCode", Map.of("gryhmm", " ")));

    assertThat(platform.requests("sendSmsCode")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void api_clearPasswordWithoutFlag_isRejected(RawForm form) {
    SendEtaxSmsCodeRequest request =
        SendEtaxSmsCodeRequest.builder().gryhmm(Password.of(CANARY.toCharArray())).buildPartial();

    assertFails(form, login.api(SingleAccountApi.class).sendEtaxSmsCode(request), ETAX_ENCRYPTED);
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void api_clearPasswordWithFlag_isSentEncrypted(RawForm form) throws Throwable {
    SendEtaxSmsCodeRequest request =
        SendEtaxSmsCodeRequest.builder()
            .gryhmm(Password.of(CANARY.toCharArray()))
            .encryptionType(1)
            .buildPartial();
    try (QixiangyunLogin other = platform.builder().passwordKey(RsaKeys.USUAL.open()).build()) {
      form.of(other.api(SingleAccountApi.class).sendEtaxSmsCode(request));
    }

    String sent = platform.requests("sendEtaxSmsCode").get(0).getBody().snapshot().utf8();
    String gryhmm = new ObjectMapper().readTree(sent).path("gryhmm").textValue();
    assertThat(RsaKeys.USUAL.decrypted(gryhmm)).isEqualTo(CANARY);
  }

  @ParameterizedTest
  @EnumSource
  void ownApi_alwaysEncryptedFieldInClear_isRejectedUnquoted(RawForm form) {
    String message =
        "sendSmsCode requires gryhmm to be encrypted, but it is not Base64 of whole RSA blocks of"
            + " 128 bytes: set it with Password.of, and the client encrypts it. Nothing was sent.";

    for (Object clear : List.of(CANARY, 4711, "bm8gcGFzc3dvcmQ=", List.of(CANARY))) {
      assertFails(form, own("sendSmsCode", Map.of("gryhmm", clear)), message);
    }
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void ownApi_bytesOfItsOwn_areReadToo(RawForm form) {
    RequestBody body = RequestBody.create("{\"gryhmm\":\"x\"}".getBytes(UTF_8));

    assertFails(
        form,
        login.api(OwnApi.class).bytes(path("createAccount"), body),
        "createAccount requires gryhmm to be encrypted, but it is not Base64 of whole RSA blocks of"
            + " 128 bytes: set it with Password.of, and the client encrypts it. Nothing was sent.");
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"sendEtaxSmsCode, gryhmm", "checkEtaxSession, gryhmm", "checkEtaxSession, grymm"})
  void ownApi_clearButMarkedAsEncrypted_isRejectedUnquoted(String operation, String field) {
    for (Object flag : List.of(1, "1")) {
      assertFails(
          RawForm.EXECUTED,
          own(operation, Map.of(field, CANARY, "encryptionType", flag)),
          "%s requires %s to be encrypted (marked by encryptionType), but it is not Base64 of whole RSA"
                  .formatted(operation, field)
              + " blocks of 128 bytes: set it with Password.of, and the client encrypts it."
              + " Nothing was sent.");
    }
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sendEtaxSmsCode, gryhmm, 1",
    "checkEtaxSession, gryhmm, '\"1\"'",
    "checkEtaxSession, grymm, '\"1\"'"
  })
  void ownApi_encryptedButMarkedAsClear_reportsWhatToSet(
      String operation, String field, String set) {
    for (Object flag : List.of(0, "0", "", Map.of("1", 1))) {
      assertFails(
          RawForm.EXECUTED,
          own(operation, Map.of(field, Form.ENCRYPTED, "encryptionType", flag)),
          "%s has an encrypted %s, but encryptionType does not mark it:".formatted(operation, field)
              + " set encryptionType to "
              + set
              + ". Nothing was sent.");
    }
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void ownApi_clearAndSaidToBeClear_isSent(RawForm form) throws Throwable {
    form.of(own("sendEtaxSmsCode", Map.of("gryhmm", "x", "encryptionType", 0)));
    form.of(own("sendEtaxSmsCode", Map.of("gryhmm", "x")));

    assertThat(platform.requests("sendEtaxSmsCode")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void ownApi_noJson_isForThePlatformToJudge(RawForm form) throws Throwable {
    byte[] broken = "{\"gryhmm\":\"x\"".getBytes(UTF_8);

    form.of(login.api(OwnApi.class).bytes(path("sendSmsCode"), RequestBody.create(broken)));

    assertThat(platform.requests("sendSmsCode").get(0).getBody().snapshot().toByteArray())
        .isEqualTo(broken);
  }

  @ParameterizedTest
  @EnumSource
  void ownApi_bodyThatCanBeWrittenOnce_isSentWhole(RawForm form) throws Throwable {
    Buffer text = new Buffer().writeUtf8("{\"sflx\":\"BSY\"}");

    form.of(login.api(OwnApi.class).bytes(path("sendSmsCode"), body(sink -> sink.writeAll(text))));

    assertThat(platform.requests("sendSmsCode").get(0).getBody().snapshot().utf8())
        .isEqualTo("{\"sflx\":\"BSY\"}");
  }

  @ParameterizedTest
  @EnumSource
  void ownApi_bodyThatCannotBeWritten_failsWithItsReason(RawForm form) {
    IOException reason = new IOException("disk");
    RequestBody body =
        body(
            sink -> {
              throw reason;
            });

    assertThatThrownBy(() -> form.of(login.api(OwnApi.class).bytes(path("sendSmsCode"), body)))
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(reason);
    assertThat(platform.requests()).isEmpty();
  }

  private interface Writing {
    void to(BufferedSink sink) throws IOException;
  }

  private static RequestBody body(Writing writing) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return FixedRequestBody.JSON_UTF8;
      }

      @Override
      public boolean isOneShot() {
        return true;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        writing.to(sink);
      }
    };
  }
}
