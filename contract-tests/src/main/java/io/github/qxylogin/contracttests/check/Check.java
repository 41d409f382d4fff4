package io.github.qxylogin.contracttests.check;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A question to a server, and what its answers have to be like.
 *
 * @param id names the check, such as {@code uploadSmsCode/missing/nsrsbh}
 * @param operation the operation that is checked
 * @param subject what is checked, in words
 * @param needs what it asks of the target or the user
 * @param steps what is done, in this order; a step with a breaking difference is the last
 */
public record Check(
    String id, Operation operation, String subject, Set<Need> needs, List<Step> steps) {

  public Check {
    needs = Set.copyOf(needs);
    steps = List.copyOf(steps);
  }

  public boolean needs(Need need) {
    return needs.contains(need);
  }

  /** Returns the calls that it is about, without those on the way to them. */
  public Stream<Step.Call> calls() {
    return steps.stream().filter(Step.Call.class::isInstance).map(Step.Call.class::cast);
  }

  /** Returns the call that a step makes. */
  public Step.Call call(int step) {
    return steps.get(step) instanceof Step.Aside aside ? aside.call() : (Step.Call) steps.get(step);
  }

  /** Returns every operation that it calls. */
  public Stream<Operation> called() {
    return allCalls().map(Step.Call::operation);
  }

  /** Returns its calls, those on the way included. */
  private Stream<Step.Call> allCalls() {
    return IntStream.range(0, steps.size())
        .filter(i -> steps.get(i) instanceof Step.Call || steps.get(i) instanceof Step.Aside)
        .mapToObj(this::call);
  }

  /** Returns the documented answers that its own operation's calls have to get. */
  public Stream<Case> documented() {
    return calls()
        .filter(call -> call.operation().equals(operation))
        .map(Step.Call::expected)
        .filter(Expectation.Documented.class::isInstance)
        .map(expected -> ((Expectation.Documented) expected).documented());
  }

  /** Returns the greatest cost or change that its calls may have on the real platform. */
  public Effect effect() {
    return allCalls().map(Step.Call::effect).max(Comparator.naturalOrder()).orElse(Effect.NONE);
  }
}
