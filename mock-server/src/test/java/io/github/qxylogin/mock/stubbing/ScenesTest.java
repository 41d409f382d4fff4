package io.github.qxylogin.mock.stubbing;

import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.testing.TestedMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Testers define scenes, and outcomes name their scene. */
@ExtendWith(TestedMock.class)
class ScenesTest {
  private static final String OURS = "%E6%88%91%E7%9A%84";

  private final LoginMock mock;
  private final Http http;

  ScenesTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  private Http.Response define(String name, String body) {
    return http.call("PUT", "/__mock/scenes/" + name, body.replace('\'', '"'));
  }

  @Test
  void scenes_oneOfOnesOwn_isListedFirst() {
    define(OURS, "{'title':'太频繁一次','outcomes':[{'case':'sms-too-frequent','times':1}]}");

    assertThat(http.get("/__mock/scenes").json().get(0))
        .isEqualTo(
            Http.parse(
                "{\"scene\":\"我的\",\"title\":\"太频繁一次\",\"outcomes\":[{\"case\":"
                    + "\"sms-too-frequent\",\"times\":1}],\"own\":true}"));
  }

  @Test
  void play_oneOfOnesOwn_isServedAndItsNameIsKept() {
    define(OURS, "{'outcomes':[{'case':'sms-too-frequent','times':2}]}");

    mock.identity(TAXPAYER).plays("我的");

    assertThat(Sending.send(mock, TAXPAYER).caseName()).isEqualTo("sms-too-frequent");
    assertThat(http.get("/__mock/outcomes/" + TAXPAYER).at("/outcomes/0/scene")).isEqualTo("我的");
  }

  @Test
  void play_aSceneOfTheContract_keepsItsName() {
    http.call("PUT", "/__mock/outcomes/" + TAXPAYER, "{\"scene\":\"locked\"}");

    assertThat(http.get("/__mock/outcomes/" + TAXPAYER).json().findValuesAsText("scene"))
        .isNotEmpty()
        .containsOnly("locked");
  }

  @Test
  void scene_removed_isNotThereAnyMore() {
    define(OURS, "{'outcomes':[{'case':'sms-too-frequent'}]}");

    assertThat(http.call("DELETE", "/__mock/scenes/" + OURS, "").text())
        .isEqualTo("{\"removed\":1}");

    assertThat(http.get("/__mock/scenes").json().findValuesAsText("scene")).doesNotContain("我的");
  }

  @Test
  void define_moreThanAHundred_isRejectedAndKeepsTheOthers() {
    for (int i = 0; i < 100; i++) {
      define("s" + i, "{'outcomes':[{'case':'locked'}]}");
    }

    assertThat(define("more", "{'outcomes':[{'case':'locked'}]}").at("/detail"))
        .isEqualTo("100 scenes are defined already; remove one.");
    assertThat(define("s0", "{'outcomes':[{'case':'locked'}]}").status()).isEqualTo(200);
  }

  @Test
  void define_moreOutcomesThanAnIdentityTakes_isRejected() {
    String outcomes = "{'case':'locked'},".repeat(100) + "{'case':'locked'}";

    assertThat(define("a", "{'outcomes':[" + outcomes + "]}").at("/detail"))
        .isEqualTo("outcomes has at most 100 entries.");
  }

  @Test
  void define_wrongNameInChinese_isRejectedInChinese() {
    String body = "{\"outcomes\":[{\"case\":\"locked\"}]}";

    assertThat(
            http.call("PUT", "/__mock/scenes/a%20b", body, "Accept-Language", "zh").at("/detail"))
        .isEqualTo("场景的名称须为 1 到 64 个文字、数字或 . _ -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "locked | {'outcomes':[{'case':'logged-in'}]} | The contract has a scene 'locked': choose",
        "a%20b  | {'outcomes':[{'case':'logged-in'}]} | The name of a scene has 1 to 64 letters,",
        "a      | {}                                  | A scene needs a list of outcomes.",
        "a      | {'outcomes':[{'case':'no'}]}        | the contract has no case 'no'.",
        "a      | {'scene':'b','outcomes':[{'case':'locked'}]} | The body has no field 'scene'.",
        "a      | {'outcomes':[{'cas':'logged-in'}]}  | /outcomes/0: The body has no field 'cas'",
        "a      | {'outcomes':[{'operation':'findEnterprises','data':1}]} | The response does not",
      })
  void define_wrongScene_reportsTheMistakeAndDefinesNothing(
      String name, String body, String detail) {
    Http.Response rejected = define(name, body);

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).startsWith(detail);
    assertThat(http.get("/__mock/scenes").json().findValues("own")).isEmpty();
  }
}
