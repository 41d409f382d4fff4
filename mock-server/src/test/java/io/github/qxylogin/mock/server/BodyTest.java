package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.server.RawPost.head;
import static io.github.qxylogin.mock.server.RawPost.post;
import static io.github.qxylogin.mock.testing.RawResponseAssert.assertRejected;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.Limits;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server does with bodies: too large, too slow, or good. */
class BodyTest {

  private static final int LIMIT = 1 << 20;

  @RegisterExtension static final RunningServer server = new RunningServer(ServerLimits.DEFAULT);

  /** For bodies that never come: one that comes may take longer than this on a busy machine. */
  private static MockHttpServer impatient;

  @BeforeAll
  static void startImpatient() {
    ServerLimits limits = Limits.withBodyTime(Duration.ofMillis(200));
    impatient = RunningServer.server(limits, new RecordingBackend());
    impatient.start();
  }

  @AfterAll
  static void stopImpatient() {
    impatient.stop();
  }

  /** A quoted chunk extension ends at no line (CVE-2026-2332); Jetty 11 ends it there. */
  @Test
  void chunked_quotedExtension_isOneRequestOfWhichNothingIsSmuggled() {
    RawResponse response =
        server
            .connect()
            .send("POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            .send("2;a=\"\r\n{}\r\n0\r\n\r\nGET /y HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .response();

    assertThat(response.head()).contains("Connection: close");
    assertThat(response.text()).containsOnlyOnce("HTTP/1.1 ");
    assertThat(server.backend().last().path()).isEqualTo("/x");
  }

  @Test
  void post_twoMegabytes_isTooLarge() {
    RawResponse response = post(server, "", new byte[2 * LIMIT]);

    assertRejected(response, Problem.BODY_TOO_LARGE);
  }

  @Test
  void post_twoMegabytesChunked_isTooLarge() {
    RawResponse response = postChunked(new byte[2 * LIMIT]);

    assertRejected(response, Problem.BODY_TOO_LARGE);
  }

  // A server that closed on unread bytes would reset the connection, and the error would be lost.
  @Test
  void post_twelveMegabytes_isTooLarge() {
    RawResponse response = post(server, "", new byte[12 * LIMIT]);

    assertRejected(response, Problem.BODY_TOO_LARGE);
  }

  @Test
  void post_exactlyTheLimit_isGood() {
    RawResponse response = post(server, "", new byte[LIMIT]);

    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void post_exactlyTheLimitChunked_isGood() {
    RawResponse response = postChunked(new byte[LIMIT]);

    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void post_tooLarge_doesNotReachTheMock() {
    post(server, "", new byte[2 * LIMIT]);

    assertThat(server.backend().wasAsked()).isFalse();
  }

  @Test
  void post_tooLargeAndExpectContinue_isRejectedWithoutInvitation() {
    RawResponse response =
        server
            .connect()
            .send(head("Content-Length: " + 2 * LIMIT + "\r\nExpect: 100-continue\r\n"))
            .response();

    assertRejected(response, Problem.BODY_TOO_LARGE);
  }

  @Test
  void post_expectContinue_isInvitedThenServed() {
    RawConnection connection =
        server.connect().send(head("Content-Length: 2\r\nExpect: 100-continue\r\n"));

    String invitation = connection.line() + connection.line();
    RawResponse response = connection.send("{}").response();

    assertThat(invitation).isEqualTo("HTTP/1.1 100 Continue");
    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void post_bodyNeverComplete_isTooSlow() {
    RawResponse response =
        new RawConnection(RunningServer.port(impatient))
            .send(head("Content-Length: 10\r\n") + "12345")
            .response();

    assertRejected(response, Problem.BODY_TOO_SLOW);
  }

  @Test
  void post_bodyNeverBegun_isTooSlow() {
    RawResponse response =
        new RawConnection(RunningServer.port(impatient))
            .send(head("Content-Length: 10\r\n"))
            .response();

    assertRejected(response, Problem.BODY_TOO_SLOW);
  }

  @Test
  void post_chunksNeverComplete_isTooSlow() {
    RawResponse response =
        new RawConnection(RunningServer.port(impatient))
            .send(head("Transfer-Encoding: chunked\r\n") + "5\r\n12345\r\n")
            .response();

    assertRejected(response, Problem.BODY_TOO_SLOW);
  }

  @Test
  void post_senderHangsUpHalfway_isMalformed() {
    RawResponse response =
        server.connect().send(head("Content-Length: 10\r\n") + "12345").endOfSending().response();

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void post_bodyInTwoPieces_arrivesWhole() {
    RawConnection connection = server.connect().send(head("Content-Length: 10\r\n") + "12345");

    RawResponse response = connection.send("67890").response();

    assertThat(response.body()).isEqualTo("good");
    assertThat(server.backend().last().body().bytes()).asString().isEqualTo("1234567890");
  }

  @Test
  void post_severalOnOneConnection_allServed() {
    String post = "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na";

    RawResponse responses =
        server.connect().send(post + post + head("Content-Length: 1\r\n") + "a").response();

    assertThat(responses.text().split("good", -1)).hasSize(4);
  }

  @Test
  void post_chunked_arrivesWhole() {
    server
        .connect()
        .send(head("Transfer-Encoding: chunked\r\n") + "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
        .response();

    assertThat(server.backend().last().body().bytes()).asString().isEqualTo("abc");
  }

  @Test
  void post_badChunkSize_isMalformed() {
    RawResponse response =
        server.connect().send(head("Transfer-Encoding: chunked\r\n") + "zz\r\n{}\r\n").response();

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void post_secondChunkSizeBad_isMalformed() {
    RawResponse response =
        server
            .connect()
            .send(head("Transfer-Encoding: chunked\r\n") + "2\r\n{}\r\n")
            .send("-1\r\n")
            .response();

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void post_utf8_arrivesUnchanged() {
    byte[] body = "{\"nsrmc\":\"税务局 é 😀\"}".getBytes(UTF_8);

    post(server, "Content-Type: application/json\r\n", body);

    assertThat(server.backend().last().body().bytes()).isEqualTo(body);
  }

  @Test
  void post_byteOrderMark_arrivesUnchanged() {
    byte[] body = "\uFEFF{\"a\":\"税\"}".getBytes(UTF_8);

    post(server, "Content-Type: application/json;charset=UTF-8\r\n", body);

    assertThat(server.backend().last().body().bytes()).isEqualTo(body);
  }

  @Test
  void post_everyByteValue_arrivesUnchanged() {
    byte[] body = new byte[256];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }

    post(server, "Content-Type: application/json;charset=GBK\r\n", body);

    assertThat(server.backend().last().body().bytes()).isEqualTo(body);
  }

  private static RawResponse postChunked(byte[] body) {
    RawConnection connection = server.connect().send(head("Transfer-Encoding: chunked\r\n"));
    int chunk = 1 << 16;
    for (int from = 0; from < body.length; from += chunk) {
      connection.send("%x\r\n%s\r\n".formatted(chunk, new String(body, from, chunk, ISO_8859_1)));
    }
    return connection.send("0\r\n\r\n").response();
  }
}
