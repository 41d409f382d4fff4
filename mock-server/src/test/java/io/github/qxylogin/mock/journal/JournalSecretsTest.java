package io.github.qxylogin.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.exchange.QueryParameters;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Canaries go in under every sensitive name, and must not come out of the journal. */
@Order(1)
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

  @ParameterizedTest
  @MethodSource("operationsOfOtherSecrets")
  void requests_canariesInEverySensitivePlace_showNone(Operation operation) {
    assertSilentWithCanariesEverywhere(operation);
  }

  @Slow
  @ParameterizedTest
  @MethodSource("operations")
  void requests_canariesInEverySensitivePlaceOfAnyOperation_showNone(Operation operation) {
    assertSilentWithCanariesEverywhere(operation);
  }

  private void assertSilentWithCanariesEverywhere(Operation operation) {
    List<String> bodies = bodies(operation);
    bodies.forEach(body -> http.post(operation.path(), body, headers()));
    bodies.forEach(body -> http.post(operation.path() + "/unknown", body, headers()));
    bodies.forEach(body -> http.call("PUT", operation.path(), body, headers()));
    http.post(operation.path() + query(), bodies.get(0), headers());

    assertSilent(3 * bodies.size() + 1);
  }

  /** The rules of an operation see only a body that is a JSON object. */
  @ParameterizedTest
  @MethodSource("operations")
  void requests_canariesInEachMember_showNone(Operation operation) {
    List<String> bodies =
        bodies(operation).stream()
            .filter(body -> CallRedaction.read(body.getBytes(StandardCharsets.UTF_8)).isObject())
            .toList();
    bodies.forEach(body -> http.post(operation.path(), body, headers()));

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
      marked.learn(documented.answer());
      assertThat(call.at("/request/body")).isEqualTo(marked.clean(sent));
      assertThat(call.at("/answer/body")).isEqualTo(marked.clean(documented.answer()));
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
    return "?"
        + CONTRACT.sensitiveNames().stream()
            .map(name -> name + "=" + encoded(canary(name)) + "&x=" + encoded(canary(name)))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String[] headers() {
    List<String> headers = new ArrayList<>();
    for (String name :
        List.of(
            CONTRACT.securityHeaders().token(),
            CONTRACT.securityHeaders().signature(),
            "Cookie",
            "Authorization")) {
      headers.addAll(List.of(name, canary(name)));
    }
    String token = canary(CONTRACT.securityHeaders().token());
    headers.addAll(List.of("User-Agent", token, "Origin", "http://" + token, "Accept", token));
    return headers.toArray(String[]::new);
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

  @Test
  void requests_headerGivenTwice_hidesEachValueElsewhere() {
    http.post("/c4n4ry-1/c4n4ry-2", "{}", "access_token", "c4n4ry-1", "access_token", "c4n4ry-2");

    assertSilent(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"smsCode\":\"c4n4ry-1\"",
        "{\"smsCode\":\"c4n4ry-1",
        "{'smsCode':'c4n4ry-1'}",
        "smsCode=c4n4ry-1&a=b",
        "{\"smsCode\":\"c4n4ry-1\",\"smsCode\":\"other-code\"}"
      })
  void requests_malformedBody_hidesItsSecretInThePathToo(String body) {
    http.post("/v2/c4n4ry-1", body);

    assertSilent(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gryhmm=c4n4ry-1&x=1",
        "gryhmm=ab c4n4ry-1&x=1",
        "gryhmm%3Dc4n4ry-1",
        "http://x/?access_token=c4n4ry-1",
        "http://user:c4n4ry-1@x/",
        "body={\"gryhmm\":\"c4n4ry-1\"}",
        "body={\"gryhmm\":{\"a\":\"c4n4ry-1\"}} and more",
        "body={gryhmm:c4n4ry-1}",
        "{\"gryhmm\":\"c4n4ry-1\"",
        "{\"gryhmm\":\"ab, c4n4ry-1",
        "{'gryhmm':'ab, c4n4ry-1'",
        "\uFEFF{\"gryhmm\":\"c4n4ry-1\"}",
        "\uFEFF{\"gryh\\u006dm\":\"c4n4ry-1\"}",
        "{\"gryhmm\":\"c4n4ry-1\"} {",
        "[\"{\\\"gryhmm\\\":\\\"c4n4ry-1\\\"\"]"
      })
  void requests_secretNamedInsideOfAText_isMaskedThere(String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("nsrsbh", text);
    body.put(text, "name");

    http.post(UPLOAD.path(), body);
    http.post(UPLOAD.path() + "?body=" + encoded(text) + "&x=1;" + encoded(text), "{}");
    http.post(UPLOAD.path() + "?" + encoded(text), "{}");
    http.post("/v2/" + encoded(text).replace("+", "%20"), "{}");

    assertSilent(4);
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
  @ValueSource(strings = {"{\"a\":\"c4n4ry-1\",}", "<a>c4n4ry-1</a>", "{\"a\":\"c4n4\\u0072y-1\""})
  void requests_bodyThatIsNoJson_hidesItsWordsElsewhereToo(String body) {
    http.post("/v2/c4n4ry-1?x=c4n4ry-1", body, "User-Agent", "c4n4ry-1");

    assertSilent(1);
  }

  @Test
  void requests_dollarWrittenAsAnEscape_areListed() {
    http.post("/", "{ \\u0024 no JSON");

    assertThat(http.get("/__mock/requests").status()).isEqualTo(200);
  }

  @Test
  void requests_secretBehindManyOtherWords_isHiddenElsewhereToo() {
    String words = "a bc def word ".repeat(300);

    http.post("/v2/c4n4ry-1", "{\"nsrsbh\":\"" + words + "gryhmm=c4n4ry-1\"}");
    http.post("/v2/c4n4ry-1", words + "c4n4ry-1");

    assertSilent(2);
  }

  @Test
  void requests_encodedSecretInAHeader_isHidden() {
    http.post(UPLOAD.path(), "{\"smsCode\":\"c4n4ry-1\"}", "User-Agent", "x%63%34n4ry-1");

    assertThat(http.get("/__mock/requests").at("/0/request/headers/User-Agent")).isEqualTo("x██");
  }

  @Test
  void requests_shortSecretNamedInsideOfAText_isMaskedThere() {
    http.post(UPLOAD.path(), "{\"nsrsbh\":\"gryhmm=zyx\"}");

    assertThat(http.get("/__mock/requests").at("/0/request/body/nsrsbh")).isEqualTo("██");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User-Agent|x access_token=c4n4ry-1",
        "Content-Type|application/json; gryhmm=c4n4ry-1",
        "Origin|http://user:c4n4ry-1@host",
        "Accept|text/html;gryhmm=\"c4n4ry-1\""
      })
  void requests_secretNamedInAHeader_isMaskedThere(String header) {
    http.post(UPLOAD.path(), "{}", header.split("\\|", 2));

    assertSilent(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?x=1;gryhmm=c4n4ry-1", ";gryhmm=c4n4ry-1", "/access_token/c4n4ry-1"})
  void requests_secretNamedInTheAddress_isMaskedThere(String rest) {
    http.post(UPLOAD.path() + rest, "{}");

    assertSilent(1);
  }

  @Test
  void requests_secretBeyondWhatIsKept_showsNothingOfTheCaller() {
    String body =
        "{\"nsrsbh\":\"c4n4ry-1\",\"x\":\"" + "a".repeat(17_000) + "\",\"gryhmm\":\"c4n4ry-1\"}";

    http.post("/c4n4ry-1?c4n4ry-1=c4n4ry-1", body, "User-Agent", "c4n4ry-1");
    http.post(UPLOAD.path(), body, "Prefer", "example=c4n4ry-1");

    assertSilent(2);
  }

  @Test
  void requests_moreSecretsThanCanBeLookedFor_showNothingOfTheCaller() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("list");
    for (int i = 0; i < 200; i++) {
      body.withArray("list").addObject().put("gryhmm", "c4n4ry-" + i);
    }

    http.post("/c4n4ry-1?c4n4ry-1=c4n4ry-1", body, "User-Agent", "c4n4ry-1");

    assertSilent(1);
  }

  @Test
  @Timeout(60)
  void requests_textsMadeToBeSlow_areListedAtOnce() {
    for (String text :
        List.of(
            "a".repeat(16_000),
            "sjhm=".repeat(3_200),
            "sjhm:{".repeat(2_600),
            "//a".repeat(5_000))) {
      http.post(UPLOAD.path(), JsonNodeFactory.instance.objectNode().put("nsrsbh", text));
    }

    assertThat(http.get("/__mock/requests").json()).hasSize(4);
  }

  @Test
  void requests_secretsOfTheAnswer_areMasked() {
    http.post(UPLOAD.path(), UPLOAD.firstSuccess().request());

    JsonNode cookie = UPLOAD.firstSuccess().answer().at("/data/dppt/cookie");
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
