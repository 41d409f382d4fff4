package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.People.MissingValuesException;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.check.Trail.NoWayOnException;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.targets.NoAnswerException;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of one check: its steps, one after the other, until one has a breaking difference. */
final class CheckRun {
  /** Of a longer body the beginning is kept, so that a run's memory is bounded. */
  private static final int LONGEST_SHOWN = 4096;

  /** Of a longer member too, so that the others are still seen. */
  private static final int LONGEST_MEMBER = 1024;

  /** Of the life of a task; the rest is for the call that redeems it. */
  private static final double TIME_FOR_ASIDES = 0.5;

  private static final String INTERRUPTED = "the run was interrupted in the middle of it";

  private final Check check;
  private final Suite suite;
  private final Target target;
  private final Masking masking;
  private final Instant start;
  private final Trail trail;
  private final List<Exchange> exchanges = new ArrayList<>();
  private Duration took = Duration.ZERO;
  private Optional<Outcome.Timing> timing = Optional.empty();
  private Optional<String> detour = Optional.empty();
  private boolean broken;
  private boolean unavailable;
  private boolean wrongOnTheWay;
  private boolean wrongCodeTried;

  CheckRun(Check check, Suite suite) {
    this.check = check;
    this.suite = suite;
    this.target = suite.settings().target();
    this.masking = suite.settings().masking();
    this.start = suite.settings().clock().instant();
    this.trail = new Trail(target.people(), target.smsCodes());
  }

