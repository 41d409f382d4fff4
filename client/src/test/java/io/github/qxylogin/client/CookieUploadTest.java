package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.UploadedCookie.Invalid;
import io.github.qxylogin.client.UploadedCookie.Valid;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CookieUploadTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  CookieUploadTest() throws IOException {}

  static Stream<Arguments> answers() {
    Valid valid = new Valid(null, null);
    return Stream.of(Form.values())
        .flatMap(
            form ->
                Stream.of(
                    Arguments.of(form, "uploadCookie", "valid", valid),
                    Arguments.of(form, "uploadCookie", "bare-valid", valid),
                    Arguments.of(form, "uploadCookie", "bare-invalid", new Invalid(null, null)),
                    Arguments.of(form, "uploadAccountCookie", "valid", valid),
                    Arguments.of(
                        form,
                        "uploadAccountCookie",
                        "session-invalid",
                        new Invalid("8888", "会话失效,请重新登录"))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void upload_documentedAnswer_isWhatItMeans(
      Form form, String operation, String name, UploadedCookie meaning) {
    platform.answerCase(operation, name);

    assertThat(TypedCalls.call(form, login, operation)).isEqualTo(meaning);
  }

  @Test
  void uploadCookie_ids_areKeptWhateverTheirType() {
    ObjectNode body = FakePlatform.documented("uploadCookie", "valid").deepCopy();
    body.withObject("/data").put("aggOrgId", 7583454730897015L).put("zrrId", "z-1");
    platform.answer("uploadCookie", body.toString());

    assertThat(TypedCalls.call(Form.BLOCKING, login, "uploadCookie"))
        .isEqualTo(new Valid("7583454730897015", "z-1"));
  }

  @Test
  void uploadCookie_invalidObject_tellsWhy() {
    ObjectNode body = FakePlatform.documented("uploadCookie", "valid").deepCopy();
    body.withObject("/data").put("valid", false).put("errorCode", "8888").put("errorMsg", "会话失效");
    platform.answer("uploadCookie", body.toString());

    assertThat(TypedCalls.call(Form.BLOCKING, login, "uploadCookie"))
        .isEqualTo(new Invalid("8888", "会话失效"));
  }

  @Test
  void match_outcome_appliesItsFunction() {
    UploadedCookie valid = new Valid("7", null);
    UploadedCookie invalid = new Invalid("8888", null);

    assertThat(valid.<String>match(Valid::aggOrgId, Invalid::errorCode)).isEqualTo("7");
    assertThat(invalid.<String>match(Valid::aggOrgId, Invalid::errorCode)).isEqualTo("8888");
  }
}
