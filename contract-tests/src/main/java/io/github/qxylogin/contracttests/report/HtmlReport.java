package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Language.Text;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.wire.Digest;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reports a run as one page in two languages that opens without network. {@code page.jte} and its
 * parts render it.
 */
final class HtmlReport {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  /** A server that is wrong altogether fails every check, and no browser renders them all. */
  static final int MOST_IN_FULL = 100;

  /** A response that differs in more places is wrong altogether. */
  static final int MOST_FINDINGS = 50;

  static final int LONGEST_FINDING = 1000;

  /**
   * A part of the page.
   *
   * @param id the anchor
   * @param count how many entries it has
   */
  record Section(String id, String title, int count) {}

  private final Report report;

  /** The first of its alike checks, by the id of each check with findings. */
  private final Map<String, String> firsts = new HashMap<>();

  private HtmlReport(Report report) {
    this.report = report;
    for (Verdict verdict : Verdict.values()) {
      for (Report.Group group : groups(verdict)) {
        String first = group.first().check().id();
        firsts.put(first, first);
        group.others().forEach(other -> firsts.put(other.check().id(), first));
      }
    }
  }

  static String of(Report report) {
    return Markup.render("page", new HtmlReport(report));
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

  Text text(Finding finding) {
    return text(finding.problem(language()), finding.problem(otherLanguage()));
  }

  /** Returns the messages of a check. */
  List<Text> messages(Outcome outcome) {
    List<String> shown = outcome.messages(language());
    List<String> other = outcome.messages(otherLanguage());
    return IntStream.range(0, Math.min(shown.size(), MOST_FINDINGS))
        .mapToObj(i -> text(shown.get(i), other.get(i)))
        .toList();
  }

  private static Text text(String shown, String other) {
    return new Text(
        Markup.shortened(shown, LONGEST_FINDING), Markup.shortened(other, LONGEST_FINDING));
  }

  /** Returns the groups of checks with findings, as many as the page has room for. */
  List<Report.Group> groups(Verdict verdict) {
    return verdict == Verdict.PASSED || verdict == Verdict.SKIPPED
        ? List.of()
        : report.groups(verdict).stream().limit(MOST_IN_FULL).toList();
  }

  /** Returns the anchor of a check or of its first alike one; empty if the page shows neither. */
  String anchor(Outcome outcome) {
    String first = firsts.get(outcome.check().id());
    return first == null ? "" : "#check-" + first;
  }

  /** Returns the parts of the page in their order. */
  List<Section> sections() {
    int skipped = report.outcomes(Verdict.SKIPPED).size() + report.notRun().size();
    Stream<Section> filled =
        Stream.of(
                new Section("failed", "Failures", report.outcomes(Verdict.FAILED).size()),
                new Section(
                    "unavailable", "Unavailable", report.outcomes(Verdict.UNAVAILABLE).size()),
                new Section("gaps", "Left out", report.gaps().size()),
                new Section("known", "Known failures", report.outcomes(Verdict.KNOWN).size()),
                new Section("drift", "Drift", report.drift().size()),
                new Section("skipped", "Skipped, and not run", skipped),
                new Section("operations", "Operations", operations().size()))
            .filter(section -> section.count() > 0);
    return Stream.concat(filled, Stream.of(new Section("rule", "Rule of the verdicts", 0)))
        .toList();
  }

  Map<Operation, List<Outcome>> operations() {
    return Report.byOperation(report.outcomes());
  }

  static String resource(String name) {
    return new String(Resources.bytes("/io/github/qxylogin/contracttests/report/" + name), UTF_8);
  }

  /** Returns the hash by which a policy allows a style or a script. */
  static String hash(String text) {
    return "sha256-"
        + Base64.getEncoder().encodeToString(Digest.of("SHA-256", text.getBytes(UTF_8)));
  }
}
