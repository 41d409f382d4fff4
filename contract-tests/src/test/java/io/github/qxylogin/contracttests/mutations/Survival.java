package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a run against a real target cannot detect some mutations. {@link KillTable} lists the
 * reasons.
 *
 * @param reason why no real target can be asked about them
 * @param mutations which they are
 */
record Survival(String reason, Predicate<Mutant> mutations) {
  private static final Contract CONTRACT = Contract.load();

  private static final Map<String, Check> CHECKS =
      Checks.of(CONTRACT).stream().collect(Collectors.toMap(Check::id, check -> check));

  private static final List<Operation> SESSIONS_OF_UNKNOWN_ACCOUNT =
      CHECKS.values().stream()
          .filter(check -> check.id().endsWith("/flow/session-of-unknown-account"))
          .map(Check::operation)
          .toList();

  private static final Set<Condition> BROUGHT_ABOUT =
      EnumSet.of(
          Condition.PARAMETER_MISSING,
          Condition.SESSION_HELD,
          Condition.SESSION_ENDED,
          Condition.SMS_CODE_WRONG,
          Condition.SMS_TOO_RECENT,
          Condition.TASK_ENDED,
          Condition.TOKEN_MISSING,
          Condition.SECRET_WRONG);

  private static final Set<Condition> WITHOUT_A_TASK =
      EnumSet.of(Condition.PARAMETER_MISSING, Condition.SESSION_ENDED, Condition.TOKEN_MISSING);

  static final List<Survival> OF_REAL_TARGETS =
      List.of(
          new Survival(
              "It changes accounts, enterprises, hosted numbers, callback addresses, passwords or"
                  + " agreements, which no run does.",
              m ->
                  (m.operation().effect().lasts() || m.operation().plays(Flow.Role.POLLS_TASK))
                      && !isOfEveryHeader(m)),
          new Survival(
              "It needs a session at the bureau, or a second way to log the same person in.",
              m ->
                  isOfANeededSession(m)
                      || (isOfASecondWay(m.operation())
                          && (isOfATask(m)
                              || (m.operation().plays(Flow.Role.REDEEMS_TASK)
                                  && !isOfEveryHeader(m))))),
          new Survival(
              "It takes one more failed login or SMS than a run may have.",
              m ->
                  isOfASecret(m)
                      || (named("sms-code-by-its-start-alone", "unknown-task-accepted").test(m)
                          && isOfALaterLogin(m.operation()))
                      || (named("rejects-without-optional-field", "rejects-documented-type").test(m)
                          && ValidRequest.logsIn(m.operation()))),
          new Survival(
              "No page says whether a session holds before the login, whether the bureau takes a cookie,"
                  + " or how the platform treats an unknown QR code or task.",
              m ->
                  (named("session-of-unknown-account-holds", "session-always-held").test(m)
                          && !isAskedOfNobody(m.operation()))
                      || isOfAnUpload(m)
                      || (isOfAnyTask(m) && isOfAQrCode(m.operation()))),
          new Survival(
              "Pages print it in two forms, or not in each documented response.",
              m -> isOfATaskIdsType(m) || isOfAnOptionalMember(m) || isOfALaterRow(m)),
          new Survival(
              "No page prints the text, the members or the code, but for its family.",
              m ->
                  (named("error-without-text").test(m)
                          && (!m.place().equals(Condition.PARAMETER_MISSING.key())
                              || !printsMissing(m.operation())))
                      || (named("error-with-data").test(m)
                          && !hasSecret(m.operation().firstSuccess()))
                      || (named("other-field-named").test(m) && !printsMissing(m.operation()))
                      || (named("other-code-of-the-family").test(m)
                          && ofCase(m).filter(c -> !c.evidence().documented()).isPresent())
                      || (!named("code-of-another-family").test(m)
                          && ofCase(m)
                              .filter(c -> !c.evidence().documented() && c.family() != Family.OK)
                              .isPresent())),
          new Survival(
              "A server that takes it may send an SMS, or may ignore an optional field.",
              m -> isOfAWrongType(m) && !isRejectedAlone(m)),
          new Survival(
              "Every request that may be sent has the field: it names the taxpayer's account.",
              named("rejects-without-optional-field").and(Survival::isOfAnAccountThatIsNamed)),
          new Survival(
              "Another value of the same form may be right: the taxpayer's is unknown.",
              named("other-text", "padded-text")
                  .or(Survival::isOfAnotherSuccess)
                  .or(named("empty-text").and(m -> !isSecret(m.place())))
                  .or(
                      named("boolean-flipped")
                          .and(m -> !m.place().endsWith("/success"))
                          .and(m -> !isOfAKnownSession(m)))
                  .and(m -> !m.place().endsWith(" /code"))),
          new Survival(
              "Only documented values get this response, or a state that no run may bring about.",
              m -> ofCase(m).filter(c -> !isBroughtAbout(m.operation(), c)).isPresent()));

