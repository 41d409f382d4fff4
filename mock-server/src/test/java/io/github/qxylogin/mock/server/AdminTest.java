package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.testing.RawResponseAssert.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WireMock's own administration, where somebody asked for it. */
class AdminTest {

  private static final String TOKEN = "Authorization: Bearer secret-token\r\n";

  @RegisterExtension
  static final RunningServer server = new RunningServer(ServerLimits.DEFAULT, true);

  @Test
  void admin_withToken_responds() {
    RawResponse response = get("/__admin/mappings", "Host: localhost\r\n" + TOKEN);

    assertThat(response.body()).contains("\"mappings\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/__admin", "/__admin/mappings", "/__admin/docs", "/%5F_admin/mappings"})
  void admin_withoutToken_isRejected(String path) {
    RawResponse response = get(path, "Host: localhost\r\n");

    assertRejected(response, Problem.NO_TOKEN);
  }

  @Test
  void admin_wrongToken_isRejected() {
    RawResponse response =
        get("/__admin/mappings", "Host: localhost\r\nAuthorization: Bearer other\r\n");

    assertRejected(response, Problem.NO_TOKEN);
  }

  @Test
  void admin_foreignHost_isRejectedWithTheTokenToo() {
    RawResponse response = get("/__admin/mappings", "Host: evil.example\r\n" + TOKEN);

    assertRejected(response, Problem.FOREIGN_HOST);
  }

  @Test
  void admin_foreignOrigin_isRejectedWithTheTokenToo() {
    RawResponse response =
        get("/__admin/mappings", "Host: localhost\r\nOrigin: http://evil.example\r\n" + TOKEN);

    assertRejected(response, Problem.FOREIGN_ORIGIN);
  }

  @Test
  void admin_tokenAndAnother_isRejected() {
    RawResponse response =
        get("/__admin/mappings", "Host: localhost\r\n" + TOKEN + "Authorization: Bearer other\r\n");

    assertRejected(response, Problem.REPEATED_HEADER);
  }

  @Test
  void admin_fileWritten_isRejectedAndNotThere() {
    String put = "PUT /__admin/files/written-by-a-test HTTP/1.1\r\nHost: localhost\r\n" + TOKEN;

    RawResponse response =
        server.connect().send(put + "Connection: close\r\nContent-Length: 2\r\n\r\nhi").response();

    assertThat(response.statusLine()).startsWith("HTTP/1.1 403 ");
    assertThat(Path.of("src/test/resources/__files")).doesNotExist();
  }

  @Test
  void admin_files_areNone() {
    RawResponse response = get("/__admin/files", "Host: localhost\r\n" + TOKEN);

    assertThat(response.body().replaceAll("\\s", "")).isEqualTo("[]");
  }

  @Test
  void admin_ownOrigin_isNotReadableWithCookies() {
    RawResponse response =
        get("/__admin/mappings", "Host: localhost\r\nOrigin: http://localhost\r\n" + TOKEN);

    assertThat(response.body()).contains("\"mappings\"");
    assertThat(response.head()).doesNotContain("Access-Control-");
  }

  /** WireMock would close its ports and leave the process. */
  @ParameterizedTest
  @ValueSource(strings = {"/__admin/shutdown", "/__admin/shutdown/", "/__admin//shutdown"})
  void admin_shutdown_isRejected(String path) {
    RawResponse response =
        server
            .connect()
            .send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + TOKEN)
            .send("Connection: close\r\nContent-Length: 0\r\n\r\n")
            .response();

    assertThat(response.statusLine()).startsWith("HTTP/1.1 40");
    assertThat(
            server
                .connect()
                .send("GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .response()
                .body())
        .isEqualTo("good");
  }

  @Test
  void elsewhere_withoutToken_isGood() {
    RawResponse response = get("/__adminer", "Host: x\r\n");

    assertThat(response.body()).isEqualTo("good");
  }

  private static RawResponse get(String path, String headers) {
    return server
        .connect()
        .send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n")
        .response();
  }
}
