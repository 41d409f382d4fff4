package io.github.qxylogin.contracttests.generate.flow;

import static java.util.Objects.requireNonNull;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tasks that run and are asked after: who is told of one, and what. */
public final class PollChecks {
  private final Operation starting;
  private final Link link;
  private final Operation polling;
  private final Flow flow;
  private final Flow.Status status;

  private PollChecks(Operation starting, Link link, Operation polling) {
    this.starting = starting;
    this.link = link;
    this.polling = polling;
    this.flow = polling.flow();
    this.status = requireNonNull(flow.status(), "the contract tells no states of its task");
  }

  public static Stream<Check> of(Contract contract, Operation polling) {
    if (!polling.plays(Flow.Role.POLLS_TASK)) {
      return Stream.empty();
    }
    return contract.operations(Flow.Role.ISSUES_TASK).stream()
        .flatMap(
            starting ->
                starting.linkTo(polling).stream()
                    .map(link -> new PollChecks(starting, link, polling)))
        .flatMap(PollChecks::all);
  }

  private Stream<Check> all() {
    Stream<Check> owned = flow.identity().isEmpty() ? Stream.empty() : Stream.of(ofAnother());
    Stream<Check> ending = starting.inFlow(Flow::runsFor).stream().map(this::done);
    return Stream.of(Stream.of(askedAfter(), ofNobody()), owned, ending).flatMap(checks -> checks);
  }

  /** How long a task of a real taxpayer runs, nobody knows. */
  private Check askedAfter() {
    return check(
        "asked-after",
        "a task of " + starting.id(),
        Set.of(),
        started(Whose.PERSON),
        poll(Whose.PERSON, 0, Change.NONE, status.running())
            .expecting(Expectation.OneOf.success(polling)));
  }

  private Check done(Duration time) {
    return check(
        "done",
        "a task that runs, and is done then",
        Set.of(Need.MOCK, Need.CLOCK),
        started(Whose.PERSON),
        poll(Whose.PERSON, 0, Change.NONE, status.running()),
        new Step.Wait(time),
        poll(Whose.PERSON, 0, Change.NONE, status.done()),
        poll(Whose.PERSON, 0, Change.NONE, status.done()));
  }

  private Check ofNobody() {
    return check(
        "issued-by-nobody",
        "a task that nobody started",
        Set.of(Need.MOCK),
        started(Whose.PERSON),
        pollInVain(Whose.PERSON, 0, FlowBody.otherEnd(flow.task())),
        poll(Whose.PERSON, 0, Change.NONE, status.running()));
  }

  private Check ofAnother() {
    return check(
        "task-of-another",
        "a task that was started for somebody else",
        Set.of(Need.SECOND_PERSON),
        started(Whose.PERSON),
        started(Whose.OTHER_PERSON),
        pollInVain(Whose.OTHER_PERSON, 1, FlowBody.linkedField(link, 0, polling, flow.task())),
        poll(Whose.PERSON, 0, Change.NONE, status.running()));
  }

  private Step.Call started(Whose whose) {
    return Step.Call.of(
        starting,
        FlowBody.usual(starting, whose, Change.NONE),
        new Expectation.Documented(starting.firstSuccess()));
  }

  private Step.Call poll(Whose whose, int startedAt, Change change, String told) {
    return polled(whose, startedAt, change, telling(told));
  }

  private Case telling(String told) {
    return polling.cases().stream()
        .filter(c -> c.family() == Family.OK)
        .filter(c -> c.answer().at(status.at()).asText().equals(told))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(polling + " has no answer with " + told));
  }

  private Step.Call pollInVain(Whose whose, int startedAt, Change change) {
    return polled(whose, startedAt, change, Login.answer(polling, Condition.TASK_ENDED));
  }

  private Step.Call polled(Whose whose, int startedAt, Change change, Case wanted) {
    return Step.Call.of(
        polling,
        FlowBody.linked(polling, whose, link, startedAt, change),
        new Expectation.Documented(wanted));
  }

  private Check check(String name, String subject, Set<Need> needs, Step... steps) {
    return new Check(polling.id() + "/flow/" + name, polling, subject, needs, List.of(steps));
  }
}