  /** Returns why a mutant may survive, if no real target can be asked about it. */
  static Optional<String> reason(Mutant mutant) {
    return OF_REAL_TARGETS.stream()
        .filter(survival -> survival.mutations().test(mutant))
        .map(Survival::reason)
        .findFirst();
  }

  private static Predicate<Mutant> named(String... operators) {
    return mutant -> List.of(operators).contains(mutant.operator().name());
  }

  private static boolean of(Mutant mutant, String kind) {
    return mutant.operator().kind().equals(kind);
  }

  /** A wrong password, code or cookie that reaches the bureau may count as a failed login. */
  private static boolean isOfASecret(Mutant mutant) {
    Set<Effect> bureau = EnumSet.of(Effect.SMS, Effect.SESSION);
    return mutant.operator().name().startsWith("accepts-")
        && !mutant.operator().name().equals("accepts-missing-field")
        && bureau.contains(mutant.operation().effect())
        && mutant.operation().fields().stream()
            .anyMatch(field -> field.sensitive() && field.name().equals(mutant.place()));
  }

  /** Returns the documented response that it mutates, if its place begins with the name of one. */
  private static Optional<Case> ofCase(Mutant mutant) {
    Set<String> kinds = Set.of("members", "codes");
    String name = mutant.place().split(" ", 2)[0];
    return kinds.contains(mutant.operator().kind())
        ? mutant.operation().cases().stream().filter(c -> c.name().equals(name)).findFirst()
        : Optional.empty();
  }

  /** A parameter error that is documented for certain values is not that of a missing field. */
  private static boolean isBroughtAbout(Operation operation, Case documented) {
    if (documented.when() == Condition.PARAMETER_MISSING) {
      return documented.magic().isEmpty()
          && documented.request() != null
          && !operation.missingFrom(documented.request()).isEmpty();
    }
    if (documented.when() != null) {
      return BROUGHT_ABOUT.contains(documented.when());
    }
    return documented.equals(operation.firstSuccess()) && succeeds(operation);
  }

  /** Reading, sending and redeeming by SMS, and uploading are seen to succeed. */
  private static boolean succeeds(Operation operation) {
    return operation.effect() == Effect.NONE
        || operation.effect() == Effect.SMS
        || operation.inFlow(Flow::smsCode).isPresent()
        || operation.plays(Flow.Role.ISSUES_TASK)
        || operation.plays(Flow.Role.UPLOADS_SESSION);
  }

  /** Every operation is asked with wrong headers, which it rejects before it acts. */
  private static boolean isOfEveryHeader(Mutant mutant) {
    return of(mutant, "signing")
        || of(mutant, "HTTP")
        || named("success-flipped", "code-of-nobodys-fault").test(mutant)
        || (of(mutant, "errors")
            && ErrorMutations.OF_THE_CALLER.stream()
                .map(Condition::key)
                .anyMatch(mutant.place()::equals));
  }

