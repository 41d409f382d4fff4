package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.coverage.Coverage;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to report of a run.
 *
 * @param suite the checks, and what became of them
 * @param start when the run began
 * @param took how long it took
 * @param endedEarly why not all checks were run, if so
 * @param language the language of who reads it
 */
public record Report(
    Suite suite, Instant start, Duration took, Optional<String> endedEarly, Language language) {

  /** A difference that a place of an operation's answers had, and in how many calls. */
  record Drift(String operation, String place, Difference difference, long count) {}

  public static Report of(Suite suite, Instant start, Instant end, Optional<String> endedEarly) {
    Duration took = Duration.between(start, end);
    return new Report(suite, start, took, endedEarly, Language.EN);
  }

  /** Returns the same for who reads another language. */
  public Report in(Language other) {
    return new Report(suite, start, took, endedEarly, other);
  }

  public List<Outcome> outcomes() {
    return suite.ledger().outcomes();
  }

  List<Outcome> outcomes(Verdict verdict) {
    return outcomes().stream().filter(outcome -> outcome.verdict() == verdict).toList();
  }

  long count(Verdict verdict) {
    return suite.ledger().count(verdict);
  }

  /** Returns what the run came to: failed if a check did, or if not all were run. */
  Verdict verdict() {
    return count(Verdict.FAILED) > 0 || endedEarly.isPresent() || !gaps().isEmpty()
        ? Verdict.FAILED
        : count(Verdict.UNAVAILABLE) > 0 ? Verdict.UNAVAILABLE : Verdict.PASSED;
  }

  /** Returns the checks that nobody ran. */
  List<Check> notRun() {
    Set<String> run = outcomes().stream().map(o -> o.check().id()).collect(Collectors.toSet());
    return suite.checks().stream().filter(check -> !run.contains(check.id())).toList();
  }

  /**
   * Returns what makes the run incomplete beside its end before time, which says why checks were
   * not run.
   */
  List<String> gaps() {
    return endedEarly.isPresent() ? suite.ledger().unchecked() : suite.ledger().gaps();
  }

  Coverage coverage() {
    return suite.ledger().coverage();
  }

  /** Returns which calls the run was allowed to make. */
  String tier() {
    if (suite.target().own()) {
      return "everything";
    }
    Permissions permissions = suite.permissions();
    String tier = permissions.sideEffects() ? "side effects" : "read-only";
    return permissions.failedLogins() ? tier + ", failed logins" : tier;
  }

  /** Returns what kind of target it was, in words. */
  String kind() {
    return switch (suite.target().kind()) {
      case OWN_MOCK -> "the mock server of this run";
      case MOCK -> "a mock server";
      case REAL -> "a real target";
    };
  }

  /** Returns the reasons for which checks were skipped, with the checks. */
  Map<String, List<Check>> skipped() {
    return reasons(Verdict.SKIPPED);
  }

  /** Returns the reasons of a verdict, with the checks that have it. */
  public Map<String, List<Check>> reasons(Verdict verdict) {
    return outcomes(verdict).stream()
        .collect(
            Collectors.groupingBy(
                Outcome::reason,
                LinkedHashMap::new,
                Collectors.mapping(Outcome::check, Collectors.toList())));
  }

  /** Returns what differs without failing a check, each place once. */
  List<Drift> drift() {
    Map<Drift, Long> counts = new LinkedHashMap<>();
    for (Outcome outcome : outcomes()) {
      for (Outcome.Exchange exchange : outcome.exchanges()) {
        for (Finding finding : exchange.findings()) {
          if (!finding.breaking()) {
            counts.merge(
                new Drift(exchange.operation().id(), finding.place(), finding.difference(), 0),
                1L,
                Long::sum);
          }
        }
      }
    }
    List<Drift> drift = new ArrayList<>();
    counts.forEach((d, n) -> drift.add(new Drift(d.operation(), d.place(), d.difference(), n)));
    return List.copyOf(drift);
  }
}
