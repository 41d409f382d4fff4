package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.RawAnswerAssert.assertRefused;
import static io.github.qxylogin.mock.RawPost.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the edge does with bodies that are zipped or in parts. */
class EdgeEncodingTest {

  private static final int LIMIT = 1 << 20;

  @RegisterExtension static final RunningEdge edge = new RunningEdge(EdgeLimits.DEFAULT);

  @Test
  void post_falseGzip_isWronglyEncoded() {
    RawAnswer answer = post(edge, "Content-Encoding: gzip\r\n", "{\"a\":1}".getBytes(UTF_8));

    assertRefused(answer, Problem.BODY_ENCODING_WRONG);
  }

  @Test
  void post_truncatedGzip_isWronglyEncoded() {
    byte[] whole = gzip("{\"a\":1}".getBytes(UTF_8));

    RawAnswer answer =
        post(edge, "Content-Encoding: gzip\r\n", Arrays.copyOf(whole, whole.length - 9));

    assertRefused(answer, Problem.BODY_ENCODING_WRONG);
  }

  @Test
  void post_undeclaredTruncatedGzip_isWronglyEncoded() {
    byte[] whole = gzip("{\"a\":1}".getBytes(UTF_8));

    RawAnswer answer = post(edge, "", Arrays.copyOf(whole, whole.length - 9));

    assertRefused(answer, Problem.BODY_ENCODING_WRONG);
  }

  @Test
  void post_gzipBomb_isTooLarge() {
    RawAnswer answer = post(edge, "Content-Encoding: gzip\r\n", gzip(new byte[64 * LIMIT]));

    assertRefused(answer, Problem.BODY_TOO_LARGE);
  }

  @Test
  void post_undeclaredGzipBomb_isTooLarge() {
    RawAnswer answer = post(edge, "", gzip(new byte[64 * LIMIT]));

    assertRefused(answer, Problem.BODY_TOO_LARGE);
  }

  @Test
  void post_gzipOfExactlyTheLimit_isGood() {
    RawAnswer answer = post(edge, "Content-Encoding: gzip\r\n", gzip(new byte[LIMIT]));

    assertThat(answer.body()).isEqualTo("good");
  }

  @Test
  void post_gzip_arrivesUnzipped() {
    post(edge, "Content-Encoding: gzip\r\n", gzip("税".getBytes(UTF_8)));

    assertThat(edge.filter().last().getBody()).isEqualTo("税".getBytes(UTF_8));
  }

  @Test
  void post_truncatedMultipart_isMalformed() {
    RawAnswer answer =
        post(
            edge,
            "Content-Type: multipart/form-data; boundary=b\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1".getBytes(UTF_8));

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void post_multipartWithoutBoundary_isMalformed() {
    RawAnswer answer = post(edge, "Content-Type: multipart/form-data\r\n", "--b".getBytes(UTF_8));

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void post_multipart_isGood() {
    RawAnswer answer =
        post(
            edge,
            "Content-Type: multipart/form-data; boundary=b\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n"
                .getBytes(UTF_8));

    assertThat(answer.body()).isEqualTo("good");
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