  private static boolean isOfAWrongType(Mutant mutant) {
    return mutant.operator().name().matches("accepts-\\w+-of-wrong-type");
  }

  /** Returns whether some check sends the wrong type and wants nothing but its error. */
  private static boolean isRejectedAlone(Mutant mutant) {
    String type = mutant.operator().name().split("-", -1)[1];
    String id = mutant.operation().id() + "/wrong-type/" + mutant.place() + "-" + type;
    return CHECKS.containsKey(id)
        && CHECKS.get(id).calls().allMatch(c -> c.expected() instanceof Expectation.CatalogueError);
  }

  /** A taxpayer may have no records, or be logged in at once. */
  private static boolean isOfAnotherSuccess(Mutant mutant) {
    List<String> cases = List.of(mutant.place().split(" as ", -1));
    return named("other-case").test(mutant)
        && mutant.operation().cases().stream()
            .filter(c -> cases.contains(c.name()))
            .allMatch(c -> c.family() == Family.OK && c.when() == null);
  }

  private static boolean isOfANeededSession(Mutant mutant) {
    return mutant.operation().inFlow(Flow::needsSession).isPresent()
        && (of(mutant, "sessions")
            || named(
                    "rejects-without-optional-field",
                    "rejects-documented-type",
                    "accepts-empty-field")
                .test(mutant)
            || ofCase(mutant)
                .filter(c -> c.family() == Family.OK || c.when() == Condition.SESSION_ENDED)
                .isPresent());
  }

  private static boolean isOfAnUpload(Mutant mutant) {
    return of(mutant, "codes")
        && ofCase(mutant).isPresent()
        && (mutant.operation().plays(Flow.Role.UPLOADS_SESSION)
            || (when(mutant).filter(Condition.TASK_ENDED::equals).isPresent()
                && named("other-case").test(mutant)));
  }

  private static boolean isOfATaskIdsType(Mutant mutant) {
    return named("number-as-text", "text-as-number").test(mutant)
        && mutant
            .operation()
            .inFlow(Flow::taskAt)
            .filter(at -> mutant.place().endsWith(at + ""))
            .isPresent();
  }

  private static boolean isOfAnOptionalMember(Mutant mutant) {
    return ofCase(mutant).isPresent()
        && of(mutant, "members")
        && (isOfSomeRows(mutant)
            || (named("drop-member", "rename-member", "null-member").test(mutant)
                && isOptional(mutant)));
  }

  private static boolean isOfAnAccountThatIsNamed(Mutant mutant) {
    return mutant
        .operation()
        .inFlow(Flow::account)
        .filter(account -> mutant.place().equals(account.id()))
        .isPresent();
  }

  private static boolean isOfALaterLogin(Operation operation) {
    return Login.all()
        .map(Login::redeeming)
        .filter(redeeming -> redeeming.inFlow(Flow::smsCode).isPresent())
        .findFirst()
        .filter(operation::equals)
        .isEmpty();
  }

  private static boolean isOfAnyTask(Mutant mutant) {
    return named("unknown-task-accepted").test(mutant)
        || when(mutant).filter(Condition.TASK_ENDED::equals).isPresent();
  }

  private static boolean isOfAQrCode(Operation operation) {
    return operation.plays(Flow.Role.REDEEMS_TASK) && operation.inFlow(Flow::smsCode).isEmpty();
  }

  /** A missing field and its like are rejected without a task by what issues one. */
  private static boolean isOfATask(Mutant mutant) {
    return of(mutant, "issuing")
        || of(mutant, "tasks")
        || of(mutant, "sessions")
        || ofCase(mutant)
            .filter(c -> c.when() == null || !WITHOUT_A_TASK.contains(c.when()))
            .isPresent();
  }

