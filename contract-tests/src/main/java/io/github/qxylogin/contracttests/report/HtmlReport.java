package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reports a run as one page for people, which needs no network and forbids itself any: only its own
 * style and script count, whatever a server has sent.
 */
final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The page of a thousand failures would be too long to open; JSON has them all. */
  private static final int MOST_IN_FULL = 100;

  private static final int MOST_ROWS = 200;

  private final Report report;
  private final Html html = new Html();
  private final HtmlCheck check;

  private HtmlReport(Report report) {
    this.report = report;
    this.check = new HtmlCheck(html, report.suite().masking());
  }

  static void write(Path file, Report report) throws IOException {
    Files.write(file, new HtmlReport(report).page().getBytes(UTF_8));
  }

  private String page() throws IOException {
    head(resource("report.css"), resource("report.js"));
    html.open("body").open("header");
    summary();
    html.close(1).open("main");
    gaps();
    failures();
    drift();
    skipped();
    new HtmlOperations(html, report).write();
    flows();
    new HtmlCoverage(html, report.coverage()).write();
    html.close(1);
    html.open("script").raw(resource("report.js")).close(3);
    return html.toString();
  }

  private void head(String style, String script) {
    String policy =
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(hash(style), hash(script));
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", "Contract tests: " + verdict()).line();
    html.open("style").raw(style).close(2);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }

  private String verdict() {
    long failed = report.count(Verdict.FAILED);
    int checks = report.suite().checks().size();
    if (failed > 0) {
      return failed + " of " + checks + " checks failed";
    }
    return report.endedEarly().isPresent() ? "ended early" : "no check failed";
  }

  private void summary() {
    html.element("h1", "Contract tests: " + verdict());
    report
        .endedEarly()
        .ifPresent(
            reason ->
                html.open("p", "class", "notice")
                    .element("strong", "Ended early: ")
                    .text(reason + ". Not run: " + report.notRun().size() + " checks.")
                    .close());
    html.open("ul", "class", "totals");
    for (Verdict verdict : Verdict.values()) {
      html.open("li", "class", verdict.key());
      html.element("b", Long.toString(report.count(verdict)));
      html.text(" " + verdict.sign() + " " + verdict.key()).close();
    }
    html.close(1).open("dl");
    fact("Target", report.suite().target().url() + ", " + report.kind());
    fact("Tier", report.tier());
    fact("Start", TIME.format(report.start()));
    fact("Duration", String.format(Locale.ROOT, "%.1f s", report.took().toMillis() / 1000.0));
    fact("Coverage", report.coverage().toString());
    html.close(1);
  }

  private void fact(String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close(1);
  }

  private void failures() {
    List<Outcome> failed = report.outcomes(Verdict.FAILED);
    if (!failed.isEmpty()) {
      title("failures", "Failures", failed.size());
      failed.stream().limit(MOST_IN_FULL).forEach(check::inFull);
      failed.stream().skip(MOST_IN_FULL).forEach(check::inShort);
      further(failed.size());
      html.close(1);
    }
    List<Outcome> known = report.outcomes(Verdict.KNOWN);
    if (!known.isEmpty()) {
      title("known", "Known failures", known.size());
      folded(known);
      html.close(1);
    }
  }

  private void folded(List<Outcome> outcomes) {
    outcomes.stream().limit(MOST_IN_FULL).forEach(check::folded);
    further(outcomes.size());
  }

  private void further(int checks) {
    if (checks > MOST_IN_FULL) {
      String more = (checks - MOST_IN_FULL) + " more checks stands in " + Reports.JSON + ".";
      html.element("p", "What was asked and answered in " + more, "class", "further");
    }
  }

  private void drift() {
    List<Report.Drift> drift = report.drift();
    if (drift.isEmpty()) {
      return;
    }
    title("drift", "Drift: differences that mislead no caller", drift.size());
    table("Operation", "Place in the answer", "Difference", "Calls");
    for (Report.Drift one : drift.stream().limit(MOST_ROWS).toList()) {
      html.open("tr").element("th", one.operation(), "scope", "row");
      html.open("td").element("code", Markup.shortened(one.place(), 200)).close();
      html.element("td", one.difference().words());
      html.element("td", Long.toString(one.count()), "class", "number").close(1);
    }
    html.close(3);
    if (drift.size() > MOST_ROWS) {
      html.element("p", "and " + (drift.size() - MOST_ROWS) + " more");
    }
    folded(report.outcomes(Verdict.DRIFTED));
    html.close(1);
  }

  private void table(String... heads) {
    html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
    for (String head : heads) {
      html.element("th", head, "scope", "col");
    }
    html.close(2).open("tbody");
  }

  private void skipped() {
    Map<String, List<Check>> skipped = report.skipped();
    if (skipped.isEmpty() && report.notRun().isEmpty()) {
      return;
    }
    int count = skipped.values().stream().mapToInt(List::size).sum() + report.notRun().size();
    title("skipped", "Skipped, and not run", count);
    skipped.forEach((reason, checks) -> list(reason, checks));
    if (!report.notRun().isEmpty()) {
      list("not run" + report.endedEarly().map(r -> ": " + r).orElse(""), report.notRun());
    }
    html.close(1);
  }

  private void list(String reason, List<Check> checks) {
    html.open("details").element("summary", checks.size() + " × " + reason).open("ul");
    checks.forEach(one -> html.element("li", one.id()));
    html.close(2);
  }

  private void flows() {
    List<Outcome> flows =
        report.outcomes().stream().filter(outcome -> outcome.check().steps().size() > 1).toList();
    if (!flows.isEmpty()) {
      title("flows", "Checks of several steps", flows.size());
      flows.forEach(check::steps);
      html.close(1);
    }
  }

  private void gaps() {
    if (!report.gaps().isEmpty()) {
      title("gaps", "Left out", report.gaps().size());
      html.open("ul");
      report.gaps().forEach(gap -> html.element("li", gap));
      html.close(2);
    }
  }

  private void title(String id, String title, int count) {
    html.open("section", "id", id).element("h2", title + " (" + count + ")").line();
  }
}
