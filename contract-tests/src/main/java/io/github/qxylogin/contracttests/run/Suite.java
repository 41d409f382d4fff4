package io.github.qxylogin.contracttests.run;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Judge;
import io.github.qxylogin.contracttests.judge.Judge.Observer;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** The checks of one contract against one target. */
public final class Suite {
  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {
    Sleeper OF_THIS_THREAD = pause -> Thread.sleep(pause.toMillis());

    void sleep(Duration pause) throws InterruptedException;
  }

  /**
   * The settings of a run.
   *
   * @param permissions which calls may be made
   * @param selection which checks are made
   * @param known which failures and drift are accepted
   * @param sleeper waits between two calls
   * @param until when no more checks are begun
   * @param observer sees every call in clear
   */
  public record Settings(
      Contract contract,
      Target target,
      Masking masking,
      Permissions permissions,
      Selection selection,
      KnownFailures known,
      Sleeper sleeper,
      InstantSource clock,
      Instant until,
      Observer observer) {}

  private final Settings settings;
  private final List<Check> checks;
  final Judge judge;
  final SafetyPolicy policy;
  final RetryPolicy retryPolicy;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  public Suite(Settings settings) {
    this.settings = settings;
    this.checks = settings.selection().of(settings.contract());
    this.judge = new Judge(settings.contract(), settings.masking());
    this.policy = new SafetyPolicy(settings.target(), settings.permissions());
    this.retryPolicy = new RetryPolicy(settings.contract(), settings.target(), settings.sleeper());
  }

  public Settings settings() {
    return settings;
  }

  /** Returns the chosen checks, in the order in which they have to be run. */
  public List<Check> checks() {
    return checks;
  }

  /** Returns the outcomes so far. */
  public List<Outcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  public void record(Outcome outcome) {
    outcomes.put(outcome.check().id(), outcome);
  }

  /**
   * Runs all checks in their order, and reports each as soon as it is done.
   *
   * @return why the rest was not run, if the time is over; checks so far count
   * @throws CouldNotRunException if the target sends no responses, or rejects every call
   * @throws CancellationException if this thread was interrupted; checks so far count
   */
  public Optional<String> run(Consumer<Outcome> done) {
    for (Check check : checks) {
      if (!settings.clock().instant().isBefore(settings.until())) {
        return Optional.of("the time of --max-minutes is over");
      }
      done.accept(run(check));
      retryPolicy.requireService();
    }
    return Optional.empty();
  }

  /** Runs one check and records its outcome. */
  public Outcome run(Check check) {
    Outcome outcome =
        settings
            .known()
            .judged(
                policy
                    .blockedReason(check)
                    .map(reason -> Outcome.skipped(check, reason))
                    .orElseGet(() -> new CheckRun(check, this).outcome())
                    .cleaned(settings.masking()));
    boolean interrupted = Thread.currentThread().isInterrupted();
    if (!interrupted || !outcome.calls().isEmpty()) {
      record(outcome);
    }
    if (interrupted) {
      throw new CancellationException("the run was interrupted");
    }
    return outcome;
  }
}