  /** The limit of SMS is of those for whom they are, whichever operation sends them. */
  private static boolean isOfASecondWay(Operation operation) {
    List<Login> logins =
        Login.all().filter(login -> login.issuing().flow().resendAfter() != null).toList();
    List<Login> ofIt = logins.stream().filter(login -> login.called().contains(operation)).toList();
    return !ofIt.isEmpty()
        && ofIt.stream()
            .allMatch(
                login ->
                    logins.subList(0, logins.indexOf(login)).stream()
                        .map(earlier -> earlier.issuing().flow().identity())
                        .anyMatch(login.issuing().flow().identity()::equals));
  }

  /** A login of two calls. */
  private record Login(Operation issuing, Operation redeeming) {
    static Stream<Login> all() {
      return CONTRACT.operations(Flow.Role.REDEEMS_TASK).stream()
          .flatMap(
              redeeming ->
                  CONTRACT.operations(Flow.Role.ISSUES_TASK).stream()
                      .filter(issuing -> issuing.linkTo(redeeming).isPresent())
                      .map(issuing -> new Login(issuing, redeeming)));
    }

    /** Returns the operations of its calls, and of those that check the session it opens. */
    List<Operation> called() {
      return Stream.concat(
              Stream.of(issuing, redeeming),
              CONTRACT.operations(Flow.Role.CHECKS_SESSION).stream()
                  .filter(c -> redeeming.linkTo(c).or(() -> issuing.linkTo(c)).isPresent()))
          .toList();
    }
  }

  /** Whether it holds is known of the session of a login, and of nobody's. */
  private static boolean isOfAKnownSession(Mutant mutant) {
    return when(mutant).filter(Condition.SESSION_HELD::equals).isPresent()
        || (when(mutant).filter(Condition.SESSION_ENDED::equals).isPresent()
            && isAskedOfNobody(mutant.operation()));
  }

  private static boolean isAskedOfNobody(Operation operation) {
    return SESSIONS_OF_UNKNOWN_ACCOUNT.contains(operation);
  }

  private static Optional<Condition> when(Mutant mutant) {
    return ofCase(mutant).map(Case::when);
  }

  private static boolean printsMissing(Operation operation) {
    return CONTRACT
        .parameterError(operation, Condition.PARAMETER_MISSING, "")
        .evidence()
        .documented();
  }

  private static JsonPointer at(Mutant mutant) {
    return JsonPointer.compile(mutant.place().substring(mutant.place().indexOf('/')));
  }

  private static boolean isOptional(Mutant mutant) {
    Case documented = ofCase(mutant).orElseThrow();
    String member = at(mutant).last().getMatchingProperty();
    boolean textOfSuccess =
        documented.family() == Family.OK
            && at(mutant).head().matches()
            && Envelope.TEXTS.contains(member);
    return textOfSuccess || JsonType.isNullOrEmpty(documented.response().at(at(mutant)));
  }

  /** Returns whether it is about a member that not every documented row has. */
  private static boolean isOfSomeRows(Mutant mutant) {
    JsonPointer at = at(mutant);
    JsonPointer row = at.head();
    return row != null
        && row.last() != null
        && row.last().getMatchingIndex() >= 0
        && ofCase(mutant)
            .orElseThrow()
            .response()
            .at(row.head())
            .valueStream()
            .anyMatch(other -> !other.has(at.last().getMatchingProperty()));
  }

  private static boolean isOfALaterRow(Mutant mutant) {
    JsonPointer row =
        of(mutant, "members") && mutant.place().contains("/") ? at(mutant).head() : null;
    return row != null
        && row.last() != null
        && row.last().getMatchingIndex() > 0
        && mutant
            .operation()
            .inFlow(Flow::account)
            .filter(account -> account.does() == AccountFlow.Does.FINDS)
            .isPresent();
  }

  private static boolean isSecret(String place) {
    return CONTRACT.sensitiveNames().contains(place.substring(place.lastIndexOf('/') + 1));
  }

  private static boolean hasSecret(Case documented) {
    return Member.of(documented.response())
        .anyMatch(member -> CONTRACT.sensitiveNames().contains(member.name()));
  }
}
