package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.CallHistory;
import io.github.qxylogin.contracttests.check.CallHistory.LinkValueMissingException;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.targets.NoResponseException;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of one check: its steps, one after the other, until one has a breaking difference. */
final class CheckRun {
  /** Longer bodies are cut, to limit the memory of a run. */
  private static final int LONGEST_SHOWN = 4096;

  /** Longer members are cut, so that the others are still shown. */
  private static final int LONGEST_MEMBER = 1024;

  /** The part of the life of a task for interleaved calls; the rest is for its redemption. */
  private static final double TIME_FOR_INTERLEAVED = 0.5;

  private static final String INTERRUPTED = "the run was interrupted in the middle of it";

  private final Check check;
  private final Suite suite;
  private final Target target;
  private final Masking masking;
  private final Instant start;
  private final CallHistory history;
  private final List<Call> calls = new ArrayList<>();
  private Duration took = Duration.ZERO;
  private Optional<Outcome.Timing> timing = Optional.empty();
  private Optional<String> skipReason = Optional.empty();
  private boolean broken;
  private boolean unavailable;
  private boolean interleavedFailed;
  private boolean wrongCodeTried;

  CheckRun(Check check, Suite suite) {
    this.check = check;
    this.suite = suite;
    this.target = suite.settings().target();
    this.masking = suite.settings().masking();
    this.start = suite.settings().clock().instant();
    this.history = new CallHistory(target.testUsers(), target.smsCodes());
  }

  Outcome outcome() {
    try {
      for (int i = 0; i < check.steps().size() && !broken && skipReason.isEmpty(); i++) {
        skipReason = i == 0 ? Optional.empty() : suite.policy.stopReason(check);
        if (skipReason.isEmpty()) {
          take(i, check.steps().get(i));
        }
      }
    } catch (MissingValuesException missing) {
      skipReason = Optional.of(missing.getMessage());
    } catch (LinkValueMissingException missing) {
      Finding finding = new Finding(Difference.LINK_VALUE_MISSING, missing.getMessage());
      calls.replaceAll(made -> made.step() == missing.step() ? made.with(finding) : made);
    } catch (NoResponseException noResponse) {
      if (!Thread.currentThread().isInterrupted()) {
        throw new CouldNotRunException(noResponse.getMessage(), noResponse);
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      return new Outcome(check, Outcome.Verdict.SKIPPED, INTERRUPTED, calls, took);
    }
    if (skipReason.isPresent() && !interleavedFailed) {
      Outcome.Verdict verdict = unavailable ? Outcome.Verdict.UNAVAILABLE : Outcome.Verdict.SKIPPED;
      return new Outcome(check, verdict, skipReason.get(), calls, took);
    }
    return Outcome.judged(check, calls, took);
  }

  /** An interleaved call is left out if an earlier response lacks a value for it. */
  private void take(int index, Step step) throws MissingValuesException {
    boolean interleaved = step instanceof Step.InterleavedCall;
    if (step instanceof Step.InterleavedCall onTheWay && !suite.policy.allows(onTheWay)) {
      return;
    }
    try {
      byte[] body = step.call().body().bytes(step.call().operation(), history);
      if (!interleaved || !isOver(TIME_FOR_INTERLEAVED)) {
        make(index, step, body);
      }
    } catch (LinkValueMissingException missing) {
      if (!interleaved) {
        throw missing;
      }
    }
  }

  private void make(int index, Step step, byte[] body) {
    JsonNode request = JsonText.parse(body);
    Step.Call call = step.call();
    masking.learn(request);
    suite.policy.recordCall(check, step);
    wrongCodeTried |=
        step instanceof Step.InterleavedCall onTheWay
            && onTheWay.needs().contains(Need.FAILED_LOGIN);
    try {
      Response response = suite.retryPolicy.response(call, request, () -> send(call, body));
      judged(index, step, request, body.length, response);
    } catch (NoResponseException none) {
      suite.policy.recordNoResponse(call);
      broken = true;
      unavailable = !target.own();
      skipReason = Optional.of(none.getMessage()).filter(reason -> unavailable);
      Finding finding = new Finding(Difference.NO_RESPONSE, masking.clean(none.getMessage()));
      add(
          index,
          call,
          request,
          body.length,
          Response.withoutBody(0, ""),
          List.of(finding),
          Optional.empty());
    }
  }

  private Response send(Step.Call call, byte[] body) {
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

  private void judged(int index, Step step, JsonNode request, int size, Response response) {
    Step.Call call = step.call();
    boolean interleaved = step instanceof Step.InterleavedCall;
    masking.learn(response.body());
    SkipReason way = new SkipReason(call, response.body());
    Optional<String> ended =
        target.mock() ? Optional.empty() : way.ended(isOver(1), wrongCodeTried);
    if (ended.isEmpty()) {
      suite.policy.recordResponse(call, response.body());
    }
    Optional<String> throttled = suite.retryPolicy.unavailable(call, response);
    unavailable |= throttled.isPresent() && !interleaved;
    skipReason =
        throttled
            .filter(reason -> !interleaved)
            .or(() -> ended)
            .or(() -> target.mock() ? Optional.empty() : way.reason());
    boolean judgeable = throttled.isEmpty() && skipReason.isEmpty();
    Expectation wanted = suite.judge.expectation(call, response.body());
    List<Finding> inClear =
        judgeable
            ? suite.judge.expecting(call.expecting(wanted), request, response)
            : suite.judge.observed(call.operation(), request, response);
    if (throttled.isEmpty()) {
      suite.settings().observer().observe(check, call, request, response, inClear);
    }
    List<Finding> findings =
        judgeable ? inClear.stream().map(finding -> finding.cleaned(masking)).toList() : List.of();
    boolean wrong = findings.stream().anyMatch(Finding::breaking);
    if (step instanceof Step.InterleavedCall onTheWay) {
      history.replaceIssuedTask(call.operation(), request, response.body());
      interleavedFailed |= wrong;
      broken = wrong && onTheWay.usesUp(response.body());
    } else {
      history.made(index, call.operation(), request, response.body());
      broken = wrong;
    }
    Optional<Expectation> judgedBy = Optional.of(wanted).filter(judged -> judgeable);
    add(index, call, request, size, response, findings, judgedBy);
  }

  private void add(
      int index,
      Step.Call call,
      JsonNode request,
      int size,
      Response response,
      List<Finding> findings,
      Optional<Expectation> judgedBy) {
    JsonNode body = response.body();
    calls.add(
        new Call(
            index,
            call.operation(),
            shown(masking.clean(request), size),
            response.status(),
            masking.contentType(response.contentType()),
            response.isUnknown() ? body : shown(masking.shown(response), response.size()),
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
        && history.calls().stream()
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
