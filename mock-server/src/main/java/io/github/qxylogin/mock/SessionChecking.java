package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import java.util.Optional;

/** Tells whether a session holds. */
final class SessionChecking implements FlowPart {
  private final Sessions sessions;

  SessionChecking(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    return sessions.holds(exchange.operation().id(), FlowPart.values(exchange, flow.session()))
        ? FlowPart.when(exchange, Condition.SESSION_HELD, "a login opened the session")
        : FlowPart.when(
            exchange, Condition.SESSION_ENDED, "no login opened the session, or it has ended");
  }

  @Override
  public void follow(Exchange exchange, Flow flow, Case success) {}
}
