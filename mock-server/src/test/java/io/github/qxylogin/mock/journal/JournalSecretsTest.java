package io.github.qxylogin.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.QueryParameters;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.text.Message;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Canaries go in under every sensitive name, and must not come out of the journal. */
class JournalSecretsTest {
  @RegisterExtension
  static final LoginMockExtension MOCK =
      LoginMockExtension.with(LoginMock.builder().corsOrigins("*"));

  private static final String CANARY = "c4n4ry";
  private static final Contract CONTRACT = Contract.load();
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");

  private final Http http;

  JournalSecretsTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  static List<Operation> operations() {
    return CONTRACT.operations();
  }

  /** Returns one operation for each set of sensitive fields. */
  static Collection<Operation> operationsOfOtherSecrets() {
    return CONTRACT.operations().stream()
        .collect(
            Collectors.toMap(
                operation ->
                    operation.fields().stream()
                        .filter(Field::sensitive)
                        .map(Field::name)
                        .collect(Collectors.toSet()),
                operation -> operation,
                (first, same) -> first))
        .values();
  }

  /** As the journal has them, whatever the rules and the server make of such calls. */
  @ParameterizedTest
  @MethodSource("operations")
  void record_canariesInEverySensitivePlace_showsNone(Operation operation) {
    Store store = Store.inMemory();
    Identities identities = new Identities(none -> List.of(), none -> List.of());
    Journal journal =
        new Journal(CONTRACT, WrongNames.redaction(CONTRACT), 1_000, identities, store);
    ChosenResponse response = ChosenResponse.of(operation.firstSuccess());
    Message why = Message.plain("quotes " + canary("smsCode"));
    Decision decision = Decision.of("rule", response.because(why));
    Map<String, String> headers = headers();
    for (String body : bodies(operation)) {
      byte[] sent = body.getBytes(UTF_8);
      MockRequest call = new MockRequest("POST", operation.path(), query(), headers::get, sent);
      journal.record(call, decision, MockResponse.of(response).withBody(sent), Instant.EPOCH, 1);
    }
    String hidden = operation.path() + "/" + encoded(canary("smsCode"));
    byte[] sent = bodies(operation).get(0).getBytes(UTF_8);
    journal.record(
        new MockRequest("GET", hidden, "", headers::get, sent),
        decision,
        MockResponse.of(response),
        Instant.EPOCH,
        1);

    List<RecordedCall> calls = journal.calls();

    assertThat(calls).hasSize(bodies(operation).size() + 1);
    assertThat(calls.toString()).doesNotContainIgnoringCase(CANARY);
    assertThat(calls.stream().map(CallJson::of).toList().toString())
        .doesNotContainIgnoringCase(CANARY);
    assertThat(CallJson.har(calls).toString()).doesNotContainIgnoringCase(CANARY);
  }

