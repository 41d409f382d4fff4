package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Text;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.List;
import java.util.Optional;
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

    int moreFindings() {
      return exchange.findings().size() - findings().size();
    }

    /** Returns whether it shows why the check is as it is. */
    boolean open() {
      return exchange.findings().stream()
          .anyMatch(finding -> finding.breaking() || of.verdict() == Verdict.DRIFTED);
    }

    Text step() {
      return of.page.text("Step " + (exchange.step() + 1) + ": " + exchange.operation().id());
    }

    String request() {
      return exchange.operation().method() + " " + exchange.operation().path();
    }

    List<JsonLines.Line> asked() {
      return JsonLines.of(exchange.request(), List.of());
    }

    String curl() {
      return new CurlCommand(of.page.report().suite().target(), of.outcome.check())
          .of(exchange, of.page.report().suite().contract().securityHeaders());
    }

    ExpectedAnswer expected() {
      return ExpectedAnswer.of(of.outcome, exchange, of.page.report().suite().masking());
    }

    List<List<JsonLines.Line>> wanted() {
      return expected().answers().stream()
          .map(answer -> JsonLines.ofExpected(answer, places()))
          .toList();
    }

    List<JsonLines.Line> got() {
      return JsonLines.of(exchange.answer(), places());
    }

    Text gotHead() {
      return of.page.text(
          exchange.status() == 0
              ? "Got: no answer"
              : "Got: HTTP " + exchange.status() + " " + exchange.contentType());
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

  boolean several() {
    return outcome.check().steps().size() > 1;
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

  /** Returns the steps in their order, and what became of each. */
  List<Text> steps() {
    return IntStream.range(0, outcome.check().steps().size())
        .mapToObj(this::step)
        .map(page::text)
        .toList();
  }

  private String step(int index) {
    Step.Call call = outcome.check().call(index);
    Optional<Exchange> made =
        outcome.exchanges().stream().filter(e -> e.step() == index).findFirst();
    String wanted = call.operation().id() + ", expected " + call.expected().code();
    return made.map(exchange -> wanted + ": " + got(exchange)).orElse(wanted + ": not made");
  }

  private static String got(Exchange exchange) {
    if (exchange.status() == 0) {
      return "✗ no answer";
    }
    String code = new Envelope(exchange.answer()).code().orElse("no code");
    String sign = exchange.findings().stream().anyMatch(Finding::breaking) ? "✗" : "✓";
    return sign + " got " + Markup.shortened(code, 100);
  }
}
