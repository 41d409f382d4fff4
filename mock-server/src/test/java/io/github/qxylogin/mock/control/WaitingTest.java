package io.github.qxylogin.mock.control;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedState;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixty-four wait for an SMS, as many as may; what does not wait for one does not feel it. */
class WaitingTest {
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final int MAX = 64;
  private static final String LATEST = "/__mock/sms/latest?wait=PT1M&sjhm=";
  private static final String WAITED_FOR = "13800000001";
  private static final String SENT = "13800000002";
  private static final String NONE = "/__mock/sms/latest?wait=PT0.01S&sjhm=13800000003";

  private final LoginMock mock = TestedState.mock().start();
  private final Http http = new Http(mock.url());
  private final ExecutorService threads = Executors.newFixedThreadPool(MAX);
  private List<Future<Http.Response>> waiting;

  @BeforeEach
  void takeAllPlaces() {
    send(http, SENT);
    // Asking whether all places are taken takes one for a moment.
    Callable<Http.Response> waiter =
        () -> {
          Http.Response response = http.get(LATEST + WAITED_FOR);
          while (response.status() == 503) {
            response = http.get(LATEST + WAITED_FOR);
          }
          return response;
        };
    waiting = Stream.generate(() -> waiter).limit(MAX).map(threads::submit).toList();
    await(() -> http.get(NONE).status() == 503);
  }

  @AfterEach
  void letThemGo() throws Exception {
    send(http, WAITED_FOR);
    for (Future<Http.Response> each : waiting) {
      assertThat(each.get().at("/nsrsbh")).isEqualTo(taxpayer(WAITED_FOR));
    }
    threads.shutdown();
    mock.close();
  }

  @Test
  void latest_smsIsThere_needsNoPlace() {
    assertThat(http.get(LATEST + SENT).at("/nsrsbh")).isEqualTo(taxpayer(SENT));
  }

  @Test
  void latest_noWaitAsked_needsNoPlace() {
    assertThat(http.get("/__mock/sms/latest?sjhm=13800000003").status()).isEqualTo(404);
  }

  @Test
  void latest_ofASandbox_hasThePlacesOfItsServer() {
    try (LoginMock sandbox = mock.openSandbox()) {
      assertThat(new Http(sandbox.url()).get(NONE).status()).isEqualTo(503);
    }
  }

  @Test
  void latest_ofAnotherServer_hasPlacesOfItsOwn() {
    try (LoginMock other = TestedState.mock().start()) {
      assertThat(new Http(other.url()).get(NONE).status()).isEqualTo(404);
    }
  }

  private static void send(Http http, String mobile) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    body.put("nsrsbh", taxpayer(mobile)).put("gryhm", mobile).put("sjhm", mobile);
    assertThat(http.post(SEND.path(), body).caseName()).isEqualTo("sms-sent");
  }

  private static String taxpayer(String mobile) {
    return "91110000" + mobile.substring(1);
  }
}
