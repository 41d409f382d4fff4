package io.github.qxylogin.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.Http;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archive has what HAR 1.2 asks for, member by member. */
@ExtendWith(LoginMockExtension.class)
class HarExportTest {
  private static final Operation UPLOAD = Contract.load().operation("uploadSmsCode");

  private final LoginMock mock;
  private final Http http;

  HarExportTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @BeforeEach
  void call() {
    ObjectNode body = UPLOAD.firstSuccess().request().deepCopy();
    http.post(
        UPLOAD.path() + "?name=%E4%BC%81&smsCode=123456",
        body.put("nsrsbh", "企享云"),
        "Prefer",
        "example=task-expired");
    http.get("/123456/not-there");
  }

  @ParameterizedTest
  @CsvSource({
    "server-error, Internal Server Error",
    "bad-gateway, Bad Gateway",
    "service-unavailable, Service Unavailable",
    "gateway-timeout, Gateway Timeout"
  })
  void har_faultWithAStatus_saysItsText(String fault, String text) {
    http.call(
        "PUT", "/__mock/faults/f", "{\"operation\":\"uploadSmsCode\",\"fault\":\"" + fault + "\"}");
    http.post(UPLOAD.path(), UPLOAD.firstSuccess().request());

    assertThat(har().at("/log/entries/2/response/statusText").asText()).isEqualTo(text);
  }

  @Test
  void har_rejectedPage_saysItsText() {
    http.post(UPLOAD.path(), "{}", "Origin", "null");

    assertThat(har().at("/log/entries/2/response/statusText").asText()).isEqualTo("Forbidden");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/log                          | version creator entries",
        "/log/creator                  | name version",
        "/log/entries/0                | startedDateTime time request response cache timings",
        "/log/entries/0/timings        | send wait receive",
        "/log/entries/0/request        | method url httpVersion cookies headers queryString"
            + " postData headersSize bodySize",
        "/log/entries/0/request/headers/0     | name value",
        "/log/entries/0/request/queryString/0 | name value",
        "/log/entries/0/request/postData      | mimeType params text",
        "/log/entries/0/response       | status statusText httpVersion cookies headers content"
            + " redirectURL headersSize bodySize",
        "/log/entries/0/response/content | size mimeType text",
      })
  void har_hasTheMembersOfItsSpecification(String place, String members) {
    for (String member : members.split(" ", -1)) {
      assertThat(har().at(place).has(member)).as(place + "/" + member).isTrue();
    }
  }

  @Test
  void har_valuesAreOfTheTypesOfItsSpecification() {
    JsonNode entry = har().at("/log/entries/0");

    assertThat(har().at("/log/version").asText()).isEqualTo("1.2");
    assertThat(OffsetDateTime.parse(entry.path("startedDateTime").asText())).isNotNull();
    assertThat(URI.create(entry.at("/request/url").asText()).toString())
        .isEqualTo(
            mock.url() + UPLOAD.path() + "?name=%E2%96%88%E2%96%88&smsCode=%E2%96%88%E2%96%88");
    assertThat(entry.path("time").isNumber()).isTrue();
    assertThat(entry.at("/timings/wait")).isEqualTo(entry.path("time"));
    assertThat(entry.at("/response/status").isInt()).isTrue();
    assertThat(entry.at("/response/statusText").asText()).isEqualTo("OK");
    assertThat(entry.at("/request/cookies").isArray()).isTrue();
    assertThat(entry.path("cache").isObject()).isTrue();
  }

  @Test
  void har_saysWhyBesides() {
    JsonNode entry = har().at("/log/entries/0");

    assertThat(entry.path("_operation").asText()).isEqualTo("uploadSmsCode");
    assertThat(entry.path("_case").asText()).isEqualTo("task-expired");
    assertThat(entry.path("_rule").asText()).isEqualTo("preferred-case");
    assertThat(entry.has("_why")).isTrue();
    assertThat(entry.path("_evidence").asText()).isNotEmpty();
  }

  @Test
  void har_bodies_areIntactAndRedacted() {
    JsonNode entry = har().at("/log/entries/0");

    JsonNode sent = Http.parse(entry.at("/request/postData/text").asText());
    assertThat(sent.path("nsrsbh").asText()).isEqualTo("企享云");
    assertThat(sent.path("smsCode").asText()).isEqualTo("██");
    assertThat(Http.parse(entry.at("/response/content/text").asText()))
        .isEqualTo(UPLOAD.documentedCase("task-expired").response());
  }

  @Test
  void har_callWithoutBody_hasNoPostData() {
    JsonNode entry = har().at("/log/entries/1");

    assertThat(entry.at("/request/method").asText()).isEqualTo("GET");
    assertThat(entry.at("/request").has("postData")).isFalse();
    assertThat(entry.at("/request/bodySize").asInt()).isZero();
  }

  @Test
  void har_entries_areInTheOrderOfTheirStartAndFiltered() {
    assertThat(har().at("/log/entries").findValuesAsText("_number")).isSorted();
    assertThat(
            http.get("/__mock/requests?format=har&operation=uploadSmsCode")
                .json()
                .at("/log/entries")
                .findValuesAsText("_operation"))
        .isEqualTo(List.of("uploadSmsCode"));
  }

  @Test
  void har_lostResponse_isOfStatus0AndEmpty() {
    mock.operation("uploadSmsCode").fails(FaultKind.EMPTY_RESPONSE);
    assertThatThrownBy(() -> http.post(UPLOAD.path(), "{}")).isNotNull();

    JsonNode entry = har().at("/log/entries/2");

    assertThat(entry.at("/response/status").asInt()).isZero();
    assertThat(entry.at("/response/statusText").asText()).isEmpty();
    assertThat(entry.at("/response/content/size").asInt()).isZero();
    assertThat(entry.at("/response/content").has("text")).isFalse();
    assertThat(entry.at("/_fault/kind").asText()).isEqualTo("empty-response");
  }

  @ParameterizedTest
  @CsvSource({
    "[::1]:8089, http://[::1]:8089/x",
    "mock:8089,  http://mock:8089/x",
    "a b@c,      http://localhost/x"
  })
  void har_url_hasTheAuthorityThatWasCalled(String host, String url) {
    Contract contract = Contract.load();
    Journal journal =
        new Journal(
            contract,
            WrongNames.redaction(contract),
            1,
            new Identities(none -> List.of(), none -> List.of()),
            Store.inMemory());
    MockRequest call = new MockRequest("GET", "/x", "", Map.of("Host", host)::get, new byte[0]);
    ChosenResponse response = Problem.PATH_UNKNOWN.response();
    Decision decision = Decision.of("path", response);
    journal.record(call, decision, MockResponse.of(response), Instant.EPOCH, 1);

    JsonNode archive = CallJson.har(journal.calls());

    assertThat(archive.at("/log/entries/0/request/url").asText()).isEqualTo(url);
  }

  @Test
  void har_isAFileToSave() {
    assertThat(http.get("/__mock/requests?format=har").header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"login-mock.har\"");
  }

  private JsonNode har() {
    return http.get("/__mock/requests?format=har").json();
  }
}
