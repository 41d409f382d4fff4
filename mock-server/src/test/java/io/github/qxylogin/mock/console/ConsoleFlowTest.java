package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The console's guided login. */
@ExtendWith(LoginMockExtension.class)
@Slow
class ConsoleFlowTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final String DONE = "Done";

  private final LoginMock mock;
  private final JsonNode workflows;

  ConsoleFlowTest(LoginMock mock) {
    this.mock = mock;
    workflows = new Http(mock.url()).get("/arazzo.json").json().path("workflows");
  }

  private void open(JsonNode workflow) {
    BROWSER.open(mock.url() + "/#flow/" + workflow.path("workflowId").asText());
    BROWSER.count(at("flow-step"), workflow.path("steps").size());
  }

  private static String card(int step) {
    return at("flow-step") + ":nth-child(" + (step + 1) + ") ";
  }

  /** Does what a person does before a step, sends it, and returns the page's text. */
  private static String send(int step) {
    if (!BROWSER.all(card(step) + at("flow-sms")).isEmpty()) {
      BROWSER.clickOn(card(step) + at("flow-sms"));
      BROWSER.becomes(value(card(step) + at("flow-smsCode")), "002100");
    }
    BROWSER.clickOn(card(step) + at("flow-send"));
    return BROWSER.shown(card(step) + at("flow-state")).getText();
  }

  private static String value(String css) {
    return "return document.querySelector(\"" + css + "\")?.value";
  }

  @Test
  void flow_every_goesThroughStepByStep() {
    for (JsonNode workflow : workflows) {
      mock.reset();
      open(workflow);
      for (int i = 0; i < workflow.path("steps").size(); i++) {
        mock.clock().advance(Duration.ofMinutes(1));
        assertThat(send(i)).as("%s, step %d", workflow.path("workflowId"), i + 1).isEqualTo(DONE);
      }
    }
  }

  @Test
  void flow_inChinese_saysWhatThePersonDoes() {
    BROWSER.as("zh-CN", "light", 1280, 860);

    open(first("reads-sms"));

    BROWSER.says(at("flow-detail"), "读取短信中的验证码，然后：");
    BROWSER.says(at("flow-sms"), "读取验证码");
  }

  private JsonNode first(String person) {
    for (JsonNode workflow : workflows) {
      if (workflow.findValuesAsText("x-person").contains(person)) {
        return workflow;
      }
    }
    throw new AssertionError("In no workflow a person " + person);
  }

  @Test
  void flow_codeNotScannedYet_waits() {
    JsonNode workflow = first("scans-code");
    open(workflow);
    int scan = redeeming(workflow);
    for (int i = 0; i < scan; i++) {
      send(i);
    }
    WebElement instead = BROWSER.shown(card(scan) + at("flow-instead"));
    new Select(instead).selectByIndex(1);
    assertThat(send(scan)).isEqualTo("Not done");
    assertThat(BROWSER.shown(card(scan + 1) + at("flow-send")).isEnabled()).isFalse();

    new Select(instead).selectByIndex(0);
    BROWSER.clickOn(card(scan) + at("flow-send"));

    BROWSER.says(card(scan) + at("flow-state"), DONE);
    assertThat(BROWSER.shown(card(scan + 1) + at("flow-send")).isEnabled()).isTrue();
  }

  private static int redeeming(JsonNode workflow) {
    return IntStream.range(0, workflow.path("steps").size())
        .filter(i -> workflow.at("/steps/" + i).has("x-person"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void flow_step_leadsToItsCall() {
    open(first("reads-sms"));
    send(0);

    BROWSER.click("try-call");

    BROWSER.says(at("call-why"), "a new task was issued");
  }

  @Test
  void flow_mockOfAModule_hasItsFlowsAlone() {
    Contract module = Contract.load().module(Contract.load().modules().get(0));
    try (LoginMock one = LoginMock.builder().contract(module).start()) {
      int flows = new Http(one.url()).get("/arazzo.json").json().path("workflows").size();
      BROWSER.open(one.url() + "/#flow");

      BROWSER.count(at("flow"), flows);
      assertThat(flows).isBetween(1, workflows.size() - 1);
      BROWSER.leave();
    }
  }
}
