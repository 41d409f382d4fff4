package io.github.qxylogin.mock.stubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Crowd;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import io.github.qxylogin.mock.testing.TestedMock;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a call, as its caller sees it. */
@ExtendWith(TestedMock.class)
class FaultsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String OTHER = "91110000TESTTEST03";

  private final LoginMock mock;
  private final Http http;

  FaultsTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void connectionReset_isAReset() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"connection-reset\"}");

    assertThatThrownBy(() -> rawSend(TAXPAYER))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SocketException.class)
        .hasMessageContaining("Connection reset");
  }

  @Test
  void emptyResponse_isAClosedConnection() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"empty-response\"}");

    assertThat(rawSend(TAXPAYER).text()).isEmpty();
  }

  @Test
  void truncatedBody_isHalfOfTheAnnouncedLength() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"truncated-body\"}");

    RawResponse response = rawSend(TAXPAYER);

    int whole = http.post(SEND.path(), sending(OTHER)).text().length();
    assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(response.head()).endsWith("\r\nContent-Length: " + whole);
    assertThat(response.body()).hasSize(whole / 2).startsWith("{\"req_id\":");
  }

  @Test
  void garbageBody_isNoJsonThoughItSaysSo() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"garbage-body\"}");

    Http.Response response = send(TAXPAYER);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    assertThatThrownBy(() -> new ObjectMapper().readTree(response.text()))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void dribbledBody_comesInItsParts() {
    set(
        "{'identity':'91110000TESTTEST02','fault':'dribbled-body','numberOfChunks':3,'totalDuration':'PT0.1S'}"
            .replace('\'', '"'));
    byte[] body = sending(TAXPAYER).toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
            .formatted(SEND.path(), body.length);

    RawConnection response = RawConnection.to(mock).send(head).send(body);

    assertThat(response.line()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(Stream.generate(response::line).takeWhile(line -> !line.isEmpty()))
        .contains("Transfer-Encoding: chunked", "X-Mock-Fault: mine");
    List<String> parts = parts(response);
    assertThat(parts).hasSize(3);
    assertThat(String.join("", parts)).startsWith("{\"req_id\":").endsWith("}");
  }

  private static List<String> parts(RawConnection chunked) {
    return Stream.generate(() -> Integer.parseInt(chunked.line(), 16))
        .map(size -> chunked.bytes(size + 2).substring(0, size))
        .takeWhile(part -> !part.isEmpty())
        .toList();
  }

  @Test
  void dribbledBody_slowerThanAReaderMayBe_comesWholeAndInItsTime() {
    set(
        "{'identity':'91110000TESTTEST02','fault':'dribbled-body','numberOfChunks':2,'totalDuration':'PT1.5S'}"
            .replace('\'', '"'));
    long began = System.nanoTime();

    Http.Response response = send(TAXPAYER);

    assertThat(response.caseName()).isEqualTo("sms-sent");
    assertThat(response.json().path("data").path("taskId").asText()).isNotEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void dribbledBody_unsaid_isOfTenPartsInTenSeconds() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"dribbled-body\"}");

    assertThat(http.get("/__mock/faults").text())
        .isEqualTo(
            "[{'name':'mine','identity':'911****ST02','fault':'dribbled-body','acts':true,'numberOfChunks':10,'totalDuration':'PT10S'}]"
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "server-error, 500 Internal Server Error",
    "bad-gateway, 502 Bad Gateway",
    "service-unavailable, 503 Service Temporarily Unavailable",
    "gateway-timeout, 504 Gateway Time-out"
  })
  void proxysFailure_isThePageOfNginx(String fault, String title) {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"" + fault + "\"}");

    Http.Response response = send(TAXPAYER);

    assertThat(response.status() + " " + title.split(" ", 2)[1]).isEqualTo(title);
    assertThat(response.header("Content-Type")).isEqualTo("text/html");
    assertThat(response.text())
        .isEqualTo(
            "<html>\r\n<head><title>%1$s</title></head>\r\n<body>\r\n".formatted(title)
                + "<center><h1>%1$s</h1></center>\r\n".formatted(title)
                + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
  }

  @ParameterizedTest
  @CsvSource({"rate-limited, 400429", "maintenance, 400430"})
  void platformsError_hasItsCode(String fault, String code) {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"" + fault + "\"}");

    Http.Response response = send(TAXPAYER);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.code()).isEqualTo(code);
    assertThat(response.json().path("success").booleanValue()).isFalse();
    assertThat(response.caseName()).isEqualTo(fault);
  }

  @Test
  void proxysFailure_isACaseOfItsOwn() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"bad-gateway\"}");

    Http.Response response = send(TAXPAYER);

    assertThat(response.caseName()).isEqualTo("bad-gateway");
    assertThat(response.header("X-Mock-Evidence")).isEqualTo("assumed");
    assertThat(http.get("/__mock/requests?case=bad-gateway").at("/0/evidence"))
        .isEqualTo("assumed");
  }

  @Test
  void struckResponse_namesTheFault() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"bad-gateway\"}");

    assertThat(send(TAXPAYER).header("X-Mock-Fault")).isEqualTo("mine");
    assertThat(send(OTHER).header("X-Mock-Fault")).isEmpty();
  }

  @Test
  void identitysFault_strikesNobodyElse() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\"}");

    assertThat(send(OTHER).code()).isEqualTo("2000");
    assertThat(upload(OTHER, "1").code()).isEqualTo("5000");
    assertThat(upload(TAXPAYER, "1").code()).isEqualTo("400429");
  }

  @Test
  void operationsFault_strikesEverybodyThereAndNothingElse() {
    set("{\"operation\":\"sendSmsCode\",\"fault\":\"rate-limited\"}");

    assertThat(send(TAXPAYER).code()).isEqualTo("400429");
    assertThat(send(OTHER).code()).isEqualTo("400429");
    assertThat(upload(TAXPAYER, "1").code()).isEqualTo("5000");
  }

  @Test
  void faultOfBoth_strikesThatIdentityThereAlone() {
    set(
        "{\"identity\":\"91110000TESTTEST02\",\"operation\":\"sendSmsCode\","
            + "\"fault\":\"rate-limited\"}");

    assertThat(send(TAXPAYER).code()).isEqualTo("400429");
    assertThat(send(OTHER).code()).isEqualTo("2000");
    assertThat(upload(TAXPAYER, "1").code()).isEqualTo("5000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty-response", "truncated-body", "garbage-body", "connection-reset"})
  void lostResponse_platformHasActed(String fault) {
    set("{\"identity\":\"91110000TESTTEST02\",\"times\":1,\"fault\":\"" + fault + "\"}");
    struckSend();

    assertThat(send(TAXPAYER).caseName()).isEqualTo("sms-too-frequent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty-response", "truncated-body", "garbage-body", "connection-reset"})
  void lostCall_platformHasNotActed(String fault) {
    set(
        "{\"identity\":\"91110000TESTTEST02\",\"times\":1,\"acts\":false,\"fault\":\""
            + fault
            + "\"}");
    struckSend();

    assertThat(send(TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"server-error", "bad-gateway", "rate-limited", "maintenance"})
  void error_platformHasNotActed(String fault) {
    set("{\"identity\":\"91110000TESTTEST02\",\"times\":1,\"fault\":\"" + fault + "\"}");
    send(TAXPAYER);

    assertThat(send(TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void truncatedBody_beforeActing_isHalfOfAFailure() {
    set("{\"identity\":\"91110000TESTTEST02\",\"acts\":false,\"fault\":\"truncated-body\"}");

    assertThat(rawSend(TAXPAYER).body()).startsWith("{\"reqId\":").doesNotContain("taskId");
  }

  @Test
  void truncatedBody_beforeActing_isThatOfACodeThatTheGuideHas() {
    set("{\"identity\":\"91110000TESTTEST02\",\"acts\":false,\"fault\":\"truncated-body\"}");

    assertThat(rawSend(TAXPAYER).head()).contains("X-Mock-Case: code-504001");
  }

  @Test
  void times_used_isGone() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\",\"times\":2}");

    List<String> codes = IntStream.range(0, 3).mapToObj(i -> upload(TAXPAYER, "1").code()).toList();

    assertThat(codes).containsExactly("400429", "400429", "5000");
    assertThat(http.get("/__mock/faults").json()).isEmpty();
  }

  @Test
  void times_under64ThreadsAtOnce_isExact() throws Exception {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\",\"times\":100}");

    List<String> codes = Crowd.of64(10, () -> upload(TAXPAYER, "1").code());

    assertThat(codes).filteredOn("400429"::equals).hasSize(100);
    assertThat(codes).filteredOn("5000"::equals).hasSize(540);
  }

  @Test
  void twoFaults_latestAloneStrikes() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\",\"times\":1}");
    put("second", "{\"identity\":\"91110000TESTTEST02\",\"fault\":\"maintenance\",\"times\":1}");

    assertThat(uploads(3)).containsExactly("400430", "400429", "5000");
  }

  @Test
  void twoFaults_anEarlierDelay_isNotAdded() {
    set("{\"identity\":\"91110000TESTTEST02\",\"delay\":\"PT0.1S\"}");
    put("second", "{\"identity\":\"91110000TESTTEST02\",\"fault\":\"maintenance\"}");

    assertThat(upload(TAXPAYER, "1").header("X-Mock-Fault")).isEqualTo("second");
  }

  @Test
  void twoFaults_firstSetAnew_isTheLatest() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"maintenance\",\"times\":1}");
    put("second", "{\"identity\":\"91110000TESTTEST02\",\"fault\":\"maintenance\",\"times\":1}");
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\",\"times\":1}");

    assertThat(uploads(3)).containsExactly("400429", "400430", "5000");
  }

  @Test
  void read_reportsTheRemainingCallsWithTheIdentityMasked() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\",\"times\":3}");
    uploads(1);

    String described =
        "{\"name\":\"mine\",\"identity\":\"911****ST02\",\"fault\":\"rate-limited\","
            + "\"times\":3,\"left\":2}";
    assertThat(http.get("/__mock/faults/mine").text()).isEqualTo(described);
    assertThat(http.get("/__mock/faults").text()).isEqualTo("[" + described + "]");
  }

  @Test
  void read_nothingSet_isNotFound() {
    assertThat(http.get("/__mock/faults/mine").status()).isEqualTo(404);
  }

  @Test
  void remove_one_leavesTheOthers() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\"}");
    put("second", "{\"identity\":\"91110000TESTTEST03\",\"fault\":\"maintenance\"}");

    Http.Response removed = http.call("DELETE", "/__mock/faults/mine", "");

    assertThat(removed.text()).isEqualTo("{\"removed\":1}");
    assertThat(upload(TAXPAYER, "1").code()).isEqualTo("5000");
    assertThat(upload(OTHER, "1").code()).isEqualTo("400430");
  }

  @Test
  void remove_all_leavesNone() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\"}");

    assertThat(http.call("DELETE", "/__mock/faults", "").text()).isEqualTo("{\"removed\":1}");
    assertThat(upload(TAXPAYER, "1").code()).isEqualTo("5000");
  }

  @Test
  void reset_forgetsThem() {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"rate-limited\"}");

    mock.reset();

    assertThat(upload(TAXPAYER, "1").code()).isEqualTo("5000");
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void set_eachFaultThereIs_isTaken(FaultKind kind) {
    set("{\"identity\":\"91110000TESTTEST02\",\"fault\":\"" + kind.key() + "\"}");

    assertThat(http.get("/__mock/faults/mine").at("/fault")).isEqualTo(kind.key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                          | A fault needs an identity or an operation",
        "{'delay':'PT1S'}                            | A fault needs an identity or an operation",
        "{'identity':'1'}                            | A fault needs a delay or a fault, or both.",
        "{'identity':[],'delay':'PT1S'}              | identity must be a text.",
        "{'identity':'','delay':'PT1S'}              | identity must be a text.",
        "{'identity':'1','fault':'reset'}            | fault cannot be 'reset'. It has: connection-",
        "{'identity':'1','fault':true}               | fault must be a text.",
        "{'identity':'1','delay':'2 s'}              | delay must be a duration such as PT2S.",
        "{'identity':'1','delay':2}                  | delay must be a text.",
        "{'identity':'1','delay':'-PT1S'}            | delay must be from PT0S to PT10M.",
        "{'identity':'1','delay':'PT10M1S'}          | delay must be from PT0S to PT10M.",
        "{'identity':'1','delay':{}}                 | delay must be a text.",
        "{'identity':'1','delay':'pt1s'}             | delay must be a duration such as PT2S.",
        "{'identity':'1','delay':'PT1S','probability':1}    | The body has no field 'probability'.",
        "{'identity':'1','fault':'dribbled-body','numberOfChunks':0}| numberOfChunks must be a whole",
        "{'identity':'1','fault':'dribbled-body','numberOfChunks':1001}| numberOfChunks must be a",
        "{'identity':'1','fault':'dribbled-body','numberOfChunks':2.5}| numberOfChunks must be a whole number.",
        "{'identity':'1','fault':'dribbled-body','totalDuration':'PT11M'}| totalDuration must be from",
        "{'identity':'1','fault':'empty-response','numberOfChunks':2}| numberOfChunks and totalDuration",
        "{'identity':'1','delay':'PT1S','totalDuration':'PT1S'}| numberOfChunks and totalDuration need",
        "{'identity':'1','times':1,'times':2}        | the body has a field twice, or text behind its end: line 1, column 35",
        "{'identity':'1','delay':'PT1S','times':-1}  | times must be a whole number from 1",
        "{'identity':'1','delay':'PT1S','times':0}   | times must be a whole number from 1",
        "{'identity':'1','fault':'empty-response','acts':1}    | acts must be true or false.",
        "{'identity':'1','fault':'rate-limited','acts':false}| acts is false only with a fault that",
        "{'identity':'1','delay':'PT1S','acts':false}        | acts is false only with a fault that",
        "{'identity':'1','delay':'PT1S','global':true}       | The body has no field 'global'.",
        "{'operation':'sendSms','delay':'PT1S'} | the contract has no operation 'sendSms'. It has:",
      })
  void set_wrongBody_saysWhatToSendAndSetsNothing(String body, String detail) {
    Http.Response rejected = put("mine", body.replace('\'', '"'));

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).startsWith(detail);
    assertThat(http.get("/__mock/faults").json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a%20b", "a%0D%0AX:1", "%E6%85%A2%2F"})
  void set_wrongName_saysWhatANameIs(String name) {
    Http.Response rejected = put(name, "{\"identity\":\"1\",\"delay\":\"PT1S\"}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail"))
        .isEqualTo("The name of a fault has 1 to 64 letters, digits, or . _ -");
  }

  @Test
  void set_chineseName_isInTheHeaderPercentEncoded() {
    put("%E6%85%A2", "{\"operation\":\"sendSmsCode\",\"fault\":\"bad-gateway\"}");

    Http.Response response = http.post(SEND.path(), sending(TAXPAYER));

    assertThat(response.header("X-Mock-Fault")).isEqualTo("%E6%85%A2");
    assertThat(http.get("/__mock/faults").json().get(0).path("name").asText()).isEqualTo("慢");
  }

  @Test
  void set_oneMoreThanThereMayBe_isRejected() {
    for (int i = 0; i < 1_000; i++) {
      put("fault-" + i, "{\"identity\":\"1\",\"delay\":\"PT1S\"}");
    }

    Http.Response rejected = put("mine", "{\"identity\":\"1\",\"delay\":\"PT1S\"}");

    assertThat(rejected.at("/detail")).isEqualTo("1000 faults are set already; remove one.");
    assertThat(put("fault-7", "{\"identity\":\"1\",\"delay\":\"PT2S\"}").status()).isEqualTo(200);
  }

  private void set(String body) {
    Http.Response set = put("mine", body);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private Http.Response put(String name, String body) {
    return http.call("PUT", "/__mock/faults/" + name, body);
  }

  private Http.Response send(String taxpayer) {
    return http.post(SEND.path(), sending(taxpayer));
  }

  private void struckSend() {
    try {
      rawSend(TAXPAYER);
    } catch (UncheckedIOException reset) {
      assertThat(reset).hasCauseInstanceOf(SocketException.class);
    }
  }

  private RawResponse rawSend(String taxpayer) {
    byte[] body = sending(taxpayer).toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
            .formatted(SEND.path(), body.length);
    return new RawConnection(URI.create(mock.url()).getPort()).send(head).send(body).response();
  }

  private static ObjectNode sending(String taxpayer) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", taxpayer);
  }

  private List<String> uploads(int calls) {
    return IntStream.range(0, calls).mapToObj(i -> upload(TAXPAYER, "1").code()).toList();
  }

  private Http.Response upload(String taxpayer, String task) {
    return http.post(UPLOAD, Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", "002100"));
  }
}
