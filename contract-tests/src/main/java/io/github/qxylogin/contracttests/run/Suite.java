package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.coverage.Ledger;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Judge;
import io.github.qxylogin.contracttests.judge.Observer;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The checks of one contract against one target. */
public final class Suite {
  private static final int ENOUGH_UNANSWERED = 3;

  private final Contract contract;
  private final List<Check> checks;
  private final Target target;
  private final Permissions permissions;
  private final Masking masking;
  private final Judge judge;
  private final Gate gate;
  private final Patience patience;
  private final Ledger ledger;
  private final List<Observer> observers = new ArrayList<>();
  private final KnownFailures known;
  private final InstantSource clock;
  private int unansweredInARow;
  private boolean tokensIssued;

  public Suite(Contract contract, Target target, Permissions permissions, Masking masking) {
    this(
        contract,
        target,
        permissions,
        masking,
        KnownFailures.NONE,
        Patience.Sleeper.OF_THIS_THREAD);
  }

  public Suite(
      Contract contract,
      Target target,
      Permissions permissions,
      Masking masking,
      KnownFailures known,
      Selection selection,
      InstantSource clock) {
    this(
        contract,
        target,
        permissions,
        masking,
        known,
        selection,
        Patience.Sleeper.OF_THIS_THREAD,
        clock);
  }

  public Suite(
      Contract contract,
      Target target,
      Permissions permissions,
      Masking masking,
      KnownFailures known,
      Patience.Sleeper sleeper) {
    this(
        contract,
        target,
        permissions,
        masking,
        known,
        Selection.ALL,
        sleeper,
        InstantSource.system());
  }

  Suite(
      Contract contract,
      Target target,
      Permissions permissions,
      Masking masking,
      KnownFailures known,
      Selection selection,
      Patience.Sleeper sleeper,
      InstantSource clock) {
    this.clock = clock;
    this.known = known;
    this.contract = contract;
    List<Check> all = Checks.of(contract);
    this.checks = selection.of(all);
    this.target = target.within(permissions);
    this.permissions = permissions;
    this.masking = masking;
    this.judge = new Judge(contract, masking);
    this.gate = new Gate(this.target, permissions);
    this.patience = new Patience(this.target, sleeper);
    this.ledger = new Ledger(contract, all, checks);
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
    return permissions;
  }

  public Masking masking() {
    return masking;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Returns how many of the chosen checks will be made, as far as that can be told by now. */
  public long toBeMade() {
    return checks.stream().filter(check -> gate.refusal(check).isEmpty()).count();
  }

  /**
   * Runs all checks in their order, and tells of each as soon as it is done.
   *
   * @throws CouldNotRunException if the target has fallen silent
   * @throws InterruptedRunException if this thread was interrupted; what ran until then counts
   */
  public void run(Consumer<Outcome> done) {
    for (Check check : checks) {
      done.accept(run(check));
      requireAnswers();
    }
  }

  /**
   * Makes sure that the target still answers.
   *
   * @throws CouldNotRunException if it has fallen silent
   */
  public void requireAnswers() {
    if (unansweredInARow >= ENOUGH_UNANSWERED) {
      throw new CouldNotRunException(
          target.url() + " left " + ENOUGH_UNANSWERED + " calls in a row without an answer");
    }
  }

  /** Runs one check and enters what became of it in the ledger. */
  public Outcome run(Check check) {
    Outcome outcome =
        known.judged(
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
    // A platform may let an older token end when it issues another.
    if (tokensIssued && !target.own() && check.operation().signed()) {
      target.authentication().renew();
      tokensIssued = false;
    }
    tokensIssued |= check.operation().plays(Flow.Role.ISSUES_TOKEN);
    Outcome outcome =
        new CheckRun(check, target, gate, patience, judge, masking, this::saw, clock).outcome();
    List<Exchange> exchanges = outcome.exchanges();
    if (!exchanges.isEmpty()) {
      boolean answered = exchanges.get(exchanges.size() - 1).status() != 0;
      unansweredInARow = answered ? 0 : unansweredInARow + 1;
    }
    return outcome;
  }

  private void saw(
      Check check, Step.Call call, JsonNode request, Answer answer, List<Finding> findings) {
    observers.forEach(observer -> observer.saw(check, call, request, answer, findings));
  }
}
