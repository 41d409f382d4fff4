package io.github.qxylogin.contracttests.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Body.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Kind;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The flows that a real taxpayer can take, by the roles of the contract: each login, the session of
 * nobody, the wrong secret. A call that must not redeem a task is made while the task waits.
 */
final class FlowChecks {
  /** An id in its usual form, 32 hexadecimal digits. */
  private static final TextNode NOBODY = TextNode.valueOf("0123456789abcdef".repeat(2));

  private static final Condition[] SESSION = {Condition.SESSION_ENDED, Condition.SESSION_HELD};

  private final Contract contract;
  private final Operation operation;

  private FlowChecks(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
  }

  static Stream<Check> of(Contract contract, Operation operation) {
    FlowChecks flows = new FlowChecks(contract, operation);
    return Stream.of(
            flows.logins(), flows.sessionOfNobody().stream(), flows.wrongSecret().stream())
        .flatMap(kind -> kind);
  }

  private Stream<Check> logins() {
    List<Operation> issuing =
        operation.plays(Flow.Role.REDEEMS_TASK)
            ? contract.operations(Flow.Role.ISSUES_TASK).stream()
                .filter(issue -> issue.linkTo(operation).isPresent())
                .toList()
            : List.of();
    return issuing.stream()
        .map(issue -> new Login(issue).check(issuing.size() > 1 ? "-with-" + issue : ""));
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

    /** Whether a QR code is scanned, nobody but a person decides. */
    Check check(String suffix) {
      Step.Call issued = call(issue, UsualBody.of(issue), unchanged(), success(issue));
      steps.add(issued);
      onTheWay(issued);
      if (bySms) {
        Step.Call redeemed = redeem(unchanged(), success(operation));
        int redeeming = steps.size();
        steps.add(redeemed);
        sessions(redeeming, Condition.SESSION_HELD).forEach(steps::add);
        // No page tells how a second redemption is answered.
        aside(redeemed.expecting(any()));
      }
      return new Check(
          operation.id() + "/flow/" + (bySms ? "redeemed" : "waiting") + suffix,
          operation,
          Kind.FLOW,
          bySms
              ? "task of " + issue + " redeemed with the code of its SMS"
              : "what must not redeem a task that waits",
          bySms ? Set.of(Need.SMS_CODE) : Set.of(),
          steps);
    }

    private void onTheWay(Step.Call issued) {
      issue
          .caseWhen(Condition.SMS_TOO_RECENT)
          .filter(limit -> issue.inFlow(Flow::resendAfter).isPresent())
          .ifPresent(limit -> aside(issued.expecting(new Expectation.Documented(limit))));
      // Of a real taxpayer, nobody knows whether an earlier session holds.
      sessions(0, SESSION).forEach(this::aside);
      faults().forEach(this::aside);
      if (bySms) {
        inventedTask().ifPresent(this::aside);
      }
      Arrays.stream(SigningFault.values())
          .filter(fault -> operation.signed() && fault.condition().isPresent())
          .map(
              fault ->
                  redeem(unchanged(), RequestChecks.refusal(contract, operation, fault))
                      .signed(fault))
          .forEach(call -> aside(call, Need.AUTHENTICATION));
      operation
          .caseWhen(Condition.SMS_CODE_WRONG)
          .filter(wrong -> bySms)
          .map(wrong -> redeem(otherEnd(operation.flow().smsCode()), documented(wrong)))
          .ifPresent(call -> aside(call, Need.FAILED_LOGIN));
    }

    private void aside(Step.Call call, Need... needs) {
      steps.add(new Step.Aside(call, Set.of(needs)));
    }

    /** A secret that is there and faulty is a wrong one, so that only its absence is tried. */
    private Stream<Step.Call> faults() {
      return operation.fields().stream()
          .flatMap(
              field ->
                  Stream.of(
                          FieldFault.MISSING,
                          FieldFault.EMPTY,
                          FieldFault.NULL,
                          FieldFault.OBJECT,
                          FieldFault.ARRAY)
                      .filter(fault -> fault == FieldFault.MISSING || !field.sensitive())
                      .filter(fault -> !fault.mayBeIgnored(operation, field))
                      .flatMap(
                          fault ->
                              fault.in(operation, field).stream()
                                  .map(
                                      change ->
                                          redeem(
                                              change,
                                              fault.expected(contract, operation, field)))));
    }

    /** Its first digit differs, so that nobody's task is meant: ids count time from there on. */
    private Optional<Step.Call> inventedTask() {
      List<Expectation.Documented> answers =
          when(
              operation,
              Condition.TASK_ENDED,
              Condition.SMS_CODE_WRONG,
              Condition.PARAMETER_MISSING);
      Change otherStart =
          text(
              operation.flow().task(),
              task -> (task.startsWith("1") ? "2" : "1") + task.substring(1));
      return Optional.of(answers)
          .filter(documented -> !documented.isEmpty())
          .map(documented -> new Expectation.OneOf(documented, Optional.of(refused(operation))))
          .map(expected -> redeem(otherStart, expected));
    }

    /** Returns the checks of the session that a call of the login tells of. */
    private Stream<Step.Call> sessions(int latest, Condition... conditions) {
      return contract.operations(Flow.Role.CHECKS_SESSION).stream()
          .flatMap(
              session -> {
                Optional<Link> own = operation.linkTo(session).filter(l -> latest > 0);
                int from = own.isPresent() ? latest : 0;
                List<Expectation.Documented> answers = when(session, conditions);
                Optional<Expectation> expected =
                    conditions.length == 1
                        ? session.caseWhen(conditions[0]).map(FlowChecks::documented)
                        : Optional.of(answers)
                            .filter(either -> !either.isEmpty())
                            .map(either -> new Expectation.OneOf(either, Optional.empty()));
                return own.or(() -> issue.linkTo(session)).stream()
                    .flatMap(
                        linked ->
                            expected.stream()
                                .map(
                                    wanted ->
                                        call(
                                            session,
                                            without(session, linked),
                                            Change.link(linked, from, session),
                                            wanted)));
              });
    }

    private Step.Call redeem(Change change, Expectation expected) {
      Change taken = Change.link(link, 0, operation);
      return call(
          operation,
          without(operation, link),
          (bySms ? taken.then(Change.smsCode(operation, 0)) : taken).then(change),
          expected);
    }

    private Expectation any() {
      return Refusals.orAnyAnswer(operation, refused(operation));
    }
  }

