package io.github.qxylogin.mock.flow;

import static java.util.Objects.requireNonNull;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import java.time.Duration;
import java.util.Optional;

/** Tells what has become of a task: it runs for a while, and is done then. */
public record TaskPolling(FlowState state) implements FlowPart {

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    Optional<Task> task = task(exchange, flow);
    if (task.isEmpty()) {
      return FlowPart.when(
          exchange,
          Condition.TASK_ENDED,
          "no task of this id was issued, or it was issued for somebody else or by another"
              + " operation");
    }
    Flow.Status status = status(flow);
    Optional<String> settled = state.settled(task.get());
    Duration runsFor = FlowPart.orZero(status.runsFor());
    String byTheClock = task.get().runsAt(state.now(), runsFor) ? status.running() : status.done();
    String why =
        settled.isPresent()
            ? "an earlier answer told the end of the task"
            : "the task runs until " + task.get().sentAt().plus(runsFor);
    return exchange.operation().cases().stream()
        .filter(c -> c.family() == Family.OK)
        .filter(c -> told(c, status).equals(settled.orElse(byTheClock)))
        .findFirst()
        .map(c -> answer(exchange, task, c).because(why));
  }

  private Optional<Task> task(Exchange exchange, Flow flow) {
    return exchange
        .value(flow.task())
        .flatMap(state::task)
        .filter(task -> task.isFor(exchange, flow));
  }

  private static Flow.Status status(Flow flow) {
    return requireNonNull(flow.status(), "the contract tells no states of a task that is polled");
  }

  private static String told(Case documented, Flow.Status status) {
    return documented.answer().at(status.at()).asText();
  }

  private static Answer answer(Exchange exchange, Optional<Task> task, Case documented) {
    return Answer.of(documented, FlowPart.response(exchange, documented, Values.OWN, task));
  }

  /** To be done or to have failed is for good. */
  @Override
  public Answer happen(Exchange exchange, Flow flow, Case success, Values values) {
    Flow.Status status = status(flow);
    String told = told(success, status);
    Optional<Task> task = task(exchange, flow);
    if (told.equals(status.done()) || told.equals(status.failed())) {
      task.ifPresent(t -> state.settle(t, told));
    }
    return answer(exchange, task, success);
  }
}
