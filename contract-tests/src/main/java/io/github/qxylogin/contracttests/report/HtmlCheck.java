package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.List;
import java.util.Optional;

/** What one check asked and got, step by step: expected left, answered right. */
final class HtmlCheck {
  /** What is wrong with an answer in more ways is wrong altogether. */
  private static final int MOST_FINDINGS = 50;

  private static final int LONGEST_FINDING = 1000;

  private final Html html;
  private final Masking masking;

  HtmlCheck(Html html, Masking masking) {
    this.html = html;
    this.masking = masking;
  }

  /** Writes all of a check. */
  void inFull(Outcome outcome) {
    html.open("article", "class", outcome.verdict().key());
    html.element("h3", heading(outcome)).element("p", subject(outcome));
    calls(outcome);
    html.close(1);
  }

  /** Writes all of a check, shown on demand. */
  void folded(Outcome outcome) {
    html.open("details", "class", outcome.verdict().key());
    html.element("summary", heading(outcome)).element("p", subject(outcome));
    calls(outcome);
    html.close(1);
  }

  /** Writes what is wrong, and no bodies. */
  void inShort(Outcome outcome) {
    html.open("article", "class", outcome.verdict().key());
    html.element("h3", heading(outcome));
    html.open("ul");
    outcome.messages().stream()
        .limit(MOST_FINDINGS)
        .forEach(m -> html.element("li", Markup.shortened(m, LONGEST_FINDING)));
    html.close(2);
  }

  private static String heading(Outcome outcome) {
    return outcome.verdict().sign() + " " + outcome.verdict().key() + " " + outcome.check().id();
  }

  private static String subject(Outcome outcome) {
    String reason = outcome.reason().isEmpty() ? "" : " (" + outcome.reason() + ")";
    return outcome.check().operation().id() + ", " + outcome.check().subject() + reason;
  }

  private void calls(Outcome outcome) {
    boolean several = outcome.check().steps().size() > 1;
    if (several) {
      stepList(outcome);
    }
    for (Exchange exchange : outcome.exchanges()) {
      if (several) {
        html.element("h4", "Step " + (exchange.step() + 1) + ": " + exchange.operation().id());
      }
      findings(exchange);
      bodies(outcome, exchange);
    }
  }

  private void findings(Exchange exchange) {
    html.open("ul", "class", "findings");
    for (Finding finding : exchange.findings().stream().limit(MOST_FINDINGS).toList()) {
      html.open("li", "class", finding.breaking() ? "failed" : "drifted");
      html.element("b", finding.breaking() ? "✗ breaking: " : "~ drift: ");
      html.element("code", Markup.shortened(finding.place(), LONGEST_FINDING));
      html.text(" " + Markup.shortened(finding.problem(), LONGEST_FINDING));
      html.element("small", " " + finding.difference().words()).close();
    }
    int more = exchange.findings().size() - MOST_FINDINGS;
    if (more > 0) {
      html.element("li", "and " + more + " more");
    }
    html.close(1);
  }

  private void bodies(Outcome outcome, Exchange exchange) {
    List<String> places =
        exchange.findings().stream().limit(MOST_FINDINGS).map(Finding::place).toList();
    ExpectedAnswer wanted = ExpectedAnswer.of(outcome, exchange, masking);
    String request = exchange.operation().method() + " " + exchange.operation().path();
    html.open("details").element("summary", "Asked: " + request);
    lines(JsonLines.of(exchange.request(), List.of()));
    html.close(1).open("div", "class", "pair").open("div");
    boolean head = places.stream().anyMatch(place -> !place.startsWith("/"));
    head(
        "Expected: HTTP " + wanted.status() + (wanted.answers().size() > 1 ? ", one of" : ""),
        false);
    wanted.answers().forEach(answer -> lines(JsonLines.ofExpected(answer, places)));
    html.close().open("div");
    head(
        exchange.status() == 0
            ? "Got: no answer"
            : "Got: HTTP " + exchange.status() + " " + exchange.contentType(),
        head);
    lines(JsonLines.of(exchange.answer(), places));
    html.close(2);
  }

  private void head(String text, boolean marked) {
    html.open("h5");
    if (marked) {
      html.element("mark", "> " + text);
    } else {
      html.text(text);
    }
    html.close();
  }

  private void lines(List<JsonLines.Line> lines) {
    html.open("pre", "tabindex", "0");
    for (JsonLines.Line line : lines) {
      if (line.marked()) {
        html.element("mark", "> " + line.text());
      } else {
        html.text("  " + line.text());
      }
      html.line();
    }
    html.close();
  }

  /** Writes the steps of a check in their order, shown on demand. */
  void steps(Outcome outcome) {
    html.open("details", "class", outcome.verdict().key());
    html.element("summary", heading(outcome)).element("p", subject(outcome));
    stepList(outcome);
    html.close(1);
  }

  private void stepList(Outcome outcome) {
    html.open("ol");
    for (int i = 0; i < outcome.check().steps().size(); i++) {
      html.element("li", step(outcome, i));
    }
    html.close(1);
  }

  private static String step(Outcome outcome, int index) {
    if (outcome.check().steps().get(index) instanceof Step.Wait pause) {
      return "the clock moves on by " + pause.time();
    }
    if (outcome.check().steps().get(index) instanceof Step.TakeToken) {
      return "the token of an earlier call is used";
    }
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
