package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All texts of a run are Chinese, except names, values and texts of the server. */
class ChineseReportTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;

  /** What a server that is wrong in many ways responses, in turn. */
  private static final List<CannedResponse> WRONG =
      List.of(
          CannedResponse.json("{}"),
          CannedResponse.json("{\"code\":2000,\"success\":\"yes\",\"message\":null,\"x\":1}"),
          CannedResponse.json("{\"code\":\"2000\",\"data\":{\"taskId\":true},\"reqId\":\"\"}"),
          CannedResponse.json("{\"code\":\"4000\",\"message\":\"参数x不能为空！\",\"reqId\":\"1\"}"),
          CannedResponse.of(500, "text/html", "<html>"),
          CannedResponse.json("[1]"));

  /** Three words in a row that are no value. */
  private static final String ENGLISH = "(?s).*\\b[a-z]+,? [a-z]+,? [a-z]+\\b.*";

  private static final String FIELD_AND_VALUE = "[a-zA-Z]+ [0-9A-Z,]+";

  @Test
  void subjects_ofAllChecks_areInChinese() {
    assertThat(Checks.of(Contract.load()))
        .extracting(Check::subject)
        .filteredOn(subject -> !subject.matches(FIELD_AND_VALUE))
        .filteredOn(subject -> Language.ZH.of(subject).equals(subject))
        .isEmpty();
  }

  @Test
  void words_ofAllEnums_areInChinese() {
    Stream<String> words =
        Stream.of(
                Arrays.stream(Difference.values()).map(Difference::words),
                Arrays.stream(Verdict.values()).map(Verdict::key))
            .flatMap(all -> all);

    assertThat(words).filteredOn(word -> Language.ZH.of(word).equals(word)).isEmpty();
  }

  @Test
  void page_ofARunThatGoesWrong_isInChinese() {
    assertThat(texts(HtmlReport.of(wrong(true))))
        .filteredOn(text -> text.matches(ENGLISH))
        .isEmpty();
    assertThat(texts(HtmlReport.of(wrong(false))))
        .filteredOn(text -> text.matches(ENGLISH))
        .isEmpty();
  }

  @Test
  void page_inEnglish_hasTheSameTextsTheOtherWayRound() {
    String chinese = HtmlReport.of(wrong(true));
    String english = HtmlReport.of(wrong(true, Language.EN));

    assertThat(chinese).startsWith("<!DOCTYPE html>\n<html lang=\"zh\" data-other-lang=\"en\">");
    assertThat(english).startsWith("<!DOCTYPE html>\n<html lang=\"en\" data-other-lang=\"zh\">");
    assertThat(english).contains("<span data-other=\"失败\">Failures</span>");
    assertThat(chinese).contains("<span data-other=\"Failures\">失败</span>");
    assertThat(chinese.split("data-other=", -1)).hasSameSizeAs(english.split("data-other=", -1));
  }

  @Test
  void xml_ofARunThatGoesWrong_isInChinese() {
    assertThat(JunitReport.of(wrong(false)))
        .contains("message=\"未执行：被中断\"")
        .contains("应为：HTTP 200 ")
        .doesNotContain("wanted ", "expected: ", "not run");
  }

  @Test
  void summary_ofARunThatGoesWrong_isInChinese() {
    assertThat(GithubActions.summary(wrong(false)))
        .contains("<h2>✗ 契约测试：", "<h3>失败 (")
        .doesNotContain("wanted ", "skipped");
  }

  private static Report wrong(boolean mock) {
    return wrong(mock, Language.ZH);
  }

  private static Report wrong(boolean mock, Language language) {
    AtomicInteger turn = new AtomicInteger();
    try (FakeServer server =
        FakeServer.returning(r -> WRONG.get(turn.getAndIncrement() % WRONG.size()))) {
      Suite suite =
          Suites.of(
              CONTRACT,
              mock ? FakeTarget.mock(server.url()) : FakeTarget.real(server.url()),
              Permissions.READ_ONLY,
              new Masking(CONTRACT));
      suite.checks().stream().skip(mock ? 0 : 9).forEach(suite::run);
      return SuiteReport.of(suite, mock ? Optional.empty() : Optional.of("interrupted"), language);
    }
  }

  /** Returns the texts of a page, without bodies, code and quotations. */
  private static List<String> texts(String page) {
    String text =
        page.replaceAll("(?s)<(style|script|pre|code)\\b.*?</\\1>", "\n")
            .replaceAll("<[^>]*>", "\n")
            .replaceAll("&#34;.*?&#34;|\"[^\"\\n]*\"", "");
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
  }
}
