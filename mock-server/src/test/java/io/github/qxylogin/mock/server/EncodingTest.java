package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.server.RawPost.head;
import static io.github.qxylogin.mock.server.RawPost.post;
import static io.github.qxylogin.mock.testing.RawResponseAssert.assertRejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with bodies that are zipped or in parts. */
class EncodingTest {

  private static final int LIMIT = 1 << 20;

  @RegisterExtension static final RunningServer server = new RunningServer(ServerLimits.DEFAULT);

  @Test
  void post_gzip_isRejected() {
    RawResponse response = post(server, "Content-Encoding: gzip\r\n", gzip("{}".getBytes(UTF_8)));

    assertRejected(response, Problem.BODY_ENCODING_WRONG);
  }

  @Test
  void post_identityEncoding_isGood() {
    RawResponse response = post(server, "Content-Encoding: Identity\r\n", "{}".getBytes(UTF_8));

    assertThat(response.body()).isEqualTo("good");
  }

  /** WireMock would unzip it, and without a limit. */
  @ParameterizedTest
  @ValueSource(strings = {"/x", "/unowned"})
  void post_undeclaredGzipBomb_isRejected(String path) {
    RawResponse response = postTo(path, "", gzip(new byte[64 * LIMIT]));

    assertRejected(response, Problem.BODY_ENCODING_WRONG);
  }

  @Test
  void post_undeclaredGzipByteByByte_isRejected() {
    RawConnection connection = server.connect().send(head("Transfer-Encoding: chunked\r\n"));

    RawResponse response =
        connection
            .send(new byte[] {'1', '\r', '\n', 0x1f, '\r', '\n'})
            .send(new byte[] {'1', '\r', '\n', (byte) 0x8b, '\r', '\n'})
            .send("0\r\n\r\n")
            .response();

    assertRejected(response, Problem.BODY_ENCODING_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"; boundary=b", ""})
  void post_brokenMultipartForStubs_isMalformed(String boundary) {
    RawResponse response =
        postTo(
            "/unowned",
            "Content-Type: multipart/form-data" + boundary + "\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1".getBytes(UTF_8));

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void post_multipart_isGood() {
    RawResponse response =
        postTo(
            "/unowned",
            "Content-Type: multipart/form-data; boundary=b\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n"
                .getBytes(UTF_8));

    assertThat(response.body()).isEqualTo("good");
  }

  private static RawResponse postTo(String path, String headers, byte[] body) {
    return server
        .connect()
        .send(head(headers + "Content-Length: " + body.length + "\r\n").replaceFirst("/x", path))
        .send(body)
        .response();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return zipped.toByteArray();
  }
}
