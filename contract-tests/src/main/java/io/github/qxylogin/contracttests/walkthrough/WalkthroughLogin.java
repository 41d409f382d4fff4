package io.github.qxylogin.contracttests.walkthrough;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.client.services.MultiAccountService.SmsSent;
import io.github.qxylogin.client.services.QixiangyunCall;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The documented login through the client: send, read the code, upload, check. */
final class WalkthroughLogin {
  private final String url;
  private final PrintStream out;
  private final WalkthroughObserver observer;
  private final QixiangyunLogin login;
  private final SendSmsCodeRequest request;

  WalkthroughLogin(Contract contract, String url, PrintStream out) {
    this.url = url;
    this.out = out;
    observer = new WalkthroughObserver(contract);
    WorkedSample sample = contract.workedSample();
    login =
        QixiangyunLogin.builder()
            .baseUrl(url)
            .credentials(sample.appKey(), sample.appSecret())
            .okHttpClient(new OkHttpClient.Builder().addInterceptor(observer).build())
            .build();
    ObjectNode usual = UsualBody.of(contract.operations(Flow.Role.ISSUES_TASK).get(0));
    request = new ObjectMapper().convertValue(usual, SendSmsCodeRequest.class);
  }

  /** Goes through the login and returns whether every step held. */
  boolean run() {
    try (login) {
      SendSmsCodeOutcome outcome =
          step(
              login.multiAccount().sendSmsCode(request),
              o -> o.match(sent -> "an SMS was sent, task " + sent.taskId(), in -> "logged in"));
      LoggedIn session = outcome.match(this::upload, in -> in);
      boolean held =
          step(
                  session.checkSession(),
                  s -> s.isSessionHeld() ? "the session holds" : "the session does not hold")
              .isSessionHeld();
      out.println(held ? "✓ logged in" : "✗ logged in, but without a session");
      return held;
    } catch (QixiangyunException refused) {
      observer.take().forEach(seen -> print(seen, ""));
      out.println("✗ " + refused.getMessage());
      return false;
    }
  }

  private LoggedIn upload(SmsSent sent) {
    return step(
        sent.uploadSmsCode(smsCode(sent.taskId().value())), in -> "account " + in.accountId());
  }

  /** On the real platform a person reads it from a telephone. */
  private String smsCode(String taskId) {
    Request sms = new Request.Builder().url(url + "/__mock/sms").build();
    try (Response response = new OkHttpClient().newCall(sms).execute()) {
      for (JsonNode sent : JsonText.parse(response.body().bytes())) {
        if (sent.path("taskId").asText().equals(taskId)) {
          return sent.path("smsCode").asText();
        }
      }
      throw new IllegalStateException("the mock server sent no SMS for task " + taskId);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Prints every answer that the call took: the first one takes a token too. */
  private <T> T step(QixiangyunCall<T> call, Function<T, String> told) {
    T result = call.execute();
    Iterator<WalkthroughObserver.Seen> answers = observer.take().iterator();
    while (answers.hasNext()) {
      WalkthroughObserver.Seen seen = answers.next();
      print(seen, answers.hasNext() ? "a token for the next calls" : told.apply(result));
    }
    return result;
  }

  private void print(WalkthroughObserver.Seen seen, String told) {
    out.printf(
        Locale.ROOT,
        "  %-13s  code %-6s  reqId %-32s  %s%n",
        seen.operation(),
        seen.code(),
        seen.requestId(),
        told);
  }
}
