package io.github.qxylogin.contracttests.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.targets.Configuration;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Nearest;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failures and the drift of a target that are accepted: those of a file, each until a date and
 * for a reason, and those of an earlier run. A line of the file is {@code checkSession/case/valid |
 * until 2027-01-31 | why}; a {@code *} in the id matches any text, and a line that begins with
 * {@code #} is a remark.
 *
 * @param before the findings of an earlier run: another value at the same place is another finding
 */
public record KnownFailures(
    List<KnownFailures.Known> known, Set<List<String>> before, LocalDate today) {
  public static final KnownFailures NONE = new KnownFailures(List.of(), Set.of(), LocalDate.MIN);

  private static final Pattern LINE =
      Pattern.compile("(\\S.*?)\\s*\\|\\s*until\\s+(\\S+)\\s*\\|\\s*(\\S.*)");

  private static final Set<Verdict> HOLDING = Set.of(Verdict.PASSED, Verdict.DRIFTED);
  private static final Set<Verdict> FAILING = Set.of(Verdict.FAILED, Verdict.KNOWN);

  record Known(String id, LocalDate until, String reason) {
    boolean means(String checkId) {
      return Selection.matches(id, checkId);
    }
  }

  /**
   * Reads a file.
   *
   * @param ids those of all checks
   * @throws CouldNotRunException naming the line, if one is not as it should be or means no check
   */
  public static KnownFailures read(Path file, List<String> ids, LocalDate today) {
    List<Known> known = new ArrayList<>();
    List<String> lines = Configuration.text("--known", file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          known.add(known(line, ids));
        } catch (IllegalArgumentException wrong) {
          throw new CouldNotRunException(
              "--known %s, line %d: %s".formatted(file, i + 1, wrong.getMessage()), wrong);
        }
      }
    }
    return new KnownFailures(known, Set.of(), today);
  }

  /**
   * Returns the same, with the failures and the drift of an earlier run.
   *
   * @param file its {@code contract-tests.json}
   * @throws CouldNotRunException if it is none
   */
  public KnownFailures since(Path file) {
    JsonNode checks =
        JsonText.parse(Configuration.text("--baseline", file).getBytes(UTF_8)).path("checks");
    if (!checks.isArray()) {
      throw new CouldNotRunException("--baseline " + file + " is no contract-tests.json of a run");
    }
    Set<List<String>> findings = new HashSet<>();
    for (JsonNode check : checks) {
      for (JsonNode call : check.path("calls")) {
        for (JsonNode finding : call.path("findings")) {
          findings.add(
              List.of(
                  check.path("id").asText(),
                  call.path("operation").asText(),
                  finding.path("place").asText(),
                  finding.path("difference").asText(),
                  finding.path("problem").asText()));
        }
      }
    }
    return new KnownFailures(known, findings, today);
  }

  private static Known known(String line, List<String> ids) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "wanted 'check-id | until 2027-01-31 | reason', got '" + line + "'");
    }
    Known known = new Known(parts.group(1), date(parts.group(2)), parts.group(3));
    if (ids.stream().noneMatch(known::means)) {
      throw new IllegalArgumentException(
          "there is no check " + known.id() + Nearest.question(known.id(), ids));
    }
    return known;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException(
          "wanted a date such as 2027-01-31, got '" + text + "'", none);
    }
  }

  /** Returns an accepted failure or drift as such, and any other outcome unchanged. */
  Outcome judged(Outcome outcome) {
    if (!outcome.failed() && outcome.verdict() != Verdict.DRIFTED) {
      return outcome;
    }
    if (isAsBefore(outcome)) {
      return outcome.as(Verdict.KNOWN, "as before");
    }
    return known.stream()
        .filter(k -> k.means(outcome.check().id()))
        .reduce((one, other) -> one.until().isBefore(other.until()) ? other : one)
        .map(k -> judged(outcome, k))
        .orElse(outcome);
  }

  private boolean isAsBefore(Outcome outcome) {
    String check = outcome.check().id();
    return outcome.calls().stream()
        .flatMap(call -> call.findings().stream().map(f -> key(check, call, f)))
        .allMatch(before::contains);
  }

  private static List<String> key(String check, Call call, Finding finding) {
    return List.of(
        check,
        call.operation().id(),
        finding.place(),
        finding.difference().key(),
        finding.problem());
  }

  private Outcome judged(Outcome outcome, Known k) {
    return k.until().isBefore(today)
        ? outcome.as(
            outcome.verdict(), "was known until " + k.until() + ", which is past: " + k.reason())
        : outcome.as(Verdict.KNOWN, "known until " + k.until() + ": " + k.reason());
  }

  /** Returns the listed failures without a failed check, if one of their checks ran. */
  public List<String> holdingAgain(List<Outcome> outcomes) {
    return known.stream()
        .filter(k -> holdsAgain(k, outcomes))
        .map(k -> k.id() + " is listed as a known failure and holds again: remove it")
        .toList();
  }

  private static boolean holdsAgain(Known k, List<Outcome> outcomes) {
    Set<Verdict> verdicts =
        outcomes.stream()
            .filter(outcome -> k.means(outcome.check().id()))
            .map(Outcome::verdict)
            .collect(toSet());
    return verdicts.stream().anyMatch(HOLDING::contains)
        && verdicts.stream().noneMatch(FAILING::contains);
  }
}
