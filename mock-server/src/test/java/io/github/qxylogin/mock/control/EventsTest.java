package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each SMS is told once, whatever its task, and whatever is forgotten meanwhile. */
@ExtendWith(TestedMock.class)
class EventsTest {
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final Pattern SMS = Pattern.compile("event: sms\ndata: \\{\"taskId\":\"(\\d+)\"");
  private static final int MOST_SMS = 1_000;

  private final Http http;

  EventsTest(LoginMock mock) {
    http = new Http(mock.url());
  }

  @Test
  void events_documentedRequestAgain_tellItsSecondSms() {
    String printed = SEND.documentedCase("sms-sent").answer().at("/data/taskId").asText();
    http.post(SEND.path(), SEND.documentedCase("sms-sent").request());
    String told = http.get("/__mock/events").text();

    http.post(SEND.path(), SEND.documentedCase("sms-sent").request());

    assertThat(toldSms(eventsAfter(told))).containsExactly(printed);
  }

  @Test
  void events_newestIdentityForgotten_tellNoOldSmsAgain() {
    send(1);
    send(2);
    String told = http.get("/__mock/events").text();

    http.call("DELETE", "/__mock/identities/" + taxpayer(2), "");
    String next = send(3);

    assertThat(toldSms(eventsAfter(told))).containsExactly(next);
  }

  @Test
  void events_afterAReset_tellWhatIsSentThen() {
    send(1);
    String told = http.get("/__mock/events").text();

    http.post("/__mock/reset", "");
    String next = send(1);

    assertThat(toldSms(eventsAfter(told))).containsExactly(next);
  }

  @Test
  void events_newestToldIsEvicted_tellThoseThatAreKept() {
    send(0);
    String told = http.get("/__mock/events").text();

    for (int number = 1; number <= MOST_SMS; number++) {
      send(number);
    }

    String events = eventsAfter(told);
    assertThat(toldSms(events)).hasSize(MOST_SMS).doesNotHaveDuplicates();
    send(MOST_SMS + 1);
    assertThat(toldSms(eventsAfter(events))).hasSize(1);
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "SMS are numbered from 1 in memory alone")
  @Test
  void events_afterAnIdThatAnEarlierMockGave_tellAtOnceWhereTheyAre() {
    send(1);

    String told = http.get("/__mock/events", "Last-Event-ID", "40:40").text();

    assertThat(told).contains("id: 1:1\n").doesNotContain("event:");
  }

  @Test
  void events_callsAreForgotten_tellThoseThatCome() {
    send(1);
    String told = http.get("/__mock/events").text();

    http.call("DELETE", "/__mock/requests", "");
    send(2);

    assertThat(eventsAfter(told)).containsOnlyOnce("event: call").contains(taxpayer(2));
  }

  private String eventsAfter(String told) {
    String id = told.substring(told.lastIndexOf("id: ") + 4).split("\n", 2)[0];
    return http.get("/__mock/events", "Last-Event-ID", id).text();
  }

  private static List<String> toldSms(String events) {
    return SMS.matcher(events).results().map((MatchResult told) -> told.group(1)).toList();
  }

  private String send(int number) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    String mobile = "1380000%04d".formatted(number);
    body.put("nsrsbh", taxpayer(number)).put("gryhm", mobile).put("sjhm", mobile);
    return http.post(SEND.path(), body).at("/data/taskId");
  }

  private static String taxpayer(int number) {
    return "91110000TEST%06d".formatted(number);
  }
}
