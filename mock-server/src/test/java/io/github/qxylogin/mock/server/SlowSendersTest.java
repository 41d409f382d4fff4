package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.server.RawPost.head;
import static io.github.qxylogin.mock.testing.RawResponseAssert.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.Limits;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many slow senders, none of which times out within the test. */
class SlowSendersTest {

  private static final int MANY = 200;

  @RegisterExtension
  static final RunningServer server = new RunningServer(Limits.withBodyTime(Duration.ofMinutes(5)));

  @Test
  void post_besideSlowSenders_isGood() {
    List<RawConnection> slow =
        IntStream.range(0, MANY)
            .mapToObj(i -> server.connect().send(head("Content-Length: 10\r\n") + "12345"))
            .toList();

    RawResponse response = server.connect().send(head("Content-Length: 2\r\n") + "{}").response();

    assertThat(response.body()).isEqualTo("good");
    slow.forEach(RawConnection::close);
  }

  @Test
  void post_besideSlowChunkSenders_isGood() {
    List<RawConnection> slow =
        IntStream.range(0, MANY)
            .mapToObj(
                i -> server.connect().send(head("Transfer-Encoding: chunked\r\n") + "5\r\n123"))
            .toList();

    RawResponse response = server.connect().send(head("Content-Length: 2\r\n") + "{}").response();

    assertThat(response.body()).isEqualTo("good");
    slow.forEach(RawConnection::close);
  }

  @Test
  void post_hugeLengthDeclared_isTooLargeAtOnce() {
    RawResponse response =
        server.connect().send(head("Content-Length: 999999999999\r\n")).response();

    assertRejected(response, Problem.BODY_TOO_LARGE);
  }
}
