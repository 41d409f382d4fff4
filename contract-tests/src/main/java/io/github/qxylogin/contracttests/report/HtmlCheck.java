package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Language.Text;
import io.github.qxylogin.contracttests.text.Markup;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One check on the page.
 *
 * @param page the page
 * @param outcome what became of it
 */
record HtmlCheck(HtmlReport page, Outcome outcome) {
  /** What is wrong with an answer in more ways is wrong altogether. */
  static final int MOST_FINDINGS = 50;

  static final int LONGEST_FINDING = 1000;

  /** One call: what was asked, what should have come, what came. */
  record Call(HtmlCheck of, Exchange exchange) {
    List<Finding> findings() {
      return exchange.findings().stream().limit(MOST_FINDINGS).toList();
    }

    /** Returns whether it shows why the check is as it is. */
    boolean open() {
      return exchange.findings().stream()
          .anyMatch(finding -> finding.breaking() || of.verdict() == Verdict.DRIFTED);
    }

    /** Returns the call as a command; empty for a recorded one, whose request is masked. */
    String curl() {
      if (of.page.report().source().target().isEmpty()) {
        return "";
      }
      return new CurlCommand(of.page.report().source(), of.outcome.check())
          .of(exchange, of.page.report().contract().securityHeaders());
    }

    ExpectedAnswer expected() {
      return ExpectedAnswer.of(of.outcome, exchange, of.page.report().masking());
    }

    List<List<JsonLines.Line>> wanted() {
      return expected().answers().stream()
          .map(answer -> JsonLines.ofExpected(answer, places()))
          .toList();
    }

    List<JsonLines.Line> asked() {
      return JsonLines.of(exchange.request(), List.of());
    }

    List<JsonLines.Line> got() {
      return JsonLines.of(exchange.answer(), places());
    }

    /** Returns when the call was sent and how long it took; empty if nobody knows. */
    String timing() {
      return exchange
          .timing()
          .map(t -> HtmlReport.TIME.format(t.at()) + ", " + t.took().toMillis() + " ms")
          .orElse("");
    }

    /** Returns whether something beside the body is not as it should be. */
    boolean headMarked() {
      return places().stream().anyMatch(place -> !place.startsWith("/"));
    }

    private List<String> places() {
      return findings().stream().map(Finding::place).toList();
    }
  }

  Verdict verdict() {
    return outcome.verdict();
  }

  String id() {
    return outcome.check().id();
  }

  Text subject() {
    String reason = outcome.reason().isEmpty() ? "" : " (" + outcome.reason() + ")";
    return page.text(outcome.check().subject() + reason);
  }

  List<Call> calls() {
    return outcome.exchanges().stream().map(exchange -> new Call(this, exchange)).toList();
  }

  List<Text> messages() {
    List<String> shown = outcome.messages(page.language());
    List<String> other = outcome.messages(page.otherLanguage());
    return IntStream.range(0, Math.min(shown.size(), MOST_FINDINGS))
        .mapToObj(
            i ->
                new Text(
                    Markup.shortened(shown.get(i), LONGEST_FINDING),
                    Markup.shortened(other.get(i), LONGEST_FINDING)))
        .toList();
  }
}
