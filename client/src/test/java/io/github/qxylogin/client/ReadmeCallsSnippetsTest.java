package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.LoginOutcome.LoggedIn;
import io.github.qxylogin.client.api.ConfigApi;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.model.UploadSmsCodeRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Response;

/** The Java blocks of the READMEs, each in a test that runs it; {@link ReadmeTest} compares. */
class ReadmeCallsSnippetsTest {
  private final String appKey = FakePlatform.APP_KEY;
  private final String appSecret = FakePlatform.APP_SECRET;
  private final String nsrsbh = Form.NSRSBH;
  private final AccountId accountId = Form.ACCOUNT;
  private final List<String> done = new CopyOnWriteArrayList<>();
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();
  private final String address = platform.address();

  ReadmeCallsSnippetsTest() throws IOException {}

  private static String askForTheCode() {
    return "002100";
  }

  private void keep(LoggedIn session, SessionState state) {
    done.add(session.cookies().dppt().names().iterator().next() + " is " + state);
  }

  @Test
  void login_codeSentBySms_endsInAValidSession() {
    platform.answerCase("sendSmsCode", "sms-sent");
    platform.answerCase("checkSession", "valid");
    char[] typed = "no password".toCharArray();

    try (QixiangyunLogin login =
            QixiangyunLogin.builder().baseUrl(address).credentials(appKey, appSecret).build();
        Password password = Password.of(typed)) {
      SendSmsCodeRequest request =
          SendSmsCodeRequest.builder()
              .nsrsbh(nsrsbh)
              .areaCode("5100")
              .gryhm("13800000000")
              .gryhmm(password)
              .sflx("BSY")
              .sjhm("13800000000")
              .build();
      LoginOutcome outcome = login.multiAccount().sendSmsCode(request);
      LoggedIn session =
          outcome.match(
              loggedIn -> loggedIn,
              smsSent -> {
                UploadSmsCodeRequest code =
                    UploadSmsCodeRequest.builder()
                        .taskId(smsSent.taskId().value())
                        .nsrsbh(nsrsbh)
                        .smsCode(askForTheCode())
                        .build();
                return login.multiAccount().uploadSmsCode(code);
              });
      SessionState state = login.multiAccount().checkSession(nsrsbh, session.accountId());
      keep(session, state);
    }

    assertThat(done).containsExactly("DZSWJ_TGC is VALID");
  }

  @Test
  void session_storedAsJson_isTheSame() throws IOException {
    platform.answerCase("checkSession", "valid");
    ObjectMapper mapper = new ObjectMapper();
    LoggedIn session = Form.BLOCKING.upload(login);

    String stored = mapper.writeValueAsString(session);
    LoggedIn restored = mapper.readValue(stored, LoggedIn.class);
    SessionState state = login.multiAccount().checkSession(nsrsbh, restored.accountId());

    assertThat(restored).isEqualTo(session);
    assertThat(state).isEqualTo(SessionState.VALID);
  }

  @Test
  void toBuilder_otherCredentials_callsAsThatTenant() {
    platform.answerCase("checkSession", "valid");
    String tenantKey = "tenant";
    String tenantSecret = "no-real-secret-either";

    try (QixiangyunLogin tenant = login.toBuilder().credentials(tenantKey, tenantSecret).build()) {
      note(tenant.multiAccount().checkSession(nsrsbh, accountId));
    }

    assertThat(done).containsExactly("VALID");
    assertThat(platform.requests("fetchToken").get(0).getBody().utf8()).contains(tenantKey);
  }

  @Test
  void exception_made_tellsWhatItWasTold() {

    SmsTooFrequentException tooFrequent =
        SmsTooFrequentException.of(
            ExceptionDetails.of("sendSmsCode").code("8001").retryAfter(Duration.ofMinutes(2)));

    assertThat(tooFrequent.retryAfter()).contains(Duration.ofMinutes(2));
  }

  private static UploadSmsCodeRequest upload(TaskId taskId, String smsCode) {
    return Form.uploading().taskId(taskId.value()).smsCode(smsCode);
  }

  @Test
  void match_codeSentBySms_endsInAValidSession() {
    platform.answerCase("sendSmsCode", "sms-sent");
    platform.answerCase("checkSession", "valid");
    SendSmsCodeRequest request = Form.sending();

    try (QixiangyunLogin login =
        QixiangyunLogin.builder().baseUrl(address).credentials(appKey, appSecret).build()) {
      MultiAccount api = login.multiAccount();
      LoggedIn session =
          api.sendSmsCode(request)
              .match(
                  loggedIn -> loggedIn,
                  smsSent -> api.uploadSmsCode(upload(smsSent.taskId(), askForTheCode())));
      keep(session, api.checkSession(nsrsbh, session.accountId()));
    }

    assertThat(done).containsExactly("DZSWJ_TGC is VALID");
  }

  private void note(SessionState state) {
    done.add("" + state);
  }

  @Test
  void checkSessionAsync_answered_notesTheState() {
    platform.answerCase("checkSession", "valid");
    Executor executor = Runnable::run;

    CompletableFuture<Void> noted =
        login
            .multiAccount()
            .checkSessionAsync(nsrsbh, accountId)
            .thenAcceptAsync(this::note, executor);

    assertThat(noted).succeedsWithin(Form.PATIENCE);
    assertThat(done).containsExactly("VALID");
  }

  @Test
  void api_rawCall_givesTheAnswerAsItCame() throws IOException {
    Response<Envelope> answer = login.api(ConfigApi.class).checkSelfHeldLogin().execute();

    assertThat(answer.body().getCode()).isEqualTo("2000");
  }

  private void proceed(LoginOutcome outcome) {
    done.add("proceed as " + outcome.getClass().getSimpleName());
  }

  private void askAgain(Optional<String> text) {
    done.add("ask again: " + text.orElseThrow());
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
    "8001, try later PT2M",
    "400430, try later PT30S",
    "504001, find out sendSmsCode r1"
  })
  void sendSmsCode_anyOutcome_findsItsReaction(String code, String reaction) {
    SendSmsCodeRequest request = Form.sending();
    platform.answerCase("sendSmsCode", "sms-sent");
    if (!code.equals("2000")) {
      platform.answer("sendSmsCode", refusal(code, "why"));
    }

    try {
      proceed(login.multiAccount().sendSmsCode(request));
    } catch (LoginInformationException wrong) {
      askAgain(wrong.vendorMessage());
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

  @Test
  void tokenStore_sharedByTwo_fetchesOnce() {
    Map<String, String> secrets = new ConcurrentHashMap<>();

    TokenStore shared =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String appKey) {
            return Optional.ofNullable(secrets.get("qixiangyun:" + appKey))
                .map(AccessToken::decode);
          }

          @Override
          public void save(String appKey, AccessToken token) {
            secrets.put("qixiangyun:" + appKey, token.encode());
          }
        };

    try (QixiangyunLogin one = platform.builder().tokenStore(shared).build();
        QixiangyunLogin other = platform.builder().tokenStore(shared).build()) {
      Form.BLOCKING.check(one);
      Form.BLOCKING.check(other);
    }
    assertThat(platform.requests("fetchToken")).hasSize(1);
    assertThat(platform.requests("checkSession")).hasSize(2);
  }
}