  private Optional<Check> sessionOfNobody() {
    List<String> names = toldNames();
    List<Expectation.Documented> answers = when(operation, Condition.SESSION_ENDED);
    ObjectNode usual = UsualBody.of(operation);
    usual.remove(names);
    Change nobody = Change.of(body -> names.forEach(name -> body.set(name, NOBODY)));
    return Optional.of(answers)
        .filter(ended -> !names.isEmpty() && !ended.isEmpty())
        .map(ended -> new Expectation.OneOf(ended, Optional.of(refused(operation))))
        .map(
            expected ->
                Check.of(
                    operation,
                    Kind.FLOW,
                    "flow/session-of-nobody",
                    "a session of an account that nobody has",
                    Set.of(),
                    Step.Call.of(
                        operation, new Body.Fields(usual, Whose.KNOWN, nobody), expected)));
  }

  /** Returns the texts of a session's name that an earlier response tells, and no person chooses. */
  private List<String> toldNames() {
    return operation.fields().stream()
        .filter(field -> operation.plays(Flow.Role.CHECKS_SESSION) && field.accepts(NOBODY))
        .map(field -> field.name())
        .filter(operation.inFlow(Flow::session).orElse(List.of())::contains)
        .filter(
            name ->
                contract.operations().stream()
                    .flatMap(from -> from.linkTo(operation).stream())
                    .anyMatch(link -> isAnswered(link.fields().get(name))))
        .toList();
  }

  /** The secret is the caller's own but for its end. */
  private Optional<Check> wrongSecret() {
    return operation
        .caseWhen(Condition.SECRET_WRONG)
        .filter(wrong -> Checks.issuesTokens(operation))
        .map(
            wrong ->
                Check.of(
                    operation,
                    Kind.FLOW,
                    "flow/wrong-secret",
                    "a secret that is not the application's",
                    Set.of(Need.AUTHENTICATION),
                    Step.Call.of(
                        operation,
                        new Body.Fields(
                            UsualBody.of(operation),
                            Whose.KNOWN,
                            otherEnd(operation.flow().token().secret())),
                        documented(wrong))));
  }

  private static Step.Call call(
      Operation operation, ObjectNode fields, Change change, Expectation expected) {
    return Step.Call.of(operation, new Body.Fields(fields, Whose.PERSON, change), expected);
  }

  /** Fields copied from an earlier response need no configured value. */
  private static ObjectNode without(Operation operation, Link link) {
    ObjectNode usual = UsualBody.of(operation);
    link.fields().entrySet().stream()
        .filter(field -> isAnswered(field.getValue()))
        .forEach(field -> usual.remove(field.getKey()));
    operation.inFlow(Flow::smsCode).ifPresent(usual::remove);
    return usual;
  }

  private static boolean isAnswered(Link.Source source) {
    return source instanceof Link.Source.Place place && place.inAnswer();
  }

  private static Expectation success(Operation operation) {
    return documented(operation.firstSuccess());
  }

  private static Expectation documented(Case documented) {
    return new Expectation.Documented(documented);
  }

  private static List<Expectation.Documented> when(Operation operation, Condition... conditions) {
    return operation.cases().stream()
        .filter(c -> c.when() != null && List.of(conditions).contains(c.when()))
        .map(Expectation.Documented::new)
        .toList();
  }

  /** Returns the refusal of a parameter of which no page tells. */
  private Expectation.Refusal refused(Operation by) {
    return Refusals.ofParameter(
            contract, by, Condition.PARAMETER_WRONG_TYPE, Optional.empty())
        .assumed();
  }

  private static Change unchanged() {
    return Change.of(fields -> {});
  }

  /** Changes the last digit of a number or a text. */
  private static Change otherEnd(String field) {
    return text(
        field,
        value ->
            value.replaceFirst(".$", value.endsWith("1") ? "2" : "1") + (value.isEmpty() ? "1" : ""));
  }

  private static Change text(String field, UnaryOperator<String> change) {
    return Change.of(
        body -> {
          JsonNode now = body.path(field);
          JsonNode changed = TextNode.valueOf(change.apply(now.asText()));
          body.set(field, JsonType.like(now, changed));
        });
  }
}
