package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contracttests.testing.DrippingServer;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.wire.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

  @Test
  void send_body_arrivesByteForByte() {
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json("{}"))) {
      String body = "{ \"nsrsbh\" :\t\"税务\" ";

      new Caller(server.url()).send("POST", "/a", Map.of(), body.getBytes(UTF_8));

      assertThat(server.requests()).extracting(Request::body).containsExactly(body);
    }
  }

  @Test
  void send_emptyBody_isSentAsJsonWithoutContent() {
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json("{}"))) {
      new Caller(server.url()).send("POST", "/a", Map.of(), new byte[0]);

      Map<String, String> headers = server.requests().get(0).headers();
      assertThat(headers.get("Content-Length")).isEqualTo("0");
      assertThat(headers.get("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    }
  }

  @Test
  void send_redirect_isNotFollowed() {
    try (FakeServer other = FakeServer.returning(request -> CannedResponse.json("{}"));
        FakeServer server = FakeServer.redirecting(other.url() + "/a")) {
      Response response = new Caller(server.url()).get("/a", Map.of());

      assertThat(response.status()).isEqualTo(302);
      assertThat(other.requests()).isEqualTo(List.of());
    }
  }

  @Test
  void get_nobodyListens_saysWhereAndWhy() {
    String nobody = "http://127.0.0.1:1";

    assertThatThrownBy(() -> new Caller(nobody).get("/a", Map.of()))
        .isInstanceOf(NoResponseException.class)
        .hasMessageStartingWith(nobody + " sent no response: ")
        .hasMessageContaining("refused");
  }

  @Test
  void get_endlessBody_isReadToTheLimit() {
    String padding = " ".repeat(1 << 20);
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json(padding + "{}"))) {
      assertThatThrownBy(() -> new Caller(server.url()).get("/a", Map.of()))
          .isInstanceOf(NoResponseException.class)
          .hasMessage(server.url() + " sent no response: its body is longer than 1048576 bytes");
    }
  }

  @Test
  void send_responseWithHeadersWithoutEnd_readsThemToTheLimit() throws IOException {
    try (DrippingServer server =
        new DrippingServer("HTTP/1.1 200 OK\r\n" + "X-More: x\r\n".repeat(201))) {
      assertThatThrownBy(() -> new Caller(server.url()).send("POST", "/a", Map.of(), new byte[0]))
          .isInstanceOf(NoResponseException.class)
          .hasMessageContaining("header count");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\n\r\n{"})
  @Timeout(30)
  void get_drippingResponse_endsAtTheDeadline(String beginning) throws IOException {
    try (DrippingServer server = new DrippingServer(beginning)) {
      assertThatThrownBy(
              () ->
                  new Caller(server.url(), Duration.ofMillis(100), Optional.empty())
                      .get("/a", Map.of()))
          .isInstanceOf(NoResponseException.class)
          .hasMessage(server.url() + " sent no response: not all of it in 0.1 s");
    }
  }
}
