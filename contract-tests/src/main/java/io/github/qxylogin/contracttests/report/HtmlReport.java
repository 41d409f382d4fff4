package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.coverage.Coverage;
import io.github.qxylogin.contracttests.coverage.Coverage.Cell;
import io.github.qxylogin.contracttests.coverage.Coverage.State;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Template;
import io.github.qxylogin.contracttests.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports a run as one page that opens without network, in two languages: what {@code page.jte} and
 * its parts show.
 */
final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A server that is wrong altogether fails every check, and no browser bears them all. */
  static final int MOST_IN_FULL = 100;

  static final int MOST_ROWS = 200;

  private static final int LONGEST_REASON = 300;

  /**
   * A part of the page.
   *
   * @param id what it is linked by
   * @param count how much it has
   */
  record Section(String id, Text title, int count) {}

  /** Checks that differ in the same ways, of which one tells what is wrong with them all. */
  record Group(HtmlCheck first, List<HtmlCheck> others) {
    int size() {
      return 1 + others.size();
    }
  }

  private final Report report;
  private final Set<String> inFull = new HashSet<>();
  private final Map<Verdict, List<Group>> groups = new LinkedHashMap<>();
  private final Coverage coverage;

  private HtmlReport(Report report) {
    this.report = report;
    this.coverage = report.coverage();
    for (Verdict verdict : List.of(Verdict.FAILED, Verdict.KNOWN, Verdict.DRIFTED)) {
      groups.put(verdict, grouped(report.outcomes(verdict).stream().limit(MOST_IN_FULL).toList()));
    }
  }

  static void write(Path file, Report report) throws IOException {
    Files.write(file, Template.MARKUP.render("page", new HtmlReport(report)).getBytes(UTF_8));
  }

  private List<Group> grouped(List<Outcome> outcomes) {
    outcomes.forEach(outcome -> inFull.add(outcome.check().id()));
    return outcomes.stream()
        .collect(
            Collectors.groupingBy(HtmlReport::sameness, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(alike -> alike.stream().map(outcome -> new HtmlCheck(this, outcome)).toList())
        .map(alike -> new Group(alike.get(0), alike.subList(1, alike.size())))
        .toList();
  }

  /** Checks of an operation that break in the same ways have one cause, whatever else differs. */
  private static List<String> sameness(Outcome outcome) {
    return Stream.of(true, false)
        .map(
            breaking ->
                outcome.exchanges().stream()
                    .flatMap(exchange -> ways(exchange, breaking))
                    .distinct()
                    .toList())
        .filter(ways -> !ways.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static Stream<String> ways(Exchange exchange, boolean breaking) {
    return exchange.findings().stream()
        .filter(finding -> finding.breaking() == breaking)
        .map(finding -> exchange.operation() + finding.place() + finding.difference());
  }

  Report report() {
    return report;
  }

  Coverage coverage() {
    return coverage;
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
    Text told =
        text.endsWith(JsonLines.MISSING) || text.startsWith(JsonLines.MORE)
            ? text(text)
            : new Text(text, text);
    return new Text(indent + told.shown(), indent + told.other());
  }

  Text summary(Operation operation) {
    return language().summary(operation.summary());
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

  Text verdict() {
    long failed = report.count(Verdict.FAILED);
    String held = report.count(Verdict.UNAVAILABLE) > 0 ? "unavailable" : "no check failed";
    String whole = report.gaps().isEmpty() ? held : "incomplete";
    String ended = report.endedEarly().isPresent() ? "ended early" : whole;
    return text(
        "Contract tests: "
            + (failed > 0
                ? failed + " of " + report.suite().checks().size() + " checks failed"
                : ended));
  }

  Optional<Text> endedEarly() {
    return report
        .endedEarly()
        .map(
            why ->
                text("Ended early: " + why + ". Not run: " + report.notRun().size() + " checks."));
  }

  /** Returns the verdicts that checks got. */
  List<Verdict> verdicts() {
    return Arrays.stream(Verdict.values()).filter(verdict -> report.count(verdict) > 0).toList();
  }

  /** Returns what the run was, by name. */
  Map<Text, Text> facts() {
    Map<Text, Text> facts = new LinkedHashMap<>();
    String target = report.suite().target().url();
    facts.put(text("Target"), text(target + ", " + report.kind()));
    facts.put(text("Tier"), text(report.tier()));
    facts.put(text("Start"), text(TIME.format(report.start())));
    String seconds = String.format(Locale.ROOT, "%.1f s", report.took().toMillis() / 1000.0);
    facts.put(text("Duration"), text(seconds));
    facts.put(text("Coverage"), text(coverage.toString()));
    return facts;
  }

  /** Returns the parts that the page has, in their order. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    section(sections, "failed", "Failures", report.outcomes(Verdict.FAILED).size());
    section(sections, "gaps", "Left out", report.gaps().size());
    section(sections, "known", "Known failures", report.outcomes(Verdict.KNOWN).size());
    section(sections, "drift", "Drift", report.drift().size());
    section(sections, "skipped", "Skipped, and not run", skippedCount());
    section(sections, "operations", "Operations", operations().size());
    section(sections, "flows", "Checks of several steps", flowCount());
    sections.add(new Section("coverage", text("Coverage"), coverage.percent()));
    sections.add(new Section("rule", text("Rule of the verdicts"), 0));
    return sections;
  }

  private void section(List<Section> sections, String id, String title, int count) {
    if (count > 0) {
      sections.add(new Section(id, text(title), count));
    }
  }

  List<Group> groups(Verdict verdict) {
    return groups.get(verdict);
  }

  /** Returns the checks whose calls the page has no room for. */
  List<HtmlCheck> further(Verdict verdict) {
    return report.outcomes(verdict).stream()
        .skip(MOST_IN_FULL)
        .map(outcome -> new HtmlCheck(this, outcome))
        .toList();
  }

  /** Returns whether a check can be linked to. */
  boolean hasInFull(Outcome outcome) {
    return inFull.contains(outcome.check().id());
  }

  private int skippedCount() {
    return report.outcomes(Verdict.SKIPPED).size() + report.notRun().size();
  }

  /** Returns why checks were not made, with the checks. */
  Map<String, List<Check>> notMade() {
    Map<String, List<Check>> all = new LinkedHashMap<>(report.skipped());
    if (!report.notRun().isEmpty()) {
      all.put(
          "not run" + report.endedEarly().map(reason -> ": " + reason).orElse(""), report.notRun());
    }
    return all;
  }

  Map<Operation, List<HtmlCheck>> operations() {
    return byOperation(report.outcomes());
  }

  private Map<Operation, List<HtmlCheck>> byOperation(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> new HtmlCheck(this, outcome))
        .collect(
            Collectors.groupingBy(
                one -> one.outcome().check().operation(), LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns the checks of several steps. */
  Map<Operation, List<HtmlCheck>> flows() {
    return byOperation(
        report.outcomes().stream().filter(one -> one.check().steps().size() > 1).toList());
  }

  private int flowCount() {
    return flows().values().stream().mapToInt(List::size).sum();
  }

  static long count(List<HtmlCheck> checks, Verdict verdict) {
    return checks.stream().filter(one -> one.verdict() == verdict).count();
  }

  /** Returns the operations that the coverage tells of. */
  List<Operation> covered() {
    return coverage.cells().stream().map(Cell::operation).distinct().toList();
  }

  /** Returns what a cell is about, and why it was not seen. */
  Text told(Cell cell) {
    return new Text(told(cell, language()), told(cell, otherLanguage()));
  }

  private static String told(Cell cell, Language language) {
    String name = language.of(cell.name());
    String why = cell.state() == State.NOT_SEEN ? reason(cell, language) : "";
    return cell.state() == State.SEEN
        ? name
        : name + ": " + (why.isEmpty() ? language.of(cell.state().words()) : why);
  }

  /** Returns why a cell was not seen. */
  Text reason(Cell cell) {
    return new Text(reason(cell, language()), reason(cell, otherLanguage()));
  }

  /** Several checks may have several reasons. */
  private static String reason(Cell cell, Language language) {
    return Markup.shortened(
        Stream.of(cell.reason().split("; ", -1))
            .map(language::of)
            .collect(Collectors.joining("; ")),
        LONGEST_REASON);
  }
}
