package io.github.qxylogin.contracttests.report;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The data of all reports of a run. A recording is a run too: its calls came from a file.
 *
 * @param source the source of the responses
 * @param checks the checks that were chosen
 * @param outcomes their outcomes, as far as they were run
 * @param endedEarly why not all checks were run, if so
 * @param endedInOrder whether it ended early for lack of time or of an available platform
 * @param edits the edits that describe the drift
 * @param notes further remarks, such as a module that was left out
 * @param language the language of the reader
 */
public record Report(
    Contract contract,
    Masking masking,
    Source source,
    List<Check> checks,
    List<Outcome> outcomes,
    Instant start,
    Duration took,
    Optional<String> endedEarly,
    boolean endedInOrder,
    DriftOverlay edits,
    List<String> notes,
    Language language) {

  /** The limits of a job summary and of a table of the page: rows, and characters of a row. */
  static final int MOST_ROWS = 50;

  static final int LONGEST = 1_000;

  private static final Set<Verdict> NOT_JUDGED = EnumSet.of(Verdict.SKIPPED, Verdict.UNAVAILABLE);

  /**
   * The source of the responses of a run.
   *
   * @param url an address, or the name of a recording
   * @param key the kind, as JSON spells it
   * @param kind the same in words
   * @param tier which calls the run was allowed to send
   * @param target the target; empty for a recording
   */
  public record Source(String url, String key, String kind, String tier, Optional<Target> target) {
    /** Returns the source of recorded calls. */
    public static Source recording(String name) {
      return new Source(name, "recording", "a recording", "recorded calls", Optional.empty());
    }

    /** Returns the source of the calls of a run. */
    public static Source of(Suite.Settings settings) {
      Target target = settings.target();
      Permissions permissions = settings.permissions();
      String kind =
          switch (target.kind()) {
            case OWN_MOCK -> "the mock server of this run";
            case MOCK -> "a mock server";
            case REAL -> "a real target";
          };
      String allowed = permissions.sideEffects() ? "side effects" : "read-only";
      String tier = permissions.failedLogins() ? allowed + ", failed logins" : allowed;
      return new Source(
          target.url(),
          target.kind().key(),
          kind,
          target.own() ? "everything" : tier,
          Optional.of(target));
    }
  }

  /** A way in which calls of an operation differ. */
  record Way(String operation, String place, Difference difference) {}

  /** A difference that does not break, the operations that show it, and in how many calls. */
  record Drift(Set<String> operations, String place, Difference difference, int count) {
    private static Drift of(List<Way> alike) {
      Set<String> operations =
          alike.stream().map(Way::operation).collect(toCollection(TreeSet::new));
      Way any = alike.get(0);
      return new Drift(operations, any.place(), any.difference(), alike.size());
    }

    /** Returns the drift in one line. */
    String line() {
      String times = count == 1 ? "" : " (" + count + " calls)";
      return where() + ", " + place + ": " + difference.words() + times;
    }

    /** Returns the operation, or how many operations there are. */
    String where() {
      return operations.size() == 1
          ? operations.iterator().next()
          : operations.size() + " operations";
    }
  }

  /** Checks of an operation that differ in the same ways, and probably have one cause. */
  record Group(Outcome first, List<Outcome> others) {
    /** Returns the first check, and how many there are. */
    String title() {
      return first.check().id() + (others.isEmpty() ? "" : " × " + (1 + others.size()));
    }
  }

  /** How long the calls of an operation took. */
  record Latency(String operation, int calls, long medianMilliseconds, long slowestMilliseconds) {
    private static Latency of(List<Call> calls) {
      long[] sorted =
          calls.stream()
              .mapToLong(call -> call.timing().get().took().toMillis())
              .sorted()
              .toArray();
      return new Latency(
          calls.get(0).operation().id(),
          sorted.length,
          sorted[(sorted.length - 1) / 2],
          sorted[sorted.length - 1]);
    }
  }

  List<Outcome> outcomes(Verdict verdict) {
    return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).toList();
  }

  public long count(Verdict verdict) {
    return outcomes(verdict).size();
  }

  private static Stream<Call> calls(Stream<Outcome> outcomes) {
    return outcomes.flatMap(outcome -> outcome.calls().stream());
  }

  /** Returns the number of checks by verdict, without verdicts that no check got. */
  static Map<Verdict, Long> counts(List<Outcome> outcomes) {
    return outcomes.stream()
        .collect(groupingBy(Outcome::verdict, () -> new EnumMap<>(Verdict.class), counting()));
  }

  static Map<Operation, List<Outcome>> byOperation(List<Outcome> outcomes) {
    return outcomes.stream()
        .collect(groupingBy(o -> o.check().operation(), LinkedHashMap::new, toList()));
  }

  /** Returns the number of checks that were sent and judged. */
  public long asked() {
    return judged().filter(outcome -> !outcome.calls().isEmpty()).count();
  }

  private Stream<Outcome> judged() {
    return outcomes.stream().filter(outcome -> !NOT_JUDGED.contains(outcome.verdict()));
  }

  /** Returns the verdict of the run: skipped if nothing was judged. */
  Verdict verdict() {
    if (count(Verdict.FAILED) == 0 && count(Verdict.UNAVAILABLE) > 0) {
      return Verdict.UNAVAILABLE;
    }
    if (count(Verdict.FAILED) > 0 || fails() || !gaps().isEmpty()) {
      return Verdict.FAILED;
    }
    return asked() == 0 ? Verdict.SKIPPED : Verdict.PASSED;
  }

  /** Returns why a run that did not end early is incomplete: no check is left out in silence. */
  List<String> gaps() {
    if (checks.isEmpty()) {
      return List.of("the contract has no check");
    }
    return endedEarly.isPresent()
        ? List.of()
        : notRun().stream().map(check -> check.id() + ": it was not run").toList();
  }

  /** Returns why the run is incomplete, which has to be red for a build server too. */
  List<String> incomplete() {
    return Stream.concat(endedEarly.stream(), gaps().stream()).toList();
  }

  /** Returns whether the run ended early by a fault. */
  boolean fails() {
    return endedEarly.isPresent() && !endedInOrder;
  }

  /** Returns the verdict of the run in words. */
  String headline() {
    long failed = count(Verdict.FAILED);
    if (failed > 0) {
      return failed + " of " + asked() + " checks failed";
    }
    if (count(Verdict.UNAVAILABLE) > 0) {
      return "unavailable";
    }
    if (endedEarly.isPresent()) {
      return "ended early";
    }
    if (!gaps().isEmpty()) {
      return "incomplete";
    }
    return asked() == 0
        ? "nothing was judged"
        : asked() + " asked, " + count(Verdict.PASSED) + " as documented";
  }

  /** Returns the chosen operations without any judged response. */
  List<String> neverAsked() {
    Set<String> never =
        checks.stream()
            .map(check -> check.operation().id())
            .collect(toCollection(LinkedHashSet::new));
    calls(judged()).forEach(call -> never.remove(call.operation().id()));
    return List.copyOf(never);
  }

  /** Returns the checks that were not run. */
  List<Check> notRun() {
    Set<String> run = outcomes.stream().map(o -> o.check().id()).collect(toSet());
    return checks.stream().filter(check -> !run.contains(check.id())).toList();
  }

  /** Returns the checks of a verdict by reason. */
  public Map<String, List<Check>> reasons(Verdict verdict) {
    return outcomes(verdict).stream()
        .collect(
            groupingBy(Outcome::reason, LinkedHashMap::new, mapping(Outcome::check, toList())));
  }

  /** Returns the checks that were skipped or not run, by reason. */
  Map<String, List<Check>> notMade() {
    Map<String, List<Check>> reasons = reasons(Verdict.SKIPPED);
    if (!notRun().isEmpty()) {
      reasons.put(notRunReason(), notRun());
    }
    return reasons;
  }

  String notRunReason() {
    return "not run" + endedEarly.map(reason -> ": " + reason).orElse("");
  }

  /** Returns the checks of a verdict; similar ones are a group. */
  List<Group> groups(Verdict verdict) {
    return outcomes(verdict).stream()
        .collect(groupingBy(Report::sameness, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(alike -> new Group(alike.get(0), alike.subList(1, alike.size())))
        .toList();
  }

  /**
   * Returns the common findings of similar checks: all breaking ones or, without these, all drift.
   */
  static Set<Way> sameness(Outcome outcome) {
    Set<Way> breaking = ways(Stream.of(outcome), Finding::breaking).collect(toSet());
    return breaking.isEmpty()
        ? ways(Stream.of(outcome), finding -> true).collect(toSet())
        : breaking;
  }

  private static Stream<Way> ways(Stream<Outcome> outcomes, Predicate<Finding> which) {
    return calls(outcomes)
        .flatMap(
            call ->
                call.findings().stream()
                    .filter(which)
                    .map(f -> new Way(call.operation().id(), f.anyPlace(), f.difference()))
                    .distinct());
  }

  /** Returns whether a check shows drift that is not accepted, skipped or not. */
  public boolean hasNewDrift() {
    Stream<Outcome> unknown = outcomes.stream().filter(o -> o.verdict() != Verdict.KNOWN);
    return ways(unknown, finding -> !finding.breaking()).findAny().isPresent();
  }

  /** Returns the drift, each difference of a place once. */
  List<Drift> drift() {
    return ways(outcomes.stream(), finding -> !finding.breaking())
        .collect(
            groupingBy(way -> List.of(way.place(), way.difference()), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(Drift::of)
        .toList();
  }

  /** Returns the latency of each operation with timed calls, the slowest first. */
  List<Latency> latencies() {
    return calls(outcomes.stream())
        .filter(call -> call.timing().isPresent())
        .collect(groupingBy(Call::operation, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(Latency::of)
        .sorted(comparing(Latency::slowestMilliseconds).reversed())
        .toList();
  }

  /** Returns how long the run took. */
  String seconds() {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }

  /** Returns the totals in one line of a language. */
  String totals(UnaryOperator<String> words) {
    Stream<String> counts =
        counts(outcomes).entrySet().stream()
            .map(of -> of.getValue() + " " + words.apply(of.getKey().key()));
    return Stream.of(
            Stream.of(source.url(), words.apply(source.kind()), words.apply(asked() + " asked")),
            counts,
            Stream.of(words.apply(seconds())))
        .flatMap(parts -> parts)
        .collect(joining(", "));
  }
}
