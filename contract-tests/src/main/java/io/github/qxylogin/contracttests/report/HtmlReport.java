package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Language.Text;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reports a run as one page that opens without network, in two languages: what {@code page.jte} and
 * its parts show.
 */
final class HtmlReport {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  /** A server that is wrong altogether fails every check, and no browser renders them all. */
  static final int MOST_IN_FULL = 100;

  /**
   * A part of the page.
   *
   * @param id the anchor
   * @param count how many entries it has
   */
  record Section(String id, Text title, int count) {}

  private final Report report;
  private final Map<Operation, Report.Latency> latencies;

  /** By check, the alike check that is shown in full. */
  private final Map<String, String> shown = new HashMap<>();

  private HtmlReport(Report report) {
    this.report = report;
    this.latencies =
        report.latencies().stream().collect(Collectors.toMap(Report.Latency::operation, l -> l));
    for (Verdict verdict : Verdict.values()) {
      for (Report.Group group : groups(verdict)) {
        String first = group.first().check().id();
        shown.put(first, first);
        group.others().forEach(other -> shown.put(other.check().id(), first));
      }
    }
  }

  static void write(Path file, Report report) throws IOException {
    Files.write(file, Markup.render("page", new HtmlReport(report)).getBytes(UTF_8));
  }

  /** Returns the groups of checks with findings, as many as the page has room for. */
  List<Report.Group> groups(Verdict verdict) {
    return verdict == Verdict.PASSED || verdict == Verdict.SKIPPED
        ? List.of()
        : report.groups(verdict).stream().limit(MOST_IN_FULL).toList();
  }

  Report report() {
    return report;
  }

  Language language() {
    return report.language();
  }

  Language otherLanguage() {
    return language() == Language.ZH ? Language.EN : Language.ZH;
  }

  /** Returns a text of this program, to be shown in either language. */
  Text text(String english) {
    return language().text(english);
  }

  Text text(Finding finding, int longest) {
    return new Text(
        Markup.shortened(finding.problem(language()), longest),
        Markup.shortened(finding.problem(otherLanguage()), longest));
  }

  Text text(String english, int longest) {
    return text(Markup.shortened(english, longest));
  }

  /** Returns a line of a body; that something is missing there is said by this program. */
  Text line(JsonLines.Line line) {
    String text = line.text().stripLeading();
    String indent = line.text().substring(0, line.text().length() - text.length());
    Text shown =
        text.endsWith(JsonLines.MISSING) || text.startsWith(JsonLines.MORE)
            ? text(text)
            : new Text(text, text);
    return new Text(indent + shown.shown(), indent + shown.other());
  }

  Text summary(Operation operation) {
    return language().summary(operation.summary());
  }

  /** Returns how long the calls of an operation took; empty if they were not timed. */
  Optional<Text> latency(Operation operation) {
    return Optional.ofNullable(latencies.get(operation))
        .map(
            latency ->
                text(
                    "median %d ms, slowest %d ms"
                        .formatted(latency.median().toMillis(), latency.slowest().toMillis())));
  }

  String style() {
    return resource("report.css");
  }

  String script() {
    return resource("report.js");
  }

  /** Returns what a browser may load and run: what the page brings itself. */
  String policy() {
    return "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
        .formatted(hash(style()), hash(script()));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
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

  /** Returns the parts that the page has, in their order. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    section(sections, "failed", "Failures", report.outcomes(Verdict.FAILED).size());
    int unavailable = report.outcomes(Verdict.UNAVAILABLE).size();
    section(sections, "unavailable", "Unavailable", unavailable);
    section(sections, "gaps", "Left out", report.gaps().size());
    section(sections, "known", "Known failures", report.outcomes(Verdict.KNOWN).size());
    section(sections, "drift", "Drift", report.drift().size());
    int skipped = report.outcomes(Verdict.SKIPPED).size() + report.notRun().size();
    section(sections, "skipped", "Skipped, and not run", skipped);
    section(sections, "operations", "Operations", operations().size());
    sections.add(new Section("rule", text("Rule of the verdicts"), 0));
    return sections;
  }

  private void section(List<Section> sections, String id, String title, int count) {
    if (count > 0) {
      sections.add(new Section(id, text(title), count));
    }
  }

  /** Returns the edits of the contract that describe the drift, as an overlay; empty if none. */
  String edits() {
    return report.edits().map(DriftOverlay::yaml).orElse("");
  }

  /** Returns how many groups the page has no room for. */
  int further(Verdict verdict) {
    return report.groups(verdict).size() - groups(verdict).size();
  }

  /** Returns the anchor of what is shown of a check; empty if nothing is. */
  String anchor(HtmlCheck check) {
    return shown.containsKey(check.id()) ? "#check-" + shown.get(check.id()) : "";
  }

  HtmlCheck check(Outcome outcome) {
    return new HtmlCheck(this, outcome);
  }

  Map<Operation, List<HtmlCheck>> operations() {
    return report.outcomes().stream()
        .map(this::check)
        .collect(
            Collectors.groupingBy(
                one -> one.outcome().check().operation(), LinkedHashMap::new, Collectors.toList()));
  }

  static long count(List<HtmlCheck> checks, Verdict verdict) {
    return checks.stream().filter(one -> one.verdict() == verdict).count();
  }
}
