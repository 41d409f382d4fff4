package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes a session that was opened elsewhere; every cookie is good. */
final class SessionUploading implements FlowPart {
  private final Sessions sessions;
  private final FlowValues values;

  SessionUploading(Sessions sessions, FlowValues values) {
    this.sessions = sessions;
    this.values = values;
  }

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    Case success = success(exchange, flow);
    open(exchange, flow, success);
    return Optional.of(
        Answer.of(success).because("every cookie is good that is not documented").assumed());
  }

  /** Returns the first success for the same kind of cookie that no magic value stands for. */
  private static Case success(Exchange exchange, Flow flow) {
    Operation operation = exchange.operation();
    return Optional.ofNullable(flow.kind())
        .flatMap(
            field ->
                operation.cases().stream()
                    .filter(c -> c.family() == Family.OK && c.magic().isEmpty())
                    .filter(
                        c ->
                            c.request() != null
                                && c.request().path(field).equals(exchange.body().path(field)))
                    .findFirst())
        .orElseGet(operation::firstSuccess);
  }

  private void open(Exchange exchange, Flow flow, Case success) {
    sessions.open(
        exchange.operation(),
        values.of(exchange, success.answer()),
        List.of(),
        Objects.requireNonNullElse(flow.sessionLifetime(), Duration.ZERO));
  }

  /** Code 2000 is said of a bad cookie too, which is another outcome and opens no session. */
  @Override
  public void follow(Exchange exchange, Flow flow, Case success) {
    Operation operation = exchange.operation();
    if (operation
        .outcomeOf(success.answer())
        .equals(operation.outcomeOf(success(exchange, flow).answer()))) {
      open(exchange, flow, success);
    }
  }
}
