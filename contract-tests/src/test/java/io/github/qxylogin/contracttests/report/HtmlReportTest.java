package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page is read back as XML, which it is written to be too: an open element would show. */
class HtmlReportTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;
  private static final String LOGIN = "uploadSmsCode/case/logged-in";

  @Test
  void of_hostileResponse_staysText() throws Exception {
    String hostile =
        "{\"code\":\"</script><script>alert(1)</script>\",\"</pre><img src=x>\":\"\\ud800\\u001b\"}";

    Document page = page(suite(LOGIN, hostile));

    assertThat(all(page, "script")).hasSize(1);
    assertThat(all(page, "img")).isEmpty();
    assertThat(text(page, "pre")).contains("</script><script>alert(1)</script>");
  }

  @Test
  void of_policy_allowsTheOwnStyleAndScriptAlone() throws Exception {
    Document page = page(suite(LOGIN, "{}"));

    String policy =
        all(page, "meta").stream()
            .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .findFirst()
            .orElseThrow()
            .getAttribute("content");
    assertThat(policy)
        .matches(
            "default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'; "
                + "base-uri 'none'; form-action 'none'");
  }

  @Test
  void of_page_namesNothingToFetch() throws Exception {
    Document page = page(suite(LOGIN, "{}"));

    assertThat(all(page, "*"))
        .noneMatch(element -> element.hasAttribute("src"))
        .allMatch(element -> element.getAttribute("href").matches("|#.+"))
        .noneMatch(element -> element.getTagName().equals("link"))
        .noneMatch(element -> element.hasAttribute("style"));
    assertThat(text(page, "style")).doesNotContain("url(", "@import");
  }

  @Test
  void of_failure_showsExpectedLeftAndGotRightWithTheFieldMarked() throws Exception {
    String response =
        CONTRACT
            .operation("uploadSmsCode")
            .documentedCase("logged-in")
            .response()
            .toString()
            .replace("税务数字账户登录成功", "登录<成功>")
            .replace("\"2000\"", "\"2001\"");

    Document page = page(suite(LOGIN, response));

    assertThat(all(page, "mark"))
        .extracting(Element::getTextContent)
        .containsExactly(">   \"code\": \"2000\",", ">   \"code\": \"2001\",");
    assertThat(text(page, "li"))
        .contains("✗ breaking: /code wanted a code of the family ok (2000), got \"2001\"");
  }

  @Test
  void of_noResponse_saysSo() throws Exception {
    Suite suite = suite("http://127.0.0.1:1");
    suite.run(NamedCheck.of(CONTRACT, LOGIN));

    assertThat(text(page(suite), "h5")).contains("Got: no response");
  }

  @Test
  void of_skippedChecks_standByTheirReason() throws Exception {
    Suite suite = suite("http://127.0.0.1:1");
    suite.record(
        Outcome.skipped(NamedCheck.of(CONTRACT, "uploadSmsCode/flow/redeemed"), "for <this> test"));

    Document page = page(suite);

    assertThat(text(page, "summary")).contains("1 × for <this> test");
  }

  @Test
  void of_endedEarly_namesTheReasonAndTheRest() throws Exception {
    Suite suite = suite("http://127.0.0.1:1");
    String html = HtmlReport.of(SuiteReport.of(suite, Optional.of("interrupted")));

    assertThat(text(read(html), "header"))
        .contains("Contract tests: ended early")
        .contains("Ended early: interrupted. Not run: " + suite.checks().size() + " checks.");
  }

  @Test
  void of_thousandsOfDifferences_isCut() throws Exception {
    StringBuilder response = new StringBuilder("{\"code\":\"1\"");
    for (int i = 0; i < 3000; i++) {
      response.append(",\"member").append(i).append("\":").append(i);
    }
    assertThat(html(suite(LOGIN, response + "}"))).hasSizeLessThan(1_000_000);
  }

  @Test
  void of_everyTable_hasHeaders() throws Exception {
    Document page = page(suite(LOGIN, "{\"more\":1}"));

    assertThat(all(page, "table"))
        .isNotEmpty()
        .allMatch(table -> table.getElementsByTagName("th").getLength() > 1);
    assertThat(all(page, "th")).allMatch(head -> head.hasAttribute("scope"));
  }

  private static Suite suite(String url) {
    return suite(CONTRACT, url);
  }

  private static Suite suite(Contract contract, String url) {
    return Suites.of(contract, FakeTarget.mock(url), Permissions.READ_ONLY, new Masking(contract));
  }

  private Suite suite(String check, String response) {
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json(response))) {
      Suite suite = suite(server.url());
      suite.run(NamedCheck.of(CONTRACT, check));
      return suite;
    }
  }

  private Document page(Suite suite) throws Exception {
    return read(html(suite));
  }

  private static String html(Suite suite) {
    return HtmlReport.of(SuiteReport.of(suite, Optional.empty()));
  }

  private static Document read(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> all(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String text(Document page, String name) {
    return String.join("\n", all(page, name).stream().map(Element::getTextContent).toList());
  }

  @Test
  void of_memberTheContractDoesNotExpect_isMarkedWhereItCameAlone() throws Exception {
    String response =
        CONTRACT.operation("uploadSmsCode").documentedCase("logged-in").response().toString();

    Document page = page(suite(LOGIN, response.replaceFirst("\\{", "{\"more\":1,")));

    assertThat(all(page, "mark"))
        .extracting(Element::getTextContent)
        .containsExactly(">   \"more\": 1,");
  }

  @Test
  void of_severalExpectedResponses_showsThemAll() throws Exception {
    Document page = page(suite("checkSession/extra-field", "{}"));

    assertThat(text(page, "h5")).contains("Expected: HTTP 200, one of");
    assertThat(text(page, "pre")).contains("\"code\": \"4000\"").contains("\"code\": \"2000\"");
  }

  @Test
  void of_moreChecksThanThePageShows_namesTheFileOfTheirResponses() throws Exception {
    Suite suite = suite(Contract.load(), "http://127.0.0.1:1");
    List<Verdict> verdicts = List.of(Verdict.FAILED, Verdict.KNOWN, Verdict.DRIFTED);
    List<Check> checks = suite.checks();
    for (int i = 0; i < 3 * 103; i++) {
      Check check = checks.get(i);
      Finding finding = new Finding(JsonPointer.compile("/x" + i), Difference.EXTRA_MEMBER, "x");
      Call call =
          new Call(
              0,
              check.operation(),
              MissingNode.getInstance(),
              200,
              "application/json",
              MissingNode.getInstance(),
              List.of(finding),
              Optional.empty(),
              Optional.empty());
      suite.record(Outcome.judged(check, List.of(call), Duration.ZERO).as(verdicts.get(i % 3), ""));
    }

    assertThat(text(page(suite), "p"))
        .containsPattern(
            "(?s)(Requests and responses of 3 more checks: see contract-tests.json.*){3}");
  }

  @Test
  void of_hostileResponseInChinese_staysTextInBothLanguages() throws Exception {
    Suite suite = suite(LOGIN, "{\"code\":\"<b onclick='x' a=\\\"\",\"<i>\":1}");

    String html = HtmlReport.of(SuiteReport.of(suite, Optional.empty(), Language.ZH));

    Document page = read(html);
    assertThat(all(page, "i")).isEmpty();
    assertThat(all(page, "b")).noneMatch(element -> element.hasAttribute("onclick"));
    assertThat(text(page, "li")).contains("实为 \"<b onclick='x' a=");
    assertThat(all(page, "span"))
        .anyMatch(span -> span.getAttribute("data-other").contains("got \"<b onclick='x' a="));
  }

  @Test
  void of_failuresThatAreAlike_areOneArticleWithTheOthersFolded() throws Exception {
    Suite suite = suite("http://127.0.0.1:1");
    for (String id : List.of("missing/taskId", "missing/smsCode", "case/logged-in")) {
      Difference difference = id.startsWith("case") ? Difference.STATUS : Difference.OTHER_FAMILY;
      suite.record(Responded.with(CONTRACT, "uploadSmsCode/" + id, difference, "wanted " + id));
    }

    Document page = page(suite);

    assertThat(all(page, "article"))
        .extracting(article -> article.getElementsByTagName("h3").item(0).getTextContent())
        .containsExactly(
            "✗ failed uploadSmsCode/missing/taskId × 2", "✗ failed uploadSmsCode/case/logged-in");
    assertThat(text(page, "summary")).contains("Alike in 1 more checks");
    assertThat(text(page, "li"))
        .contains(
            "uploadSmsCode/missing/smsCodeuploadSmsCode, field smsCode left out, /data: wanted");
  }

  @Test
  void of_links_leadToWhatThePageHas() throws Exception {
    Document page = page(suite(LOGIN, "{\"code\":\"1\",\"more\":1}"));

    List<String> ids = all(page, "*").stream().map(e -> e.getAttribute("id")).toList();
    assertThat(all(page, "a"))
        .hasSizeGreaterThan(5)
        .allMatch(link -> ids.contains(link.getAttribute("href").substring(1)));
    assertThat(ids).filteredOn(id -> !id.isEmpty()).doesNotHaveDuplicates();
    assertThat(ids).contains("check-" + LOGIN, "operation-uploadSmsCode", "other-family");
  }

  @Test
  void of_failures_standBeforeAllElse() throws Exception {
    Document page = page(suite(LOGIN, "{}"));

    assertThat(all(page, "section"))
        .extracting(section -> section.getAttribute("id"))
        .startsWith("failed")
        .endsWith("operations", "rule");
    assertThat(all(page, "h1").get(0).getTextContent())
        .isEqualTo("✗ Contract tests: 1 of 1 checks failed");
  }

  @Test
  void of_call_canBeMadeAgainWithCurl() throws Exception {
    Document page = page(suite(LOGIN, "{}"));

    assertThat(text(page, "pre")).contains("curl -sS -X POST ", "$QXY_SMS_CODE");
  }

  @Test
  void of_nothingWasJudged_saysNotThatNothingFailed() throws Exception {
    Suite suite = suite("http://127.0.0.1:1");
    suite.checks().forEach(check -> suite.record(Outcome.skipped(check, "for this test")));

    Document page = page(suite);

    assertThat(all(page, "h1").get(0).getTextContent())
        .isEqualTo("– Contract tests: nothing was judged");
    assertThat(all(page, "header").get(0).getAttribute("class")).isEqualTo("skipped");
  }

  @Test
  void of_unavailableChecks_makeThePageAmberAndStandByTheirReason() throws Exception {
    Suite suite = suite("http://127.0.0.1:1");
    Outcome skipped = Outcome.skipped(NamedCheck.of(CONTRACT, LOGIN), "");
    suite.record(skipped.as(Verdict.UNAVAILABLE, "code 5001: maintenance"));
    String html = HtmlReport.of(SuiteReport.of(suite, Optional.of("3 calls in a row")));

    Document page = read(html);
    assertThat(all(page, "h1").get(0).getTextContent()).isEqualTo("? Contract tests: unavailable");
    assertThat(all(page, "header").get(0).getAttribute("class")).isEqualTo("unavailable");
    assertThat(all(page, "section"))
        .extracting(section -> section.getAttribute("id"))
        .startsWith("unavailable");
    assertThat(text(page, "summary")).contains("1 × code 5001: maintenance");
  }

  @Test
  void of_operationsThatWereNotAsked_areNamed() throws Exception {
    Document page = page(suite(LOGIN, "{}"));

    assertThat(text(page, "dl")).contains("Never askedsendSmsCode, ").doesNotContain("uploadSms");
  }

  @Test
  void of_calls_haveTheirTimeAndOperationsTheirLatency() throws Exception {
    Document page = page(suite(LOGIN, "{}"));

    assertThat(text(page, "small"))
        .containsPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d .*, \\d+ ms");
    assertThat(text(page, "summary")).containsPattern("median \\d+ ms, slowest \\d+ ms");
  }

  @Test
  void of_bodyThatIsNoJson_isShownWithItsFormAndNoValue() throws Exception {
    String body = "<html>\n<input value=\"c4n4ry\"><p>call 13800000000?token=c4n4ry";
    try (FakeServer server =
        FakeServer.returning(request -> CannedResponse.of(200, "text/html", body))) {
      Suite suite = suite(server.url());
      suite.run(NamedCheck.of(CONTRACT, LOGIN));

      String form = " bytes, 1:1: <html> <input value=██><p>call ██?token=██";
      assertThat(text(page(suite), "li")).contains(form);
      assertThat(text(page(suite), "pre")).contains(form);
      assertThat(text(page(suite), "body")).doesNotContain("c4n4ry");
    }
  }

  @Test
  void of_sameDriftOfTwoOperations_isOneRow() throws Exception {
    Suite suite = suite("http://127.0.0.1:1");
    Finding member =
        new Finding(JsonPointer.compile("/traceId"), Difference.EXTRA_MEMBER, "wanted nothing");
    for (String id : List.of("checkSession/case/valid", LOGIN)) {
      Check check = NamedCheck.of(CONTRACT, id);
      suite.record(Responded.with(check, MissingNode.getInstance(), member));
    }

    assertThat(text(page(suite), "tr")).contains("2 operations/traceId");
  }
}
