package io.github.qxylogin.contracttests.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.ValidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The flows that a real taxpayer can take, by the roles of the contract: each login, the session of
 * an unknown account, the wrong secret. A call that must not redeem a task is made while the task
 * waits.
 */
record FlowChecks(OperationChecks checks, Contract contract, Operation operation) {
  /** An id in its usual form, 32 hexadecimal digits. */
  private static final TextNode UNKNOWN = TextNode.valueOf("0123456789abcdef".repeat(2));

  static void add(OperationChecks checks) {
    FlowChecks flows = new FlowChecks(checks, checks.contract(), checks.operation());
    switch (checks.operation().inFlow(Flow::role).orElse(Flow.Role.NONE)) {
      case REDEEMS_TASK -> flows.logins();
      case CHECKS_SESSION -> flows.sessionOfNobody();
      case ISSUES_TOKEN -> flows.wrongSecret();
      default -> {} // Of no flow.
    }
  }

  private void logins() {
    List<Operation> issuing =
        contract.operations(Flow.Role.ISSUES_TASK).stream()
            .filter(issue -> issue.linkTo(operation).isPresent())
            .toList();
    issuing.forEach(issue -> new Login(issue).add(issuing.size() > 1 ? "-with-" + issue : ""));
  }

  /** One login: the task that an operation issues, redeemed by the operation that is checked. */
  private final class Login {
    private final Operation issue;
    private final Link link;
    private final boolean bySms = operation.inFlow(Flow::smsCode).isPresent();
    private final List<Step> steps = new ArrayList<>();

    Login(Operation issue) {
      this.issue = issue;
      this.link = issue.linkTo(operation).orElseThrow();
    }

    /** Only a person can scan a QR code. */
    void add(String suffix) {
      Body valid = new Body.Fields(ValidRequest.of(issue), TestUser.FRESH);
      Step.Call issued = Step.Call.of(issue, valid, documented(issue.firstSuccess()));
      steps.add(issued);
      onTheWay(issued);
      if (!bySms) {
        String subject = "requests that must not redeem a waiting task";
        checks.add("flow/waiting" + suffix, subject, Set.of(), steps());
        return;
      }
      Step.Call redeemed = redeem(fields -> {}, documented(operation.firstSuccess()));
      steps.add(redeemed);
      int latest = steps.size() - 1;
      for (Operation session : contract.operations(Flow.Role.CHECKS_SESSION)) {
        session
            .caseWhen(Condition.SESSION_HELD)
            .flatMap(held -> session(session, latest, documented(held)))
            .ifPresent(steps::add);
      }
      // No page documents the response to a second redemption.
      interleaved(
          redeemed.expecting(
              checks.error(Condition.PARAMETER_WRONG_TYPE).orAnyDocumented(operation)));
      String subject = "task of " + issue + " redeemed with the code of its SMS";
      checks.add("flow/redeemed" + suffix, subject, Set.of(Need.SMS_CODE), steps());
    }

    private Step[] steps() {
      return steps.toArray(Step[]::new);
    }

    private void onTheWay(Step.Call issued) {
      issue
          .caseWhen(Condition.SMS_TOO_RECENT)
          .filter(limit -> issue.inFlow(Flow::resendAfter).isPresent())
          .ifPresent(limit -> interleaved(issued.expecting(documented(limit))));
      // A real taxpayer may have an earlier session.
      for (Operation session : contract.operations(Flow.Role.CHECKS_SESSION)) {
        oneOf(session, Condition.SESSION_ENDED, Condition.SESSION_HELD)
            .flatMap(either -> session(session, 0, either))
            .ifPresent(this::interleaved);
      }
      operation.fields().forEach(this::faults);
      if (bySms) {
        inventedTask();
      }
      for (SigningFault fault : SigningFault.values()) {
        if (operation.signed() && fault.condition().isPresent()) {
          Expectation error = RequestChecks.error(contract, operation, fault);
          interleaved(redeem(fields -> {}, error).signed(fault), Need.AUTHENTICATION);
        }
      }
      operation
          .caseWhen(Condition.SMS_CODE_WRONG)
          .filter(wrong -> bySms)
          .map(wrong -> redeem(otherEnd(operation.flow().smsCode()), documented(wrong)))
          .ifPresent(call -> interleaved(call, Need.FAILED_LOGIN));
    }

    private void interleaved(Step.Call call, Need... needs) {
      steps.add(new Step.InterleavedCall(call, Set.of(needs)));
    }

    /** A secret that is there and faulty is a wrong one; a fault that is ignored redeems. */
    private void faults(Field field) {
      for (FieldFault fault : FieldFault.values()) {
        if (!fault.mayBeIgnored(operation, field)
            && (fault == FieldFault.MISSING || !field.sensitive())) {
          fault
              .in(operation, field)
              .map(change -> redeem(change, fault.expected(contract, operation, field)))
              .ifPresent(this::interleaved);
        }
      }
    }

