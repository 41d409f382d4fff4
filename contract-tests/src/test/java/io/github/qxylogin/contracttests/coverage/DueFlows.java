package io.github.qxylogin.contracttests.coverage;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists what calls lead to in one another, by the contract alone: each link is followed, each
 * refusal that earlier calls are the reason for is brought about, each time is waited for.
 */
final class DueFlows {
  private static final Set<Condition> OF_EARLIER_CALLS =
      Set.of(
          Condition.SMS_TOO_RECENT,
          Condition.SMS_NOT_NEEDED,
          Condition.SMS_CODE_WRONG,
          Condition.LOGIN_LOCKED,
          Condition.LOGIN_MODE_WRONG,
          Condition.TASK_ENDED,
          Condition.SESSION_HELD,
          Condition.SESSION_ENDED,
          Condition.ACCOUNT_UNKNOWN,
          Condition.ACCOUNT_EXISTS,
          Condition.REFRESH_TOKEN_UNKNOWN);

  private final Contract contract;
  private final Operation operation;

  private DueFlows(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
  }

  static Stream<Due> of(Contract contract, Operation operation) {
    DueFlows due = new DueFlows(contract, operation);
    return Stream.of(
            due.links(),
            due.logins(),
            due.conditions(),
            due.times(),
            due.nobody(),
            due.enterprises())
        .flatMap(all -> all);
  }

  private Stream<Due> links() {
    return operation.links().stream()
        .map(Link::operationId)
        .map(next -> new Due("then " + next, check -> leads(check, next)));
  }

  /** The one call succeeds, and so does the other after it. */
  private boolean leads(Check check, String next) {
    List<Step.Call> calls = check.calls().toList();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).operation().equals(operation) && succeeds(calls.get(i))) {
        return calls.subList(i + 1, calls.size()).stream()
            .anyMatch(later -> later.operation().id().equals(next) && succeeds(later));
      }
    }
    return false;
  }

  private static boolean succeeds(Step.Call call) {
    return call.expected() instanceof Expectation.OneOf
        || (call.expected() instanceof Expectation.Documented wanted
            && wanted.documented().family() == Family.OK);
  }

  /** A login in which nothing goes wrong, from its first call to what it is for. */
  private Stream<Due> logins() {
    return contract.operations(Flow.Role.ISSUES_TASK).stream()
        .filter(issuing -> operation.plays(Flow.Role.REDEEMS_TASK))
        .filter(issuing -> issuing.linkTo(operation).isPresent())
        .map(
            issuing -> {
              List<Operation> calls = new ArrayList<>(List.of(issuing, operation));
              contract.operations(Flow.Role.CHECKS_SESSION).stream()
                  .filter(
                      check -> operation.linkTo(check).or(() -> issuing.linkTo(check)).isPresent())
                  .forEach(calls::add);
              return new Due("login after " + issuing.id(), check -> isOf(check, calls));
            });
  }

  private static boolean isOf(Check check, List<Operation> operations) {
    return check.steps().stream()
            .allMatch(step -> step instanceof Step.Call || step instanceof Step.Aside)
        && check.calls().map(Step.Call::operation).toList().equals(operations)
        && check.calls().allMatch(DueFlows::succeeds)
        && check.id().contains("/flow/");
  }

  private Stream<Due> conditions() {
    return OF_EARLIER_CALLS.stream()
        .sorted()
        .filter(condition -> operation.caseWhen(condition).isPresent())
        .map(condition -> new Due(condition.key(), check -> bringsAbout(check, condition)));
  }

  private boolean bringsAbout(Check check, Condition condition) {
    return check.steps().size() > 1
        && check
            .calls()
            .filter(call -> call.operation().equals(operation))
            .map(Step.Call::expected)
            .filter(Expectation.Documented.class::isInstance)
            .map(wanted -> ((Expectation.Documented) wanted).documented())
            .anyMatch(c -> c.when() == condition);
  }

  /** Where an earlier answer names the session, one that no answer named does not hold. */
  private Stream<Due> nobody() {
    return Stream.ofNullable(operation.flow())
        .filter(flow -> flow.role() == Flow.Role.CHECKS_SESSION)
        .flatMap(flow -> flow.session().stream())
        .flatMap(name -> operation.fields().stream().filter(field -> field.name().equals(name)))
        .filter(field -> field.accepts(TextNode.valueOf("")) && isTold(field.name()))
        .map(field -> Due.named(operation.id(), "flow/session-of-nobody"))
        .distinct();
  }

  private boolean isTold(String field) {
    return contract.operations().stream()
        .flatMap(other -> other.linkTo(operation).stream())
        .map(link -> link.fields().get(field))
        .anyMatch(source -> source instanceof Link.Source.Place place && place.inAnswer());
  }

  private Stream<Due> enterprises() {
    return operation.inFlow(Flow::enterprise).stream()
        .map(made -> Due.named(operation.id(), "flow/made-once"));
  }

  private Stream<Due> times() {
    return operation.inFlow(this::of).orElse(Map.of()).entrySet().stream()
        .map(time -> new Due(time.getKey(), check -> waits(check, time.getValue())));
  }

  private Map<String, Duration> of(Flow flow) {
    Map<String, Duration> times = new LinkedHashMap<>();
    Optional.ofNullable(flow.resendAfter()).ifPresent(time -> times.put("resendAfter", time));
    Optional.ofNullable(flow.taskLifetime()).ifPresent(time -> times.put("taskLifetime", time));
    Optional.ofNullable(flow.runsFor()).ifPresent(time -> times.put("runsFor", time));
    Optional.ofNullable(flow.sessionLifetime())
        .filter(time -> reached().anyMatch(DueFlows::checksSession))
        .ifPresent(time -> times.put("sessionLifetime", time));
    Optional.ofNullable(flow.token())
        .filter(token -> contract.operations().stream().anyMatch(Operation::signed))
        .map(token -> operation.firstSuccess().answer().at(token.lifetime()).asLong())
        .ifPresent(time -> times.put("tokenLifetime", Duration.ofMillis(time)));
    return times;
  }

  /**
   * What it leads to, or what that does: where nothing asks after a session, none is seen to end.
   */
  private Stream<Operation> reached() {
    return next(operation).flatMap(one -> Stream.concat(Stream.of(one), next(one)));
  }

  private Stream<Operation> next(Operation from) {
    return from.links().stream().map(link -> contract.operation(link.operationId()));
  }

  private static boolean checksSession(Operation other) {
    return other.plays(Flow.Role.CHECKS_SESSION);
  }

  /** The first call is this one, and another is made when that time is over. */
  private boolean waits(Check check, Duration time) {
    Duration waited =
        check.steps().stream()
            .filter(Step.Wait.class::isInstance)
            .map(wait -> ((Step.Wait) wait).time())
            .reduce(Duration.ZERO, Duration::plus);
    return waited.equals(time)
        && check.calls().findFirst().filter(c -> c.operation().equals(operation)).isPresent()
        && check.steps().get(check.steps().size() - 1) instanceof Step.Call;
  }
}
