package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.MissingValuesException;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.NoWayOnException;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.ExactAnswer;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Judge;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import io.github.qxylogin.contracttests.judge.Observer;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.targets.MockControl;
import io.github.qxylogin.contracttests.targets.NoAnswerException;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of one check: its steps, one after the other, until one has a breaking difference. */
final class CheckRun {
  /** Of a longer body nobody reads more than what is wrong with it. */
  private static final int LONGEST_SHOWN = 1 << 16;

  /** Of the life of a task; the rest is for the call that redeems it. */
  private static final double TIME_FOR_ASIDES = 0.5;

  private static final String INTERRUPTED = "the run was interrupted in the middle of it";

  private final Check check;
  private final Target target;
  private final Gate gate;
  private final Patience patience;
  private final Judge judge;
  private final Masking masking;
  private final Observer observer;
  private final Detour detours;
  private final InstantSource clock;
  private final Instant start;
  private final Trail trail;
  private final List<Exchange> exchanges = new ArrayList<>();
  private Duration took = Duration.ZERO;
  private Optional<Outcome.Timing> timing = Optional.empty();
  private Optional<String> detour = Optional.empty();
  private boolean broken;
  private boolean wrongOnTheWay;
  private boolean wrongCodeTried;

  CheckRun(
      Check check,
      Target target,
      Gate gate,
      Patience patience,
      Judge judge,
      Detour detours,
      Masking masking,
      Observer observer,
      InstantSource clock) {
    this.check = check;
    this.target = target;
    this.gate = gate;
    this.patience = patience;
    this.judge = judge;
    this.masking = masking;
    this.observer = observer;
    this.detours = detours;
    this.clock = clock;
    this.start = clock.instant();
    this.trail = new Trail(target.people(), target.smsCodes());
  }

  Outcome outcome() {
    try {
      for (int i = 0; i < check.steps().size() && !broken && detour.isEmpty(); i++) {
        Optional<String> shut = i == 0 ? Optional.empty() : gate.shutFor(check);
        detour = shut;
        if (shut.isEmpty()) {
          take(i, check.steps().get(i));
        }
      }
    } catch (MissingValuesException missing) {
      detour = Optional.of(missing.getMessage());
    } catch (NoWayOnException deadEnd) {
      blame(deadEnd);
    } catch (NoAnswerException nobodyWaits) {
      if (!Thread.currentThread().isInterrupted()) {
        throw new CouldNotRunException(nobodyWaits.getMessage(), nobodyWaits);
      }
    } finally {
      target.authentication().giveBack();
    }
    if (Thread.currentThread().isInterrupted()) {
      return new Outcome(check, Outcome.Verdict.SKIPPED, INTERRUPTED, exchanges, took);
    }
    if (detour.isPresent() && !wrongOnTheWay) {
      return new Outcome(check, Outcome.Verdict.SKIPPED, detour.get(), exchanges, took);
    }
    return Outcome.judged(check, exchanges, took);
  }

  private void take(int index, Step step) throws MissingValuesException {
    if (step instanceof Step.Call call) {
      make(index, call, body(call));
    } else if (step instanceof Step.Aside aside) {
      goAside(index, aside);
    } else if (step instanceof Step.Wait wait) {
      pass(wait);
    } else {
      target.authentication().use(trail.token(((Step.TakeToken) step).from()));
    }
  }

  private byte[] body(Step.Call call) throws MissingValuesException {
    return call.body().bytes(call.operation(), trail);
  }

  private void goAside(int index, Step.Aside aside) throws MissingValuesException {
    if (!gate.allows(aside)) {
      return;
    }
    byte[] body;
    try {
      body = body(aside.call());
    } catch (NoWayOnException leftOut) {
      return;
    }
    if (!isOver(TIME_FOR_ASIDES)) {
      make(index, aside.call(), body);
    }
  }

  private void make(int step, Step.Call call, byte[] body) {
    JsonNode request = JsonText.parse(body);
    masking.learn(request);
    if (check.steps().get(step) instanceof Step.Aside aside) {
      gate.sends(aside);
      wrongCodeTried |= aside.needs().contains(Need.FAILED_LOGIN);
    } else {
      gate.sends(check, call);
    }
    try {
      Answer answer = patience.answer(call, request, () -> send(call, body));
      judged(step, call, request, body.length, answer);
    } catch (NoAnswerException none) {
      gate.sawNothing(call);
      broken = true;
      Finding finding =
          new Finding("answer", Difference.NO_ANSWER, masking.clean(none.getMessage()));
      exchanges.add(
          new Exchange(
              step,
              call.operation(),
              shown(request, body.length),
              0,
              "",
              MissingNode.getInstance(),
              List.of(finding),
              Optional.empty(),
              timing));
    }
  }

