package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.mock.conformance.Conversation.CONTRACT;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.stream.Stream;

/** An operation that issues the task of a login, and one that redeems it. */
record Login(Operation issue, Operation redeem) {

  static Stream<Login> all() {
    return CONTRACT.operations(Flow.Role.REDEEMS_TASK).stream()
        .flatMap(
            redeem ->
                CONTRACT.operations(Flow.Role.ISSUES_TASK).stream()
                    .filter(issue -> issue.linkTo(redeem).isPresent())
                    .map(issue -> new Login(issue, redeem)));
  }

  boolean bySms() {
    return redeem.inFlow(Flow::smsCode).isPresent();
  }

  /** Returns the operations that check the session which it opens. */
  List<Operation> sessions() {
    return CONTRACT.operations(Flow.Role.CHECKS_SESSION).stream()
        .filter(s -> redeem.linkTo(s).isPresent() || issue.linkTo(s).isPresent())
        .toList();
  }

  /** Returns the operation that returns the values for a session check. */
  Operation sourceOf(Operation session) {
    return redeem.linkTo(session).isPresent() ? redeem : issue;
  }

  @Override
  public String toString() {
    return redeem.id() + "/after-" + issue.id();
  }
}
