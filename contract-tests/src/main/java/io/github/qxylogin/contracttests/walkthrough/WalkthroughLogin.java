package io.github.qxylogin.contracttests.walkthrough;

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
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.journal.RecordedCall;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Plays a login through the client, and prints its calls: send, read the code, upload, check. */
final class WalkthroughLogin {
  private final LoginMock mock;
  private final PrintStream out;
  private final QixiangyunLogin login;
  private final SendSmsCodeRequest request;
  private int shown;

  WalkthroughLogin(Contract contract, LoginMock mock, PrintStream out) {
    this.mock = mock;
    this.out = out;
    WorkedSample sample = contract.securityHeaders().sample();
    login =
        QixiangyunLogin.builder()
            .baseUrl(mock.url())
            .credentials(sample.appKey(), sample.appSecret())
            .build();
    ObjectNode valid = ValidRequest.of(contract.operations(Flow.Role.ISSUES_TASK).get(0));
    request = new ObjectMapper().convertValue(valid, SendSmsCodeRequest.class);
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
    } catch (QixiangyunException rejected) {
      printCalls("");
      out.println("✗ " + rejected.getMessage());
      return false;
    }
  }

  /** On the real platform a person reads the code from a telephone. */
  private LoggedIn upload(SmsSent sent) {
    String smsCode = mock.smsCode(sent.taskId().value());
    return step(sent.uploadSmsCode(smsCode), in -> "account " + in.accountId());
  }

  private <T> T step(QixiangyunCall<T> call, Function<T, String> summary) {
    T result = call.execute();
    printCalls(summary.apply(result));
    return result;
  }

  /** Prints every call that a step took: the first one takes a token too. */
  private void printCalls(String summary) {
    List<RecordedCall> calls = mock.calls();
    for (; shown < calls.size(); shown++) {
      RecordedCall call = calls.get(shown);
      out.printf(
          Locale.ROOT,
          "  %-13s  code %-6s  reqId %-32s  %s%n",
          call.request().operation().orElse(call.request().path()),
          call.response().code(),
          new Envelope(call.response().body().content()).requestId().orElse("–"),
          shown + 1 < calls.size() ? "a token for the next calls" : summary);
    }
  }
}
