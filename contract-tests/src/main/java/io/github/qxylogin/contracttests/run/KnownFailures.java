package io.github.qxylogin.contracttests.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.targets.Configuration;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checks that are known to fail on a target, each until a date and for a reason. A line of the
 * file is {@code checkSession/case/valid | until 2027-01-31 | why}; a {@code *} in the id stands
 * for any text, and a line that begins with {@code #} is a remark.
 */
public final class KnownFailures {
  public static final KnownFailures NONE = new KnownFailures(List.of(), LocalDate.MIN);

  private static final Pattern LINE =
      Pattern.compile("(\\S.*?)\\s*\\|\\s*until\\s+(\\S+)\\s*\\|\\s*(\\S.*)");

  private record Known(String id, LocalDate until, String reason) {
    boolean means(String checkId) {
      return Stream.of(id.split("\\*", -1))
          .map(Pattern::quote)
          .collect(Collectors.collectingAndThen(Collectors.joining(".*"), Pattern::compile))
          .matcher(checkId)
          .matches();
    }
  }

  private final List<Known> known;
  private final LocalDate today;

  private KnownFailures(List<Known> known, LocalDate today) {
    this.known = List.copyOf(known);
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
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        known.add(known(line, "--known " + file + ", line " + (i + 1) + ": ", ids));
      }
    }
    return new KnownFailures(known, today);
  }

  private static List<String> lines(Path file) {
    try {
      return Configuration.withoutMark(Files.readString(file, UTF_8)).lines().toList();
    } catch (NoSuchFileException none) {
      throw new CouldNotRunException("--known " + file + " does not exist", none);
    } catch (IOException unreadable) {
      throw new CouldNotRunException(
          "--known " + file + " cannot be read as a text in UTF-8", unreadable);
    }
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

  /** Returns a failure as a known one where it is, and any other outcome as it came. */
  Outcome judged(Outcome outcome) {
    if (!outcome.failed()) {
      return outcome;
    }
    return known.stream()
        .filter(k -> k.means(outcome.check().id()))
        .reduce((one, other) -> one.until().isBefore(other.until()) ? other : one)
        .map(k -> judged(outcome, k))
        .orElse(outcome);
  }

  private Outcome judged(Outcome outcome, Known k) {
    return k.until().isBefore(today)
        ? outcome.as(
            Verdict.FAILED, "was known until " + k.until() + ", which is past: " + k.reason())
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
            .filter(o -> o.verdict() != Verdict.SKIPPED)
            .toList();
    return !made.isEmpty()
        && made.stream().noneMatch(o -> o.failed() || o.verdict() == Verdict.KNOWN);
  }
}
