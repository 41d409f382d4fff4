package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Judge;
import io.github.qxylogin.contracttests.judge.Judge.Observer;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The checks of one contract against one target. */
public final class Suite {
  private static final int ENOUGH_UNANSWERED = 3;

  /** Thrown when a run was interrupted from outside. */
  public static final class InterruptedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InterruptedRunException() {
      super("interrupted");
    }
  }

  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {
    Sleeper OF_THIS_THREAD = pause -> Thread.sleep(pause.toMillis());

    void sleep(Duration pause) throws InterruptedException;
  }

  /**
   * How checks are run.
   *
   * @param permissions which calls may be made
   * @param selection which checks are made
   * @param known which failures and drift are put up with
   * @param sleeper waits between two calls
   * @param until when no more checks are begun
   */
  public record Settings(
      Permissions permissions,
      Selection selection,
      KnownFailures known,
      Sleeper sleeper,
      InstantSource clock,
      Instant until) {

    /** Returns those of a run that leaves nothing out and puts up with nothing. */
    public static Settings of(Permissions permissions) {
      return new Settings(
          permissions,
          Selection.ALL,
          KnownFailures.NONE,
          Sleeper.OF_THIS_THREAD,
          InstantSource.system(),
          Instant.MAX);
    }

    /** Returns the same, with other waits and another time. */
    public Settings at(Sleeper otherSleeper, InstantSource otherClock) {
      return new Settings(permissions, selection, known, otherSleeper, otherClock, until);
    }
  }

  private final Contract contract;
  private final List<Check> checks;
  private final Target target;
  final Settings settings;
  private final Masking masking;
  final Judge judge;
  final Gate gate;
  final Patience patience;
  private final Ledger ledger;
  private final List<Observer> observers = new ArrayList<>();
  private int unansweredInARow;

  public Suite(Contract contract, Target target, Permissions permissions, Masking masking) {
    this(contract, target, Settings.of(permissions), masking);
  }

  public Suite(Contract contract, Target target, Settings settings, Masking masking) {
    this.settings = settings;
    this.contract = contract;
    this.checks = settings.selection().of(Checks.of(contract));
    this.target = target;
    this.masking = masking;
    this.judge = new Judge(contract, masking);
    this.gate = new Gate(target, settings.permissions());
    this.patience = new Patience(contract, target, settings.sleeper());
    this.ledger = new Ledger(checks);
  }

  /** Adds somebody who is told of every call. */
  public void observe(Observer observer) {
    observers.add(observer);
  }

  public Contract contract() {
    return contract;
  }

  /** Returns the chosen checks, in the order in which they have to be run. */
  public List<Check> checks() {
    return checks;
  }

  public Target target() {
    return target;
  }

  public Permissions permissions() {
    return settings.permissions();
  }

  public Masking masking() {
    return masking;
  }

  public Ledger ledger() {
    return ledger;
  }

  /**
   * Runs all checks in their order, and tells of each as soon as it is done.
   *
   * @return why the rest was not run, if the time is over: what was judged counts
   * @throws CouldNotRunException if the target has fallen silent, or rejects whatever is sent
   * @throws InterruptedRunException if this thread was interrupted; what ran until then counts
   */
  public Optional<String> run(Consumer<Outcome> done) {
    for (Check check : checks) {
      if (!settings.clock().instant().isBefore(settings.until())) {
        return Optional.of("the time of --max-minutes is over");
      }
      done.accept(run(check));
      requireService();
    }
    return Optional.empty();
  }

  private void requireService() {
    Optional<String> closed = patience.closed();
    if (closed.isPresent()) {
      throw CouldNotRunException.unavailable(closed.get());
    }
    if (unansweredInARow >= ENOUGH_UNANSWERED) {
      throw CouldNotRunException.unavailable(
          target.url() + " left " + ENOUGH_UNANSWERED + " calls in a row without an answer");
    }
  }

  /** Runs one check and enters what became of it in the ledger. */
  public Outcome run(Check check) {
    Outcome outcome =
        settings
            .known()
            .judged(
                gate.refusal(check)
                    .map(reason -> Outcome.skipped(check, reason))
                    .orElseGet(() -> sent(check))
                    .cleaned(masking));
    if (Thread.currentThread().isInterrupted()) {
      if (!outcome.exchanges().isEmpty()) {
        ledger.record(outcome);
      }
      throw new InterruptedRunException();
    }
    ledger.record(outcome);
    return outcome;
  }

  private Outcome sent(Check check) {
    Outcome outcome = new CheckRun(check, this).outcome();
    List<Exchange> exchanges = outcome.exchanges();
    if (!exchanges.isEmpty()) {
      boolean answered = exchanges.get(exchanges.size() - 1).status() != 0;
      unansweredInARow = answered ? 0 : unansweredInARow + 1;
    }
    return outcome;
  }

  void saw(Check check, Step.Call call, JsonNode request, Answer answer, List<Finding> findings) {
    observers.forEach(observer -> observer.saw(check, call, request, answer, findings));
  }
}
