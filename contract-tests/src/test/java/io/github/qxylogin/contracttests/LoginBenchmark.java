package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.model.UploadSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SmsSent;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the client's login of three calls (send, upload, check) against the mock server, and in
 * turn with it three calls of the same client against a stock WireMock with one stub beside the
 * token's. All in one process, one call at a time: {@code ./mvnw -Pbenchmark -DskipTests verify}.
 */
final class LoginBenchmark {
  private static final int WARM_UP = 30;
  private static final int ROUNDS = 40;
  private static final int LOGINS = 100;
  private static final Contract CONTRACT = Contract.load();

  private int taxpayers;

  private LoginBenchmark() {}

  public static void main(String[] args) throws IOException {
    new LoginBenchmark().run();
  }

  private void run() throws IOException {
    List<Double> mocked = new ArrayList<>();
    List<Double> stubbed = new ArrayList<>();
    WireMockServer stock = stock();
    try (LoginMock mock = LoginMock.start();
        QixiangyunLogin toMock = client(mock.url());
        QixiangyunLogin toStock = client("http://127.0.0.1:" + stock.port())) {
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        double login = perLogin(() -> login(toMock));
        double calls = perLogin(() -> sameUpload(toStock));
        if (round >= WARM_UP) {
          mocked.add(login);
          stubbed.add(calls);
        }
      }
    } finally {
      stock.stop();
    }
    System.out.println("One login of the client, median of " + ROUNDS + " × " + LOGINS + ":");
    print("login against the mock server", median(mocked), median(stubbed));
    print("3 calls to stock WireMock", median(stubbed), median(stubbed));
  }

  private static double median(List<Double> times) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static void print(String name, double time, double stubbed) {
    System.out.printf(Locale.ROOT, "  %-32s %8.1f µs  ratio %.2f%n", name, time, time / stubbed);
  }

  private static double perLogin(Runnable login) {
    long start = System.nanoTime();
    for (int i = 0; i < LOGINS; i++) {
      login.run();
    }
    return (System.nanoTime() - start) / 1e3 / LOGINS;
  }

  private void login(QixiangyunLogin client) {
    String taxpayer = "91110000TEST" + taxpayers++;
    SmsSent sent =
        client
            .multiAccount()
            .sendSmsCode(sending().toBuilder().nsrsbh(taxpayer).buildPartial())
            .execute()
            .smsSent()
            .orElseThrow();
    LoggedIn session = sent.uploadSmsCode(uploading().smsCode().orElseThrow()).execute();
    if (!session.checkSession().execute().isSessionHeld()) {
      throw new IllegalStateException("the session of a fresh login does not hold");
    }
  }

  private static void sameUpload(QixiangyunLogin client) {
    for (int call = 0; call < 3; call++) {
      client.multiAccount().uploadSmsCode(uploading()).execute();
    }
  }

  private static WireMockServer stock() {
    WireMockServer stock =
        new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    stock.start();
    for (Flow.Role role : new Flow.Role[] {Flow.Role.ISSUES_TOKEN, Flow.Role.REDEEMS_TASK}) {
      Operation operation = CONTRACT.operations(role).get(0);
      stock.stubFor(
          WireMock.post(operation.path())
              .willReturn(
                  WireMock.okForContentType(
                      "application/json;charset=UTF-8",
                      operation.firstSuccess().response().toString())));
    }
    return stock;
  }

  private static QixiangyunLogin client(String url) {
    WorkedSample sample = CONTRACT.securityHeaders().sample();
    return QixiangyunLogin.builder()
        .baseUrl(url)
        .credentials(sample.appKey(), sample.appSecret())
        .build();
  }

  private static SendSmsCodeRequest sending() {
    return documented(Flow.Role.ISSUES_TASK, SendSmsCodeRequest.class);
  }

  private static UploadSmsCodeRequest uploading() {
    return documented(Flow.Role.REDEEMS_TASK, UploadSmsCodeRequest.class);
  }

  private static <T> T documented(Flow.Role role, Class<T> type) {
    Operation operation = CONTRACT.operations(role).get(0);
    return new ObjectMapper().convertValue(operation.firstSuccess().request(), type);
  }
}
