package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.errors.LoginInformationException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.model.CheckSessionResponse;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.Codes;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.MultiAccountService;
import io.github.qxylogin.client.services.MultiAccountService.CheckSessionOutcome;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.client.services.MultiAccountService.SmsSent;
import io.github.qxylogin.client.services.QixiangyunCall;
import io.github.qxylogin.client.types.CookieHeader;
import io.github.qxylogin.client.types.TaskId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.http.Body;
import retrofit2.http.POST;

/**
 * The Java blocks of the READMEs and the guides, each in a test that runs it; {@link ReadmeTest}
 * compares.
 */
class ReadmeCallsSnippetsTest {
  private final String appKey = FakePlatform.APP_KEY;
  private final String appSecret = FakePlatform.APP_SECRET;
  private final List<String> done = new CopyOnWriteArrayList<>();
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();
  private final String address = platform.address();

  private static String askForTheCode() {
    return "002100";
  }

  private void keep(LoggedIn session, boolean held) {
    CookieHeader cookies = session.dppt().orElseThrow().cookie().orElseThrow();
    done.add(cookies.names().iterator().next() + " holds: " + held);
  }

  @Test
  void toBuilder_otherCredentials_callsAsThatTenant() {
    platform.respondWithCase("checkSession", "valid");
    CheckSessionRequest request = Form.checking();
    String tenantKey = "tenant";
    String tenantSecret = "no-real-secret-either";

    try (QixiangyunLogin tenant = login.toBuilder().credentials(tenantKey, tenantSecret).build()) {
      note(tenant.multiAccount().checkSession(request).execute());
    }

    assertThat(done).containsExactly("held: true");
    assertThat(platform.requests("fetchToken").get(0).getBody().snapshot().utf8())
        .contains(tenantKey);
  }

  @Test
  void services_madeByHand_standInForAClient() {
    SendSmsCodeRequest request = Form.sending();

    class FakeLogin implements LoginServices, MultiAccountService {
      @Override
      public <S> S service(Class<S> type) {
        return type.cast(this);
      }

      @Override
      public QixiangyunCall<SendSmsCodeOutcome> sendSmsCode(SendSmsCodeRequest request) {
        SmsSent smsSent = SmsSent.builder().taskId(new TaskId("1")).build();
        return QixiangyunCall.of(SendSmsCodeOutcome.of(smsSent.bindTo(this)));
      }
    }

    LoginServices login = new FakeLogin();
    SmsSent smsSent = login.multiAccount().sendSmsCode(request).execute().smsSent().orElseThrow();
    assertThatThrownBy(() -> smsSent.uploadSmsCode("002100").execute())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(platform.requests("sendSmsCode")).isEmpty();
  }

  @Test
  void match_codeSentBySms_endsInAValidSession() {
    platform.respondWithCase("sendSmsCode", "sms-sent");
    platform.respondWithCase("checkSession", "valid");
    SendSmsCodeRequest request = Form.sending();

    try (QixiangyunLogin login =
        QixiangyunLogin.builder().baseUrl(address).credentials(appKey, appSecret).build()) {
      LoggedIn session =
          login
              .multiAccount()
              .sendSmsCode(request)
              .execute()
              .match(
                  smsSent -> smsSent.uploadSmsCode(askForTheCode()).execute(),
                  loggedIn -> loggedIn);
      keep(session, session.checkSession().execute().isSessionHeld());
    }

    assertThat(done).containsExactly("DZSWJ_TGC holds: true");
  }

  private void note(CheckSessionOutcome check) {
    done.add("held: " + check.isSessionHeld());
  }

  /** A Retrofit interface of an application's own, for what the contract does not describe. */
  interface InvoiceApi {
    @POST("v2/public/login/multiacc/checkAsyncLoginDpptCache")
    QixiangyunCall<CheckSessionResponse> check(@Body CheckSessionRequest request);
  }

  @Test
  void api_ownInterface_hasTheExceptionsToo() {
    platform.respondWithCase("checkSession", "valid");
    CheckSessionRequest request = Form.checking();

    CheckSessionResponse response = login.api(InvoiceApi.class).check(request).execute();

    assertThat(response.data()).contains(true);
  }

  static Stream<Arguments> checks() {
    return Stream.of(
        arguments(FakePlatform.documented("checkSession", "valid").toString(), true),
        arguments(FakePlatform.documented("checkSession", "invalid").toString(), false),
        arguments(FakePlatform.errorResponse("4999", ""), false));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void on_storedOutcome_continuesIt(String response, boolean expected) throws IOException {
    platform.respond("checkSession", response);
    LoggedIn session = Form.BLOCKING.upload(login);
    ObjectMapper mapper = new ObjectMapper();

    String stored = mapper.writeValueAsString(session);
    LoggedIn read = mapper.readValue(stored, LoggedIn.class).bindTo(login);
    boolean held = read.checkSession().execute().isSessionHeld();

    assertThat(held).isEqualTo(expected);
    assertThat(read).isEqualTo(session);
  }

  private void proceed(SendSmsCodeOutcome outcome) {
    done.add("proceed as " + outcome.get().getClass().getSimpleName());
  }

  private void askAgain(Optional<String> text) {
    done.add("ask again: " + text.orElseThrow());
  }

  private void haveItUnlocked() {
    done.add("have it unlocked");
  }

  private void findOut(String operation, Optional<String> reqId) {
    done.add("find out " + operation + " " + reqId.orElseThrow());
  }

  private void tryLater(Duration wait) {
    done.add("try later " + wait);
  }

  @ParameterizedTest
  @CsvSource({
    "2000, proceed as SmsSent",
    "4038, ask again: why",
    "4251, have it unlocked",
    "8001, try later PT2M",
    "40101, try later PT30S",
    "400430, find out sendSmsCode r1",
    "504001, find out sendSmsCode r1"
  })
  void sendSmsCode_anyOutcome_findsItsReaction(String code, String reaction) {
    SendSmsCodeRequest request = Form.sending();
    platform.respondWithCase("sendSmsCode", "sms-sent");
    if (!code.equals("2000")) {
      platform.respond("sendSmsCode", errorResponse(code, "why"));
    }

    try {
      proceed(login.multiAccount().sendSmsCode(request).execute());
    } catch (LoginInformationException wrong) {
      if (wrong.code().filter(Codes.ACCOUNT_LOCKED::equals).isPresent()) {
        haveItUnlocked();
      } else {
        askAgain(wrong.vendorMessage());
      }
    } catch (QixiangyunException failed) {
      if (failed.mayHaveActed()) {
        findOut(failed.operation(), failed.reqId());
      } else if (failed.retryable()) {
        tryLater(failed.retryAfter().orElse(Duration.ofSeconds(30)));
      } else {
        throw failed;
      }
    }

    assertThat(done).containsExactly(reaction);
  }
}
