package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.Http2Relay.Cut;
import io.github.qxylogin.client.Http2Relay.End;
import io.github.qxylogin.client.Http2Relay.Point;
import io.github.qxylogin.client.errors.ApiConnectionException;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream or a connection that breaks over HTTP/2 is like a connection that breaks without. */
class Http2Test {
  @AutoClose private final FakePlatform platform = new FakePlatform(Wire.PRIOR_KNOWLEDGE);
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final OkHttpClient http =
      Wire.PRIOR_KNOWLEDGE.client().socketFactory(PromptSockets.clients(sockets::add)).build();

  private static Stream<Cut> cuts(Set<Point> points) {
    return points.stream()
        .flatMap(point -> Arrays.stream(End.values()).map(end -> new Cut(point, end)))
        .filter(Cut::isPossible);
  }

  private static boolean isGraceful(Cut cut) {
    return cut.end() == End.GOAWAY_GRACEFUL;
  }

  static Stream<Cut> cutsBeforeTheRequest() {
    return cuts(EnumSet.of(Point.IDLE));
  }

  static Stream<Cut> cutsAfterTheRequest() {
    return cuts(EnumSet.complementOf(EnumSet.of(Point.IDLE))).filter(cut -> !isGraceful(cut));
  }

  static Stream<Cut> gracefulCuts() {
    return cuts(EnumSet.allOf(Point.class)).filter(Http2Test::isGraceful);
  }

  private QixiangyunLogin client(Http2Relay relay) {
    return platform.builder().baseUrl(relay.address()).okHttpClient(http).build();
  }

  /** Returns a client with a token, which has noticed whether its connection ended after that. */
  private QixiangyunLogin clientWithToken(Http2Relay relay, Cut cut) {
    QixiangyunLogin login = client(relay);
    login.sign("POST", new byte[0]);
    if (cut.endsConnectionAfterResponse()) {
      Await.until("the client closes the connection", () -> sockets.element().isClosed());
    }
    return login;
  }

  @AfterEach
  void closeConnections() {
    http.connectionPool().evictAll();
  }

  @ParameterizedTest
  @MethodSource({"cutsBeforeTheRequest", "gracefulCuts"})
  void checkSession_connectionEndsInOrderOrBeforeIt_reachesThePlatformOnce(Cut cut)
      throws IOException {
    try (Http2Relay relay = new Http2Relay(platform, 2, cut);
        QixiangyunLogin login = clientWithToken(relay, cut)) {
      assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
    }

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("cutsAfterTheRequest")
  void checkSession_responseBreaks_isSentAgain(Cut cut) throws IOException {
    try (Http2Relay relay = new Http2Relay(platform, 2, cut);
        QixiangyunLogin login = client(relay)) {
      assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
    }

    assertThat(platform.requests("checkSession")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("cutsAfterTheRequest")
  void fetchToken_responseBreaks_isSentAgain(Cut cut) throws IOException {
    try (Http2Relay relay = new Http2Relay(platform, 1, cut);
        QixiangyunLogin login = client(relay)) {
      assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();
    }

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource({"cutsBeforeTheRequest", "gracefulCuts"})
  void sendSmsCode_connectionEndsInOrderOrBeforeIt_isSentOnce(Cut cut) throws IOException {
    try (Http2Relay relay = new Http2Relay(platform, 2, cut);
        QixiangyunLogin login = clientWithToken(relay, cut)) {
      assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();
    }

    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("cutsAfterTheRequest")
  void sendSmsCode_responseBreaks_isSentOnceAndMayHaveActed(Cut cut) throws IOException {
    try (Http2Relay relay = new Http2Relay(platform, 2, cut);
        QixiangyunLogin login = client(relay)) {
      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.send(login));

      assertThat(failed.mayHaveActed()).isTrue();
      assertThat(failed.retryable()).isFalse();
    }

    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }
}
