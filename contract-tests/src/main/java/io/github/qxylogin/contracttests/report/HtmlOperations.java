package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The operations, with the totals of each and all its checks. */
final class HtmlOperations {
  private final Html html;
  private final Map<Operation, List<Outcome>> operations;

  HtmlOperations(Html html, Report report) {
    this.html = html;
    this.operations =
        report.outcomes().stream()
            .collect(
                Collectors.groupingBy(
                    outcome -> outcome.check().operation(),
                    LinkedHashMap::new,
                    Collectors.toList()));
  }

  void write() {
    html.open("section", "id", "operations");
    html.element("h2", "Operations (" + operations.size() + ")").line();
    html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
    html.element("th", "Operation", "scope", "col");
    for (Verdict verdict : Verdict.values()) {
      html.element("th", verdict.sign() + " " + verdict.key(), "scope", "col");
    }
    html.close(2).open("tbody");
    operations.forEach(this::row);
    html.close(3);
    html.open("p", "class", "tools", "hidden", "");
    html.open("label").text("Show checks with ").empty("input", "type", "search", "id", "filter");
    html.close(1).element("button", "Open all", "type", "button", "id", "open-all");
    html.element("button", "Close all", "type", "button", "id", "close-all").close(1);
    operations.forEach(this::checks);
    html.close(1);
  }

  private void row(Operation operation, List<Outcome> outcomes) {
    html.open("tr").open("th", "scope", "row").text(operation.id());
    html.element("small", " " + operation.summary()).close();
    for (Verdict verdict : Verdict.values()) {
      long count = count(outcomes, verdict);
      html.element(
          "td",
          count == 0 ? "" : Long.toString(count),
          "class",
          count == 0 ? "number" : "number " + verdict.key());
    }
    html.close(1);
  }

  private static long count(List<Outcome> outcomes, Verdict verdict) {
    return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
  }

  private void checks(Operation operation, List<Outcome> outcomes) {
    long failed = count(outcomes, Verdict.FAILED);
    String title = operation.id() + ": " + outcomes.size() + " checks";
    html.open("details")
        .element("summary", failed == 0 ? title : title + ", ✗ " + failed + " failed");
    html.open("table", "class", "checks").open("thead").open("tr");
    html.element("th", "Verdict", "scope", "col").element("th", "Check", "scope", "col");
    html.element("th", "Milliseconds", "scope", "col").close(2).open("tbody");
    for (Outcome outcome : outcomes) {
      Verdict verdict = outcome.verdict();
      html.open("tr");
      html.element("td", verdict.sign() + " " + verdict.key(), "class", verdict.key());
      html.open("td").text(outcome.check().id());
      html.element("small", " " + outcome.check().subject()).close();
      html.element("td", Long.toString(outcome.took().toMillis()), "class", "number").close(1);
    }
    html.close(3);
  }
}
