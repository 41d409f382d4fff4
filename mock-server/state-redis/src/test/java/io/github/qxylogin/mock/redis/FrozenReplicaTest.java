package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.MockProcess;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A replica stands still for longer than others wait for it, and then goes on. */
@Slow
class FrozenReplicaTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation CHECK = CONTRACT.operation("checkSession");
  private static final int ROUNDS = 5;
  private static final int LONGEST_MILLIS = 60_000;

  /** It first responds to the waiting requests, with its earlier state or the new one. */
  @Test
  void thaw_afterOthersSetAFaultAndAnOutcome_respondsByThem() throws Exception {
    try (RealRedis redis = RealRedis.start();
        MockProcess frozen =
            MockProcess.start("--port", "0", "--state", redis.address("?timeout=20s").toString());
        LoginMock left = LoginMock.builder().state(redis.address("?timeout=20s")).start()) {
      URI address = URI.create(frozen.address());
      Http mock = new Http(address.toString());
      for (int round = 0; round < ROUNDS; round++) {
        String taxpayer = "9111TEST%06d".formatted(round);
        assertThat(mock.post(CHECK.path(), "{}").status()).isEqualTo(200);

        RealRedis.signal(frozen.process(), "STOP");
        left.operation(CHECK.id()).fails(FaultKind.BAD_GATEWAY);
        left.identity(taxpayer).returns("sms-too-frequent");
        try (Socket check = asked(address, CHECK, "{}");
            Socket send = asked(address, SEND, body(taxpayer))) {
          RealRedis.signal(frozen.process(), "CONT");

          assertThat(response(check)).startsWith("HTTP/1.1 502");
          assertThat(response(send)).contains("X-Mock-Case: sms-too-frequent");
        }
        left.reset();
      }
    }
  }

  private static String body(String taxpayer) {
    ObjectNode body = SEND.firstSuccess().request().deepCopy();
    return body.put("nsrsbh", taxpayer).toString();
  }

  /** Sends a request to who does not listen: it waits in the socket. */
  private static Socket asked(URI address, Operation operation, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
    socket.setSoTimeout(LONGEST_MILLIS);
    String request =
        String.join(
            "\r\n",
            operation.method() + " " + operation.path() + " HTTP/1.1",
            "Host: " + address.getAuthority(),
            "Content-Type: application/json",
            "Content-Length: " + body.getBytes(UTF_8).length,
            "Connection: close",
            "",
            body);
    socket.getOutputStream().write(request.getBytes(UTF_8));
    return socket;
  }

  private static String response(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