  /** The rules of an operation see only a body that is a JSON object. */
  @ParameterizedTest
  @MethodSource("operationsOfOtherSecrets")
  void requests_canariesInEachMember_showNone(Operation operation) {
    List<String> bodies =
        bodies(operation).stream()
            .filter(body -> CallMasking.read(body.getBytes(UTF_8)).isPresent())
            .toList();
    String[] headers =
        headers().entrySet().stream()
            .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
            .toArray(String[]::new);
    bodies.forEach(body -> http.post(operation.path(), body, headers));

    assertSilent(bodies.size());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void requests_documentedCalls_areShownButForWhatTheContractMarks(Operation operation) {
    for (Case documented : operation.cases()) {
      JsonNode sent = documented.request() == null ? Http.parse("{}") : documented.request();
      http.post(operation.path(), sent, "Prefer", "example=" + documented.name());

      JsonNode call = http.get("/__mock/requests?limit=1").json().get(0);

      Secrets marked = new Secrets(new Redaction(CONTRACT), 4);
      marked.learn(sent);
      marked.learn(documented.response());
      assertThat(call.at("/request/body")).isEqualTo(marked.clean(sent));
      assertThat(call.at("/response/body")).isEqualTo(marked.clean(documented.response()));
    }
  }

  /** As it should be sent, wrong in each way, and with each secret repeated where it is not one. */
  private static List<String> bodies(Operation operation) {
    JsonNode usual = operation.firstSuccess().request();
    ObjectNode sound = usual == null ? JsonNodeFactory.instance.objectNode() : usual.deepCopy();
    CONTRACT.sensitiveNames().forEach(name -> sound.put(name, canary(name)));
    String text = sound.toString();
    ObjectNode repeated = sound.deepCopy();
    operation.fields().stream()
        .filter(field -> !field.sensitive())
        .map(Field::name)
        .forEach(name -> repeated.put(name, "of " + canary("smsCode") + canary("cookie")));
    ObjectNode embedding = JsonNodeFactory.instance.objectNode().put("nsrsbh", text);
    ObjectNode deeper = JsonNodeFactory.instance.objectNode();
    deeper.putArray("data").addObject().set("dppt", sound);
    ObjectNode structured = JsonNodeFactory.instance.objectNode();
    CONTRACT
        .sensitiveNames()
        .forEach(name -> structured.putObject(name).putArray("list").add(canary(name)));
    return List.of(
        text,
        repeated.toString(),
        embedding.toString(),
        deeper.toString(),
        structured.toString(),
        JsonNodeFactory.instance
            .objectNode()
            .put(canary("smsCode"), 1)
            .put("smsCode", canary("smsCode"))
            .toString(),
        text.replaceFirst(
            "\\{", "{\"smsCode\":\"" + canary("twice") + "\",\"a\":\"" + canary("twice") + "\","),
        text.toUpperCase(Locale.ROOT).replace("C4N4RY", CANARY),
        text.substring(0, text.length() - 1),
        text.substring(0, text.indexOf(CANARY) + CANARY.length()),
        text.replace('"', '\''),
        text + text,
        "[" + text + "]",
        "\"" + CANARY + "\"",
        CANARY,
        "smsCode=" + canary("smsCode") + "&cookie=" + canary("cookie"));
  }

  private static String canary(String name) {
    return CANARY + "/" + name + " ==";
  }

  private static String query() {
    return CONTRACT.sensitiveNames().stream()
        .map(name -> name + "=" + encoded(canary(name)) + "&x=" + encoded(canary(name)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static Map<String, String> headers() {
    SecurityHeaders security = CONTRACT.securityHeaders();
    String token = canary(security.token());
    Map<String, String> headers = new LinkedHashMap<>();
    Stream.of(security.token(), security.signature(), "Cookie", "Authorization")
        .forEach(name -> headers.put(name, canary(name)));
    headers.put("User-Agent", token);
    headers.put("Origin", "http://" + token);
    headers.put("Accept", token);
    return headers;
  }

  @Test
  void requests_preferredExampleThatIsASecret_showNone() {
    http.post(UPLOAD.path(), "{\"smsCode\":\"c4n4ry-1\"}", "Prefer", "example=c4n4ry-1");

    assertSilent(1);
  }

  @Test
  void requests_faultNamedLikeASecret_showNoneInTheirReason() {
    String fault = "{\"operation\":\"uploadSmsCode\",\"fault\":\"rate-limited\"}";
    http.call("PUT", "/__mock/faults/c4n4ry-1", fault);

    http.post(UPLOAD.path(), "{\"smsCode\":\"c4n4ry-1\"}");

    assertSilent(1);
  }

  @Test
  void requests_encodedPathThatHidesASecret_showNone() {
    http.post("/v2/%63%34n4ry-1", "{\"smsCode\":\"c4n4ry-1\"}");
    http.post("/v2/c4n4ry-1", "{\"smsCode\":\"c4n4ry-1\"}");

    assertSilent(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?a=c4n4ry", "?x=1;gryhmm=c4n4ry-1", "?body=%7B%22gryhmm%22:%22c4n4ry%22%7D"})
  void requests_anyValueOfAQuery_isMasked(String query) {
    http.post(UPLOAD.path() + query, "{}");

    assertSilent(1);
  }

  @Test
  void requests_headerGivenTwice_hidesEachValueElsewhere() {
    http.post("/c4n4ry-1/c4n4ry-2", "{}", "access_token", "c4n4ry-1", "access_token", "c4n4ry-2");

    assertSilent(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Passwd",
        "pwd",
        "sms_code",
        "secret",
        "appSecret",
        "accessToken",
        "newPassword",
        "oldPwd",
        "mm",
        "mima",
        "yzm",
        "dxyzm",
        "otp",
        "captcha",
        "verificationCode",
        "phoneNumber",
        "mobilePhone",
        "tel",
        "lxdh",
        "idCard",
        "sfzjhm",
        "JSESSIONID",
        "jwt",
        "id_token",
        "apiKey",
        "privateKey",
        "user.gryhmm",
        "gryhmm[]",
        "psw",
        "pin",
        "shouji",
        "dianhua",
        "zjh",
        "cardNo",
        "certNo",
        "accessKey",
        "authCode",
        "checkCode",
        "vcode",
        "validateCode",
        "dynamicCode",
        "gryhmm ",
        "x-new-password"
      })
  void requests_secretUnderAWrongName_isMaskedThereAndElsewhere(String name) {
    http.post(
        UPLOAD.path() + "?" + encoded(name) + "=c4n4ry-1",
        "{\"" + name + "\":\"c4n4ry-2\",\"a\":\"c4n4ry-2\"}");

    assertSilent(1);
    assertThat(http.get("/__mock/requests").at("/0/request/body/" + name)).isEqualTo("██");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "key"})
  void requests_secretBesideItsName_isMasked(String name) {
    http.post(UPLOAD.path(), "{\"a\":[{\"" + name + "\":\"gryhmm\",\"value\":\"c4n4ry-1\"}]}");

    assertSilent(1);
  }

  @Test
  void requests_encodedSecretInAHeader_isHidden() {
    http.post(UPLOAD.path(), "{\"smsCode\":\"c4n4ry-1\"}", "User-Agent", "x%63%34n4ry-1");

    assertThat(http.get("/__mock/requests").at("/0/request/headers/User-Agent")).isEqualTo("x██");
  }

  @Test
  void requests_manySecrets_hideEachElsewhereToo() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("list");
    for (int i = 0; i < 200; i++) {
      body.withArray("list").addObject().put("gryhmm", "c4n4ry-" + i);
    }

    http.post("/c4n4ry-1?c4n4ry-1=c4n4ry-1", body, "User-Agent", "c4n4ry-1");

    assertSilent(1);
  }

  @Test
  void requests_secretsOfTheResponse_areMasked() {
    http.post(UPLOAD.path(), UPLOAD.firstSuccess().request());

    JsonNode cookie = UPLOAD.firstSuccess().response().at("/data/dppt/cookie");
    assertThat(cookie.asText()).isNotEmpty();
    assertThat(http.get("/__mock/requests").text()).contains("██").doesNotContain(cookie.asText());
  }

  @Test
  void requests_smsCodeOfTheMock_isMaskedHereThoughShownUnderSms() {
    Operation send = CONTRACT.operation("sendSmsCode");
    http.post(send.path(), send.documentedCase("sms-sent").request());
    http.post(UPLOAD.path(), UPLOAD.firstSuccess().request());

    String code = http.get("/__mock/sms").at("/0/smsCode");
    assertThat(code).isNotEmpty();
    assertThat(
            http.get("/__mock/requests?operation=uploadSmsCode").json().findValuesAsText("smsCode"))
        .containsExactly("██");
  }

  /** Of the plain JSON, of the archive, and of each call by itself. */
  private void assertSilent(int calls) {
    String listed = http.get("/__mock/requests").text();
    assertThat(Http.parse(listed)).hasSize(calls);
    assertThat(listed).doesNotContainIgnoringCase(CANARY);
    String archive = http.get("/__mock/requests?format=har").text();
    assertThat(archive).contains("_why").doesNotContainIgnoringCase(CANARY);
    assertThat(Http.parse(archive).findValuesAsText("url"))
        .noneMatch(url -> QueryParameters.decoded(url).contains(CANARY));
    String number = Http.parse(listed).at("/0/number").asText();
    assertThat(http.get("/__mock/requests/" + number).text()).doesNotContainIgnoringCase(CANARY);
  }
}
