package io.github.qxylogin.contracttests.check;

import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A check: calls to a server with their expected responses.
 *
 * @param id names the check, such as {@code uploadSmsCode/missing/nsrsbh}
 * @param operation the operation that is checked
 * @param subject its title, in words
 * @param needs its conditions
 * @param steps its calls, in this order; a step with a breaking difference is the last
 */
public record Check(
    String id, Operation operation, String subject, Set<Need> needs, List<Step> steps) {
  /** A condition of a check, beside the effects of its calls. */
  public enum Need {
    /** The code in an SMS. */
    SMS_CODE,
    /** A target that authenticates calls. */
    AUTHENTICATION,
    /** The bureau may count a call of it as a failed login. */
    FAILED_LOGIN
  }

  /**
   * Returns a check of an operation.
   *
   * @param name its name within the operation; a field's name may have a space
   */
  public static Check of(
      Operation operation, String name, String subject, Set<Need> needs, Step... steps) {
    String id = operation.id() + "/" + name.replace(' ', '_');
    return new Check(id, operation, subject, needs, List.of(steps));
  }

  public boolean needs(Need need) {
    return needs.contains(need);
  }

  /** Returns the calls that it is about, without those on the way to them. */
  public Stream<Step.Call> calls() {
    return steps.stream().filter(Step.Call.class::isInstance).map(Step::call);
  }

  /** Returns the call that a step makes. */
  public Step.Call call(int step) {
    return steps.get(step).call();
  }

  /** Returns the greatest cost or change that its calls may have on the real platform. */
  public Effect effect() {
    return steps.stream()
        .map(step -> step.call().effect())
        .max(Comparator.naturalOrder())
        .orElse(Effect.NONE);
  }
}