  Outcome outcome() {
    try {
      for (int i = 0; i < check.steps().size() && !broken && detour.isEmpty(); i++) {
        detour = i == 0 ? Optional.empty() : suite.gate.shutFor(check);
        if (detour.isEmpty()) {
          take(i, check.steps().get(i));
        }
      }
    } catch (MissingValuesException missing) {
      detour = Optional.of(missing.getMessage());
    } catch (NoWayOnException deadEnd) {
      Finding finding = new Finding(Difference.NO_WAY_ON, deadEnd.getMessage());
      exchanges.replaceAll(made -> made.step() == deadEnd.step() ? made.with(finding) : made);
    } catch (NoAnswerException nobodyWaits) {
      if (!Thread.currentThread().isInterrupted()) {
        throw new CouldNotRunException(nobodyWaits.getMessage(), nobodyWaits);
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      return new Outcome(check, Outcome.Verdict.SKIPPED, INTERRUPTED, exchanges, took);
    }
    if (detour.isPresent() && !wrongOnTheWay) {
      Outcome.Verdict verdict = unavailable ? Outcome.Verdict.UNAVAILABLE : Outcome.Verdict.SKIPPED;
      return new Outcome(check, verdict, detour.get(), exchanges, took);
    }
    return Outcome.judged(check, exchanges, took);
  }

  /** A call on the way is left out where an earlier response lacks what it needs. */
  private void take(int index, Step step) throws MissingValuesException {
    boolean aside = step instanceof Step.Aside;
    if (step instanceof Step.Aside onTheWay && !suite.gate.allows(onTheWay)) {
      return;
    }
    try {
      byte[] body = step.call().body().bytes(step.call().operation(), trail);
      if (!aside || !isOver(TIME_FOR_ASIDES)) {
        make(index, step, body);
      }
    } catch (NoWayOnException deadEnd) {
      if (!aside) {
        throw deadEnd;
      }
    }
  }

  private void make(int index, Step step, byte[] body) {
    JsonNode request = JsonText.parse(body);
    Step.Call call = step.call();
    masking.learn(request);
    suite.gate.sends(check, step);
    wrongCodeTried |= step instanceof Step.Aside aside && aside.needs().contains(Need.FAILED_LOGIN);
    try {
      Answer answer = suite.patience.answer(call, request, () -> send(call, body));
      judged(index, step, request, body.length, answer);
    } catch (NoAnswerException none) {
      suite.gate.sawNothing(call);
      broken = true;
      unavailable = !target.own();
      detour = Optional.of(none.getMessage()).filter(reason -> unavailable);
      Finding finding = new Finding(Difference.NO_ANSWER, masking.clean(none.getMessage()));
      add(
          index,
          call,
          request,
          body.length,
          Answer.withoutBody(0, ""),
          List.of(finding),
          Optional.empty());
    }
  }

  private Answer send(Step.Call call, byte[] body) {
    Instant at = suite.settings().clock().instant();
    long start = System.nanoTime();
    try {
      return target.send(call, body);
    } finally {
      Duration ofThisCall = Duration.ofNanos(System.nanoTime() - start);
      timing = Optional.of(new Outcome.Timing(at, ofThisCall));
      took = took.plus(ofThisCall);
    }
  }

  private void judged(int index, Step step, JsonNode request, int size, Answer answer) {
    Step.Call call = step.call();
    boolean aside = step instanceof Step.Aside;
    masking.learn(answer.body());
    Detour way = new Detour(call, answer.body());
    Optional<String> ended =
        target.mock() ? Optional.empty() : way.ended(isOver(1), wrongCodeTried);
    if (ended.isEmpty()) {
      suite.gate.saw(call, answer.body());
    }
    Optional<String> noTime = suite.patience.unavailable(call, answer);
    unavailable |= noTime.isPresent() && !aside;
    detour =
        noTime
            .filter(reason -> !aside)
            .or(() -> ended)
            .or(() -> target.mock() ? Optional.empty() : way.reason());
    boolean tells = noTime.isEmpty() && detour.isEmpty();
    Expectation wanted = suite.judge.applying(call, answer.body());
    List<Finding> inClear =
        tells
            ? suite.judge.expecting(call.expecting(wanted), request, answer)
            : suite.judge.alone(call.operation(), request, answer);
    if (noTime.isEmpty()) {
      suite.settings().observer().saw(check, call, request, answer, inClear);
    }
    List<Finding> findings =
        tells ? inClear.stream().map(finding -> finding.cleaned(masking)).toList() : List.of();
    boolean wrong = findings.stream().anyMatch(Finding::breaking);
    if (step instanceof Step.Aside onTheWay) {
      trail.madeAgain(call.operation(), request, answer.body());
      wrongOnTheWay |= wrong;
      broken = wrong && onTheWay.usesUp(answer.body());
    } else {
      trail.made(index, call.operation(), request, answer.body());
      broken = wrong;
    }
    Optional<Expectation> judgedBy = Optional.of(wanted).filter(judged -> tells);
    add(index, call, request, size, answer, findings, judgedBy);
  }

  private void add(
      int index,
      Step.Call call,
      JsonNode request,
      int size,
      Answer answer,
      List<Finding> findings,
      Optional<Expectation> judgedBy) {
    JsonNode body = answer.body();
    exchanges.add(
        new Exchange(
            index,
            call.operation(),
            shown(masking.clean(request), size),
            answer.status(),
            masking.contentType(answer.contentType()),
            answer.isUnknown() ? body : shown(masking.shown(answer), answer.size()),
            findings,
            judgedBy,
            timing));
  }

  /**
   * Returns whether a part of a task's life may be over on a real target. The first call of a check
   * is the earliest that can have begun a task.
   */
  private boolean isOver(double part) {
    Duration sinceTheStart = Duration.between(start, suite.settings().clock().instant());
    return !target.mock()
        && trail.calls().stream()
            .flatMap(made -> made.operation().inFlow(Flow::taskLifetime).stream())
            .anyMatch(lifetime -> sinceTheStart.toMillis() >= part * lifetime.toMillis());
  }

  /** A body that is no JSON may hold anything, so that only its size is shown. */
  private JsonNode shown(JsonNode body, int size) {
    if (body.isMissingNode()) {
      return TextNode.valueOf(size + " bytes that are no JSON");
    }
    if (size <= LONGEST_SHOWN) {
      return body;
    }
    JsonNode copy = body.deepCopy();
    copy.properties().forEach(member -> member.setValue(cut(member.getValue(), LONGEST_MEMBER)));
    return cut(copy, LONGEST_SHOWN);
  }

  private static JsonNode cut(JsonNode value, int length) {
    String text = value.toString();
    return text.length() <= length
        ? value
        : TextNode.valueOf(text.substring(0, length) + "… (" + text.length() + " characters)");
  }
}
