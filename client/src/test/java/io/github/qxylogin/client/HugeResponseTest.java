package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.errors.InvalidResponseException;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HugeResponseTest {
  private static final int LONGEST = 4 * 1024 * 1024;
  private static final String SUCCESS = FakePlatform.documented("checkSession", "valid").toString();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  /** A documented success, and blanks up to the length. */
  private static MockResponse padded(int status, int length, boolean chunked) {
    Buffer body = new Buffer().writeUtf8(SUCCESS);
    body.writeUtf8(" ".repeat(length - SUCCESS.length()));
    MockResponse response = new MockResponse().setResponseCode(status);
    return chunked ? response.setChunkedBody(body, 64 * 1024) : response.setBody(body);
  }

  @ParameterizedTest
  @CsvSource({
    "BLOCKING, 200, true",
    "BLOCKING, 200, false",
    "BLOCKING, 500, true",
    "FUTURE, 200, true",
    "FUTURE, 200, false",
    "FUTURE, 500, true",
    "FUTURE, 500, false"
  })
  void call_responseAboveTheLimit_isInvalid(Form form, int status, boolean chunked) {
    platform.respond("checkSession", padded(status, LONGEST + 1, chunked));

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> form.check(login));

    assertThat(failed)
        .hasMessage(
            "checkSession returned more than 4194304 bytes (HTTP %d). ".formatted(status)
                + "Check that the base URL is the platform's, and send the reqId to its support.");
  }

  /** No body follows: reading would wait for the three gigabytes. */
  @ParameterizedTest
  @CsvSource({"BLOCKING, 200", "BLOCKING, 500", "FUTURE, 200", "FUTURE, 500"})
  void call_lengthAboveTheLimit_isInvalidUnread(Form form, int status) {
    MockResponse response = new MockResponse().setResponseCode(status).setBody(SUCCESS);
    platform.respond("checkSession", response.setHeader("Content-Length", 3L << 30));

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> form.check(login));

    assertThat(failed.httpStatus()).hasValue(status);
  }

  @Test
  void call_responseAtTheLimit_isRead() {
    platform.respond("checkSession", padded(200, LONGEST, true));

    assertThat(Form.BLOCKING.check(login).isSessionHeld()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"BLOCKING", "FUTURE"})
  void call_smallResponseThatUnpacksAboveTheLimit_isInvalid(Form form) {
    platform.respond("checkSession", this::packed);

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> form.check(login));

    assertThat(failed).hasMessageContaining("more than 4194304 bytes");
  }

  private MockResponse packed(RecordedRequest request) {
    assertThat(request.getHeaders().get("Accept-Encoding")).contains("gzip");
    return FakePlatform.packed(SUCCESS + " ".repeat(LONGEST));
  }
}
