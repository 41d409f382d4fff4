package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.EtaxLoginOutcome.AlreadyLoggedIn;
import io.github.qxylogin.client.EtaxLoginOutcome.LoggedIn;
import io.github.qxylogin.client.EtaxLoginOutcome.SmsSent;
import io.github.qxylogin.client.model.CheckEtaxSessionRequest;
import io.github.qxylogin.client.model.SendEtaxSmsCodeRequest;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SingleAccountTest {
  private static final ObjectMapper JSON = Json.mapper();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  SingleAccountTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void sendEtaxSmsCode_smsSent_givesTheTask(Form form) {
    platform.answerCase("sendEtaxSmsCode", "sms-sent");

    assertThat(TypedCalls.call(form, login, "sendEtaxSmsCode"))
        .isEqualTo(new SmsSent(new TaskId("1804053744766218200"), "185****2434", null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "BLOCKING, sendEtaxSmsCode", "FUTURE, sendEtaxSmsCode",
    "BLOCKING, uploadEtaxSmsCode", "FUTURE, uploadEtaxSmsCode"
  })
  void call_loggedIn_givesTheSessions(Form form, String operation) {
    JsonNode result = documented(operation, "logged-in").path("result");
    platform.answerCase(operation, "logged-in");

    assertThat(TypedCalls.call(form, login, operation))
        .isEqualTo(
            new LoggedIn(
                "XXXXXXX",
                "XXXXXXX",
                "0000000000000000000000000000000e",
                new BureauSession(
                    cookie(result, "tpass"),
                    null,
                    EtaxLocalStorage.read(
                        JSON.convertValue(result.at("/tpass/localStorage"), Object.class))),
                new BureauSession(
                    cookie(result, "etax"),
                    result.at("/etax/access_token").textValue(),
                    EtaxLocalStorage.NONE),
                new BureauSession(cookie(result, "dppt"), null, EtaxLocalStorage.NONE)));
  }

  private static CookieHeader cookie(JsonNode result, String system) {
    return CookieHeader.parse(result.path(system).path("cookie").textValue());
  }

  @Test
  void cookies_loggedIn_areThoseOfTheSessions() {
    BureauSession tpass = new BureauSession(CookieHeader.parse("a=1"), null, EtaxLocalStorage.NONE);
    BureauSession etax = new BureauSession(CookieHeader.parse("b=1"), null, EtaxLocalStorage.NONE);
    BureauSession dppt = new BureauSession(CookieHeader.parse("c=1"), null, EtaxLocalStorage.NONE);

    assertThat(new LoggedIn(null, null, null, tpass, etax, dppt).cookies())
        .isEqualTo(new BureauCookies(tpass.cookie(), etax.cookie(), dppt.cookie()));
  }

  @Test
  void uploadEtaxSmsCode_onlyDppt_hasNoOtherSession() {
    ObjectNode body = documented("uploadEtaxSmsCode", "logged-in").deepCopy();
    body.withObject("/result").remove("tpass");
    body.withObject("/result").putNull("etax");
    platform.answer("uploadEtaxSmsCode", body.toString());

    LoggedIn in = (LoggedIn) TypedCalls.call(Form.BLOCKING, login, "uploadEtaxSmsCode");

    assertThat(in.tpass()).isEqualTo(BureauSession.NONE);
    assertThat(in.etax()).isEqualTo(BureauSession.NONE);
    assertThat(in.dppt().cookie().isEmpty()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void sendEtaxSmsCode_loggedInWithoutData_isLoggedInAlready(Form form) {
    platform.answerCase("sendEtaxSmsCode", "logged-in-without-data");

    assertThat(TypedCalls.call(form, login, "sendEtaxSmsCode")).isEqualTo(new AlreadyLoggedIn());
  }

  /** A code finishes one login, which has sessions or is none. */
  @ParameterizedTest
  @EnumSource
  void uploadEtaxSmsCode_noData_isInvalid(Form form) {
    platform.answer(
        "uploadEtaxSmsCode", documented("sendEtaxSmsCode", "logged-in-without-data").toString());

    assertThatThrownBy(() -> TypedCalls.call(form, login, "uploadEtaxSmsCode"))
        .isInstanceOf(InvalidAnswerException.class)
        .hasMessage(
            "uploadEtaxSmsCode answered code 2000 without a usable 'data' (HTTP 200,"
                + " reqId 6f37c2c5a424454f99b4decb6c0cfb30).\n"
                + "The platform may have acted on it: find out before you send it again.");
  }

  @ParameterizedTest
  @CsvSource({
    "BLOCKING, valid, VALID",
    "FUTURE, valid, VALID",
    "BLOCKING, invalid, INVALID",
    "FUTURE, invalid, INVALID",
    "BLOCKING, valid-by-organization, VALID"
  })
  void checkEtaxSession_session_isItsState(Form form, String name, SessionState state) {
    platform.answerCase("checkEtaxSession", name);

    assertThat(TypedCalls.call(form, login, "checkEtaxSession")).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource
  void checkEtaxSession_password_looksOnlyAndSaysThatItIsEncrypted(Form form) throws Exception {
    ObjectNode documented =
        CONTRACT.operation("checkEtaxSession").documentedCase("invalid").request().deepCopy();
    documented.put("gryhmm", Form.ENCRYPTED);
    CheckEtaxSessionRequest request = JSON.treeToValue(documented, CheckEtaxSessionRequest.class);

    form.call(
        () -> login.singleAccount().checkEtaxSession(request),
        () -> login.singleAccount().checkEtaxSessionAsync(request));

    assertThat(sent("checkEtaxSession"))
        .isEqualTo(documented.put("encryptionType", "1").put("isOnlyCheckCache", 1));
    assertThat(request.getEncryptionType()).isNull();
    assertThat(request.getIsOnlyCheckCache()).isNull();
  }

  @Test
  void checkEtaxSession_noPassword_saysNothingOfEncryption() throws Exception {
    login.singleAccount().checkEtaxSession(new CheckEtaxSessionRequest().aggOrgId(7L));

    assertThat(sent("checkEtaxSession"))
        .isEqualTo(JSON.readTree("{\"aggOrgId\":7,\"isOnlyCheckCache\":1}"));
  }

  @ParameterizedTest
  @EnumSource
  void sendEtaxSmsCode_clearPassword_isSentEncryptedAndSaysSo(Form form) throws Exception {
    SendEtaxSmsCodeRequest request =
        SendEtaxSmsCodeRequest.builder()
            .nsrsbh(Form.NSRSBH)
            .areaCode("5100")
            .gryhm("13800000000")
            .gryhmm(Password.of("canary".toCharArray()))
            .sflx("BSY")
            .sjhm("13800000000")
            .build();

    form.call(
        () -> login.singleAccount().sendEtaxSmsCode(request),
        () -> login.singleAccount().sendEtaxSmsCodeAsync(request));

    assertThat(sent("sendEtaxSmsCode").path("encryptionType").asInt()).isEqualTo(1);
    assertThat(Password.isBlocks(sent("sendEtaxSmsCode").path("gryhmm").asText(), 128)).isTrue();
    assertThat(request.getEncryptionType()).isNull();
  }

  private JsonNode sent(String operation) throws IOException {
    return JSON.readTree(platform.requests(operation).get(0).getBody().utf8());
  }

  @Test
  void match_outcome_appliesItsFunction() {
    EtaxLoginOutcome sent = new SmsSent(new TaskId("7"), null, null, null);
    EtaxLoginOutcome in =
        new LoggedIn("n", null, null, BureauSession.NONE, BureauSession.NONE, BureauSession.NONE);

    EtaxLoginOutcome already = new AlreadyLoggedIn();

    assertThat(matched(sent)).isEqualTo("7");
    assertThat(matched(in)).isEqualTo("n");
    assertThat(matched(already)).isEqualTo("already");
  }

  private static String matched(EtaxLoginOutcome outcome) {
    return outcome.match(LoggedIn::nsrsbh, sent -> sent.taskId().value(), already -> "already");
  }

  @Test
  void toString_outcomes_hideSecrets() {
    BureauSession session =
        new BureauSession(
            CookieHeader.parse("a=canary"), "canary", EtaxLocalStorage.read("canary"));

    assertThat(new SmsSent(new TaskId("7"), "185****2434", "n", null))
        .hasToString("SmsSent[taskId=7, mobile=██, nsrsbh=n, nsrsbhName=null]");
    assertThat(new SmsSent(new TaskId("7"), null, null, null))
        .hasToString("SmsSent[taskId=7, mobile=null, nsrsbh=null, nsrsbhName=null]");
    assertThat(session)
        .hasToString(
            "BureauSession[cookie=CookieHeader[cookies=1], accessToken=██,"
                + " localStorage=EtaxLocalStorage[items=0]]");
    assertThat(BureauSession.NONE)
        .hasToString(
            "BureauSession[cookie=CookieHeader[cookies=0], accessToken=null,"
                + " localStorage=EtaxLocalStorage[items=0]]");
  }
}
