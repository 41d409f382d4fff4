package io.github.qxylogin.contracttests.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.targets.Configuration;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Nearest;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failures and the drift of a target that are put up with: those of a file, each until a date
 * and for a reason, and those of an earlier run. A line of the file is {@code
 * checkSession/case/valid | until 2027-01-31 | why}; a {@code *} in the id stands for any text, and
 * a line that begins with {@code #} is a remark.
 */
public final class KnownFailures {
  public static final KnownFailures NONE = new KnownFailures(List.of(), Map.of(), LocalDate.MIN);

  private static final Pattern LINE =
      Pattern.compile("(\\S.*?)\\s*\\|\\s*until\\s+(\\S+)\\s*\\|\\s*(\\S.*)");

  private record Known(String id, LocalDate until, String reason) {
    boolean means(String checkId) {
      return Selection.matches(id, checkId);
    }
  }

  private final List<Known> known;

  /** By check, the place and the difference of each finding that it had before. */
  private final Map<String, Set<String>> before;

  private final LocalDate today;

  private KnownFailures(List<Known> known, Map<String, Set<String>> before, LocalDate today) {
    this.known = List.copyOf(known);
    this.before = before;
    this.today = today;
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
        known.add(known(line, "--known " + file + ", line " + (i + 1) + ": ", ids));
      }
    }
    return new KnownFailures(known, Map.of(), today);
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
    Map<String, Set<String>> findings = new HashMap<>();
    for (JsonNode check : checks) {
      Set<String> ofCheck = new HashSet<>();
      for (JsonNode call : check.path("calls")) {
        call.path("findings")
            .forEach(
                f ->
                    ofCheck.add(
                        key(
                            call.path("operation").asText(),
                            f.path("place").asText(),
                            f.path("difference").asText(),
                            f.path("problem").asText())));
      }
      findings.put(check.path("id").asText(), ofCheck);
    }
    return new KnownFailures(known, findings, today);
  }

  private static Known known(String line, String place, List<String> ids) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new CouldNotRunException(
          place + "wanted 'check-id | until 2027-01-31 | reason', got '" + line + "'");
    }
    Known known = new Known(parts.group(1), date(parts.group(2), place), parts.group(3));
    if (ids.stream().noneMatch(known::means)) {
      throw new CouldNotRunException(
          place + "there is no check " + known.id() + Nearest.question(known.id(), ids));
    }
    return known;
  }

  private static LocalDate date(String text, String place) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new CouldNotRunException(
          place + "wanted a date such as 2027-01-31, got '" + text + "'", wrong);
    }
  }

  /** Returns a failure or drift as a known one where it is, and any other outcome as it came. */
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
    Set<String> findings = before.getOrDefault(outcome.check().id(), Set.of());
    return !findings.isEmpty()
        && outcome.exchanges().stream()
            .allMatch(
                exchange ->
                    exchange.findings().stream()
                        .map(
                            f ->
                                key(
                                    exchange.operation().id(),
                                    f.place(),
                                    f.difference().key(),
                                    f.problem()))
                        .allMatch(findings::contains));
  }

  /** Another value at the same place is another finding. */
  private static String key(String operation, String place, String difference, String problem) {
    return String.join("\n", operation, place, difference, problem);
  }

  private Outcome judged(Outcome outcome, Known k) {
    return k.until().isBefore(today)
        ? outcome.as(
            outcome.verdict(), "was known until " + k.until() + ", which is past: " + k.reason())
        : outcome.as(Verdict.KNOWN, "known until " + k.until() + ": " + k.reason());
  }

  /** Returns what is listed though none of its checks failed and one at least was made. */
  public List<String> holdingAgain(List<Outcome> outcomes) {
    return known.stream()
        .filter(k -> holdsAgain(k, outcomes))
        .map(k -> k.id() + " is listed as a known failure and holds again: remove it")
        .toList();
  }

  private static boolean holdsAgain(Known k, List<Outcome> outcomes) {
    List<Outcome> made =
        outcomes.stream()
            .filter(o -> k.means(o.check().id()))
            .filter(o -> o.verdict() != Verdict.SKIPPED && o.verdict() != Verdict.UNAVAILABLE)
            .toList();
    return !made.isEmpty()
        && made.stream().noneMatch(o -> o.failed() || o.verdict() == Verdict.KNOWN);
  }
}
