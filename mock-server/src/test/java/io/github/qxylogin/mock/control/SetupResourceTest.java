package io.github.qxylogin.mock.control;

import static io.github.qxylogin.mock.testing.Sending.OTHER;
import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedMock.Replica;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that testers have set is read and replaced as one. */
@ExtendWith(TestedMock.class)
class SetupResourceTest {
  private static final String ONE_OF_EACH =
      """
      {
        "clock": {"ahead": "PT5M", "frozen": true},
        "outcomes": {
          "91110000TESTTEST01": [
            {"case": "sms-too-frequent", "operation": "sendSmsCode", "times": 3},
            {
              "operation": "findEnterprises",
              "data": [
                {"xh": 0, "nsrsbh": "1", "nsrmc": "测试企业", "sflx": "BSY", "glzt": "00", "dqbm": "31"}
              ],
              "scene": "我的"
            },
            {"operation": "sendSmsCode", "lasting": "PT30S", "response":
              {"reqId": "1", "code": "9999", "success": false}}
          ]
        },
        "faults": {
          "慢": {"operation": "sendSmsCode", "delay": "PT0.01S", "times": 2},
          "a": {"identity": "91110000TESTTEST02", "fault": "bad-gateway"}
        },
        "scenes": [
          {"scene": "我的", "title": "第一次错误", "outcomes": [{"case": "wrong-sms-code", "times": 1}]}
        ],
        "callbacks": {"receiveTaskStatus": "http://127.0.0.1:1/callback?token=1"}
      }
      """;

  private final LoginMock mock;
  private final Http http;

  SetupResourceTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  private Http.Response put(String setup) {
    return http.call("PUT", "/__mock/setup", setup);
  }

  private JsonNode setup() {
    return http.get("/__mock/setup").json();
  }

  @Test
  void setup_putAsItWasRead_isTheSame() {
    assertThat(put(ONE_OF_EACH).json()).isEqualTo(Http.parse(ONE_OF_EACH));
    JsonNode read = setup();
    mock.reset();

    put(read.toString());

    assertThat(setup()).isEqualTo(read).isEqualTo(Http.parse(ONE_OF_EACH));
  }

  @Test
  void setup_ofAReplica_isThatOfBoth(@Replica LoginMock replica) {
    put(ONE_OF_EACH);

    assertThat(new Http(replica.url()).get("/__mock/setup").json())
        .isEqualTo(Http.parse(ONE_OF_EACH));
  }

  @Test
  void setup_afterCalls_hasTheTimesThatAreLeft() {
    put(ONE_OF_EACH);

    Sending.send(mock, TAXPAYER);

    assertThat(setup().at("/outcomes/91110000TESTTEST01/0/times").asInt()).isEqualTo(2);
    assertThat(setup().at("/faults/慢/times").asInt()).isEqualTo(1);
  }

  @Test
  void put_withoutMembers_emptiesAllThatWasSet() {
    put(ONE_OF_EACH);

    put("{}");

    assertThat(setup())
        .isEqualTo(
            Http.parse(
                "{\"clock\":{\"ahead\":\"PT0S\",\"frozen\":false},\"outcomes\":{},\"faults\":{},"
                    + "\"scenes\":[],\"callbacks\":{}}"));
  }

  @Test
  void put_whileATaskIsOpen_leavesIt() {
    Sending.send(mock, TAXPAYER);

    put("{}");

    assertThat(mock.sms()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'clock':{'ahead':'P3000000D'}}             | /clock: The clock does not reach as far as ",
        "{'clock':{'ahead':5}}                      | /clock/ahead must be a text.",
        "{'outcomes':[]}                            | outcomes must be an object.",
        "{'outcomes':{'91110000TEST01':null}}       | /outcomes/911****ST01 is null.",
        "{'outcomes':{'91110000TEST01':{}}}         | /outcomes/911****ST01 must be a list.",
        "{'outcomes':{'91110000TEST01':[{'a':1}]}}  | /outcomes/911****ST01/0: The body has no fi",
        "{'outcomes':{'91110000TEST01':[{'case':'logged-in','times':0}]}} | /outcomes/911****ST01/0: t",
        "{'outcomes':{'91110000TEST01':[{'case':'no'}]}} | /outcomes/911****ST01: the contract has no",
        "{'faults':{'a':{'delay':'PT1S'}}}          | /faults/a: A fault needs an identity or an op",
        "{'scenes':[{'scene':'locked','outcomes':[{'case':'logged-in'}]}]}|/scenes/0: The contract has a",
        "{'scenes':[{'scene':'a b','outcomes':[{'case':'logged-in'}]}]}|/scenes/0: The name of a scene",
        "{'callbacks':{'a':'http://127.0.0.1'}}     | /callbacks/a: the contract has no webhook 'a'",
        "{'callbacks':{'receiveTaskStatus':'ftp:'}} | /callbacks: url must be an http or https",
      })
  void put_wrongPart_saysWhereAndChangesNothing(String wrong, String detail) {
    put(ONE_OF_EACH);

    Http.Response rejected = put(wrong.replace('\'', '"'));

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).startsWith(detail);
    assertThat(setup()).isEqualTo(Http.parse(ONE_OF_EACH));
  }

  @Test
  void put_moreIdentitiesThanAreKept_isRejected() {
    String outcomes =
        IntStream.rangeClosed(0, 10_000)
            .mapToObj(i -> "\"" + i + "\":[{\"case\":\"locked\",\"operation\":\"sendSmsCode\"}]")
            .collect(Collectors.joining(","));

    Http.Response rejected = put("{\"outcomes\":{" + outcomes + "}}");

    assertThat(rejected.at("/detail")).isEqualTo("outcomes has at most 10000 entries.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT5M", "-PT5M"})
  void put_clockOfAnAhead_isThatFarAhead(String ahead) {
    put("{\"clock\":{\"ahead\":\"" + ahead + "\"}}");

    assertThat(mock.clock().ahead()).hasToString(ahead.replace("-PT5M", "PT-5M"));
  }

  @Test
  void sandbox_ofAMockWithASetup_beginsWithIt(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("setup.json"), ONE_OF_EACH);

    try (LoginMock started = LoginMock.builder().setup(file).start();
        LoginMock sandbox = started.openSandbox()) {
      assertThat(new Http(sandbox.url()).get("/__mock/setup").json())
          .isEqualTo(Http.parse(ONE_OF_EACH));
    }
  }

  @Test
  void setup_forAnotherIdentity_isNotMasked() {
    mock.identity(OTHER).returns("sms-too-frequent");

    assertThat(setup().path("outcomes").has(OTHER)).isTrue();
  }
}
