package io.github.qxylogin.mock.flow;

import static io.github.qxylogin.mock.flow.OperationHandler.orZero;
import static io.github.qxylogin.mock.flow.OperationHandler.response;
import static io.github.qxylogin.mock.flow.OperationHandler.when;
import static java.util.Objects.requireNonNull;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.time.Instant;
import java.util.Optional;

/** Returns the status of a task: it runs for a while, and is done then. */
record PollTaskHandler(FlowState state) implements OperationHandler {

  @Override
  public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    Optional<Task> named = state.task(request, flow);
    if (named.isEmpty()) {
      return when(request, Condition.TASK_ENDED, "flow.poll-unknown");
    }
    Task task = named.get();
    Flow.Status status = status(flow);
    Optional<String> finalStatus = state.finalStatus(task);
    Instant end = task.sentAt().plus(orZero(status.runsFor()));
    boolean runs = new Lifetime(task.sentAt(), end).covers(state.now());
    String byTheClock = runs ? status.running() : status.done();
    Message why =
        finalStatus.isPresent()
            ? Message.of("flow.poll-settled")
            : Message.of(runs ? "flow.poll-runs" : "flow.poll-done", end);
    return request.operation().cases().stream()
        .filter(c -> c.family() == Family.OK)
        .filter(c -> status(c, status).equals(finalStatus.orElse(byTheClock)))
        .findFirst()
        .map(c -> toResponse(request, named, c).because(why));
  }

  private static Flow.Status status(Flow flow) {
    return requireNonNull(flow.status(), "the contract has no states of a task that is polled");
  }

  private static String status(Case documented, Flow.Status status) {
    return documented.response().at(status.at()).asText();
  }

  private static ChosenResponse toResponse(
      OperationRequest request, Optional<Task> task, Case documented) {
    return ChosenResponse.of(documented, response(request, documented, Values.GENERATED, task));
  }

  /** A task that is done or has failed stays so. */
  @Override
  public ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    Flow.Status status = status(flow);
    String reached = status(success, status);
    Optional<Task> task = state.task(request, flow);
    if (reached.equals(status.done()) || reached.equals(status.failed())) {
      task.ifPresent(t -> state.complete(t, reached));
    }
    return toResponse(request, task, success);
  }
}