  private Answer send(Step.Call call, byte[] body) {
    Instant at = clock.instant();
    long start = System.nanoTime();
    try {
      return target.send(call, body);
    } finally {
      Duration ofThisCall = Duration.ofNanos(System.nanoTime() - start);
      timing = Optional.of(new Outcome.Timing(at, ofThisCall));
      took = took.plus(ofThisCall);
    }
  }

  private void judged(int step, Step.Call call, JsonNode request, int size, Answer answer) {
    masking.learn(answer.body());
    Optional<String> ended = ended(call, answer.body());
    if (ended.isEmpty()) {
      gate.saw(call, answer.body());
    }
    Optional<String> noTime = patience.refusal(call, answer.body());
    detour =
        noTime
            .filter(reason -> !(check.steps().get(step) instanceof Step.Aside))
            .or(() -> ended)
            .or(() -> detours.of(target, call, answer.body()));
    boolean tells = noTime.isEmpty() && detour.isEmpty();
    ExactAnswer wanted =
        target.mock()
            ? ExactAnswer.ofAMock(target.authenticates(), call, request, trail)
            : ExactAnswer.ofThePlatform(call, answer.body());
    List<Finding> inClear =
        tells
            ? judge.expecting(call, answer, wanted)
            : judge.alone(ObservedCall.of(call.operation(), request, answer));
    observer.saw(check, call, request, answer, inClear);
    List<Finding> findings =
        tells ? inClear.stream().map(finding -> finding.cleaned(masking)).toList() : List.of();
    boolean wrong = findings.stream().anyMatch(Finding::breaking);
    if (check.steps().get(step) instanceof Step.Aside aside) {
      trail.madeAgain(call.operation(), request, answer.body());
      wrongOnTheWay |= wrong;
      broken = wrong && aside.usesUp(answer.body());
    } else {
      trail.made(step, call.operation(), request, answer.body());
      broken = wrong;
    }
    exchanges.add(
        new Exchange(
            step,
            call.operation(),
            shown(request, size),
            answer.status(),
            masking.clean(answer.contentType()),
            answer
                .unreadable()
                .<JsonNode>map(b -> TextNode.valueOf(b + ": " + b.shown(masking::clean)))
                .orElseGet(() -> shown(masking.answer(answer.body()), answer.size())),
            findings,
            Optional.of(wanted.answer()).filter(judged -> tells),
            timing));
  }

  /**
   * Returns whether a part of a task's life may be over on a real target. The first call of a check
   * is the earliest that can have begun a task.
   */
  private boolean isOver(double part) {
    Duration sinceTheStart = Duration.between(start, clock.instant());
    return !target.mock()
        && trail.calls().stream()
            .flatMap(made -> made.operation().inFlow(Flow::taskLifetime).stream())
            .anyMatch(lifetime -> sinceTheStart.toMillis() >= part * lifetime.toMillis());
  }

  /** Returns why a task has ended by no fault of the target's: then no login has failed. */
  private Optional<String> ended(Step.Call call, JsonNode answer) {
    return Optional.of(call)
        .filter(late -> isOver(1))
        .flatMap(late -> detours.late(late, answer))
        .or(() -> endedOnTheWay(call, answer));
  }

  /** No page tells whether a wrong code ends a task: that it does not is assumed. */
  private Optional<String> endedOnTheWay(Step.Call call, JsonNode answer) {
    return wrongCodeTried
            && !target.mock()
            && call.expected() instanceof Expectation.Documented wanted
            && wanted.documented().family() == Family.OK
            && gate.endsTask(call.operation(), answer)
        ? Optional.of("the task has ended, perhaps by the wrong code that was tried before")
        : Optional.empty();
  }

  /** Whatever its limits, the token that was at hand before may have ended. */
  private void pass(Step.Wait wait) {
    MockControl control = target.control().orElseThrow();
    detour = control.advance(wait.from(control.instant()));
    if (detour.isEmpty()) {
      target.authentication().renew();
    }
  }

  private void blame(NoWayOnException deadEnd) {
    exchanges.replaceAll(e -> e.step() == deadEnd.step() ? e.with(noWayOn(deadEnd)) : e);
  }

  private static Finding noWayOn(NoWayOnException deadEnd) {
    return new Finding("answer", Difference.NO_WAY_ON, deadEnd.getMessage());
  }

  /** A body that is no JSON may hold anything, so that only its size is shown. */
  private JsonNode shown(JsonNode body, int size) {
    if (size > LONGEST_SHOWN) {
      return TextNode.valueOf(size + " bytes, too many to show");
    }
    return body.isMissingNode()
        ? TextNode.valueOf(size + " bytes that are no JSON")
        : masking.clean(body);
  }
}
