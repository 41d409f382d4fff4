package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.testing.RawAnswerAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.RawAnswer;
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
  void admin_withToken_answersItself() {
    RawAnswer answer = get("/__admin/mappings", "Host: localhost\r\n" + TOKEN);

    assertThat(answer.body()).contains("\"mappings\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/__admin", "/__admin/mappings", "/__admin/docs", "/%5F_admin/mappings"})
  void admin_withoutToken_isRefused(String path) {
    RawAnswer answer = get(path, "Host: localhost\r\n");

    assertRefused(answer, Problem.NO_TOKEN);
  }

  @Test
  void admin_wrongToken_isRefused() {
    RawAnswer answer =
        get("/__admin/mappings", "Host: localhost\r\nAuthorization: Bearer other\r\n");

    assertRefused(answer, Problem.NO_TOKEN);
  }

  @Test
  void admin_foreignHost_isRefusedWithTheTokenToo() {
    RawAnswer answer = get("/__admin/mappings", "Host: evil.example\r\n" + TOKEN);

    assertRefused(answer, Problem.FOREIGN_HOST);
  }

  @Test
  void admin_foreignOrigin_isRefusedWithTheTokenToo() {
    RawAnswer answer =
        get("/__admin/mappings", "Host: localhost\r\nOrigin: http://evil.example\r\n" + TOKEN);

    assertRefused(answer, Problem.FOREIGN_ORIGIN);
  }

  @Test
  void admin_tokenAndAnother_isRefused() {
    RawAnswer answer =
        get("/__admin/mappings", "Host: localhost\r\n" + TOKEN + "Authorization: Bearer other\r\n");

    assertRefused(answer, Problem.REPEATED_HEADER);
  }

  @Test
  void admin_fileWritten_isRefusedAndNotThere() {
    String put = "PUT /__admin/files/written-by-a-test HTTP/1.1\r\nHost: localhost\r\n" + TOKEN;

    RawAnswer answer =
        server.connect().send(put + "Connection: close\r\nContent-Length: 2\r\n\r\nhi").answer();

    assertThat(answer.statusLine()).startsWith("HTTP/1.1 403 ");
    assertThat(Path.of("src/test/resources/__files")).doesNotExist();
  }

  @Test
  void admin_files_areNone() {
    RawAnswer answer = get("/__admin/files", "Host: localhost\r\n" + TOKEN);

    assertThat(answer.body().replaceAll("\\s", "")).isEqualTo("[]");
  }

  @Test
  void admin_ownOrigin_isNotReadableWithCookies() {
    RawAnswer answer =
        get("/__admin/mappings", "Host: localhost\r\nOrigin: http://localhost\r\n" + TOKEN);

    assertThat(answer.body()).contains("\"mappings\"");
    assertThat(answer.head()).doesNotContain("Access-Control-");
  }

  /** WireMock would close its ports and leave the process. */
  @ParameterizedTest
  @ValueSource(strings = {"/__admin/shutdown", "/__admin/shutdown/", "/__admin//shutdown"})
  void admin_shutdown_isRefused(String path) {
    RawAnswer answer =
        server
            .connect()
            .send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + TOKEN)
            .send("Connection: close\r\nContent-Length: 0\r\n\r\n")
            .answer();

    assertThat(answer.statusLine()).startsWith("HTTP/1.1 40");
    assertThat(
            server
                .connect()
                .send("GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .answer()
                .body())
        .isEqualTo("good");
  }

  @Test
  void elsewhere_withoutToken_isGood() {
    RawAnswer answer = get("/__adminer", "Host: x\r\n");

    assertThat(answer.body()).isEqualTo("good");
  }

  private static RawAnswer get(String path, String headers) {
    return server
        .connect()
        .send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n")
        .answer();
  }
}