    /** Its first digit differs, so that it is no real task: ids begin with a time. */
    private void inventedTask() {
      Consumer<ObjectNode> otherStart =
          text(
              operation.flow().task(),
              task -> (task.startsWith("1") ? "2" : "1") + task.substring(1));
      oneOf(operation, Condition.TASK_ENDED, Condition.SMS_CODE_WRONG, Condition.PARAMETER_MISSING)
          .ifPresent(either -> interleaved(redeem(otherStart, orError(either))));
    }

    /** Returns the check of the session that a call of the login, or else its first, opens. */
    private Optional<Step.Call> session(Operation session, int latest, Expectation expected) {
      Optional<Link> own = operation.linkTo(session).filter(link -> latest > 0);
      return own.or(() -> issue.linkTo(session))
          .map(link -> call(session, link, own.isPresent() ? latest : 0, fields -> {}, expected));
    }

    private Step.Call redeem(Consumer<ObjectNode> change, Expectation expected) {
      return call(operation, link, 0, change, expected);
    }
  }

  private void sessionOfNobody() {
    List<String> names = reportedNames();
    Optional<Expectation.OneOf> ended = oneOf(operation, Condition.SESSION_ENDED);
    if (!names.isEmpty() && ended.isPresent()) {
      ObjectNode valid = ValidRequest.of(operation);
      valid.remove(names);
      Consumer<ObjectNode> unknown = body -> names.forEach(name -> body.set(name, UNKNOWN));
      checks.add(
          "flow/session-of-unknown-account",
          "a session of an unknown account",
          new Body.Fields(valid, TestUser.CONFIGURED, unknown),
          orError(ended.get()));
    }
  }

  /** Returns the texts that name a session and come from an earlier response, not from the user. */
  private List<String> reportedNames() {
    return operation.fields().stream()
        .filter(field -> field.accepts(UNKNOWN))
        .map(Field::name)
        .filter(operation.flow().session()::contains)
        .filter(
            name ->
                contract.operations().stream()
                    .flatMap(from -> from.linkTo(operation).stream())
                    .anyMatch(link -> isInResponse(link.fields().get(name))))
        .toList();
  }

  /** The secret differs from the caller's in its end. */
  private void wrongSecret() {
    Body body = checks.valid(otherEnd(operation.flow().token().secret()));
    operation
        .caseWhen(Condition.SECRET_WRONG)
        .map(wrong -> Step.Call.of(operation, body, documented(wrong)))
        .ifPresent(
            call ->
                checks.add(
                    "flow/wrong-secret",
                    "a secret that is not the application's",
                    Set.of(Need.AUTHENTICATION),
                    call));
  }

  /** Fields copied from an earlier response need no configured value. */
  private static Step.Call call(
      Operation next, Link link, int from, Consumer<ObjectNode> change, Expectation expected) {
    ObjectNode valid = ValidRequest.of(next);
    link.fields().keySet().stream()
        .filter(field -> isInResponse(link.fields().get(field)))
        .forEach(valid::remove);
    next.inFlow(Flow::smsCode).ifPresent(valid::remove);
    Optional<Body.Taken> taken = Optional.of(new Body.Taken(link, from));
    return Step.Call.of(next, new Body.Fields(valid, TestUser.FRESH, taken, change), expected);
  }

  private static boolean isInResponse(Link.Source source) {
    return source instanceof Link.Source.Place place && place.inResponse();
  }

  private static Expectation documented(Case documented) {
    return new Expectation.Documented(documented);
  }

  private static Optional<Expectation.OneOf> oneOf(Operation operation, Condition... conditions) {
    List<Expectation.Documented> responses =
        operation.cases().stream()
            .filter(c -> c.when() != null && List.of(conditions).contains(c.when()))
            .map(Expectation.Documented::new)
            .toList();
    return Optional.of(new Expectation.OneOf(responses, Optional.empty()))
        .filter(either -> !responses.isEmpty());
  }

  /** It is undocumented how the platform rejects such a parameter. */
  private Expectation orError(Expectation.OneOf either) {
    return new Expectation.OneOf(
        either.responses(), Optional.of(checks.error(Condition.PARAMETER_WRONG_TYPE).assumed()));
  }

  /** Changes the last digit of a number or a text. */
  private static Consumer<ObjectNode> otherEnd(String field) {
    return text(field, value -> value.replaceFirst(".?$", value.endsWith("1") ? "2" : "1"));
  }

  private static Consumer<ObjectNode> text(String field, UnaryOperator<String> change) {
    return body -> {
      JsonNode now = body.path(field);
      String changed = change.apply(now.asText());
      JsonNode text = TextNode.valueOf(changed);
      body.set(field, now.isNumber() ? LongNode.valueOf(Long.parseLong(changed)) : text);
    };
  }
}
