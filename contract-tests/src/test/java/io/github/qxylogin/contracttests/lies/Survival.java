package io.github.qxylogin.contracttests.lies;

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
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Why a run against a real target cannot see some lies. VERDICTS.md has the same reasons.
 *
 * @param reason why nobody can ask a real target about them
 * @param lies which they are
 */
record Survival(String reason, Predicate<Mutant> lies) {
  private static final Contract CONTRACT = Contract.load();

  private static final List<Operation> SESSIONS_OF_NOBODY =
      Checks.of(CONTRACT).stream()
          .filter(check -> check.id().endsWith("/flow/session-of-nobody"))
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
              "It changes accounts or passwords, which is done on mock servers alone.",
              m -> m.operation().effect().lasts() || of(m, "accounts")),
          new Survival(
              "It needs a session at the bureau, or is about none: asked of mock servers alone.",
              Survival::isOfANeededSession),
          new Survival(
              "The task that it asks after is started on mock servers alone.",
              m -> m.operation().plays(Flow.Role.POLLS_TASK)),
          new Survival(
              "It takes a second person, and there is one taxpayer.",
              named(
                      "task-of-another-accepted",
                      "resend-limit-for-everybody",
                      "resend-limit-by-one-field",
                      "session-not-kicked-out")
                  .or(m -> of(m, "persons"))),
          new Survival(
              "It takes minutes or days, and no clock can be moved.",
              named(
                  "task-never-ends",
                  "task-ends-early",
                  "session-never-ends",
                  "session-ends-early",
                  "accepts-expired-token",
                  "resend-limit-never-lifted")),
          new Survival(
              "It takes more failed logins than three, which would lock the tax number.",
              m -> of(m, "locks")),
          new Survival(
              "The three failed logins of a run are kept for wrong SMS codes.",
              Survival::isOfASecret),
          new Survival(
              "A token that is renewed may end that of another user of the same AppKey.",
              named(
                  "refresh-token-reusable",
                  "unknown-refresh-token-accepted",
                  "refresh-token-refused")),
          new Survival(
              "Which bureau asks for no SMS, the bureau alone knows.",
              named("sms-asked-where-not-needed", "sms-not-asked-where-needed")),
          new Survival(
              "No page tells whether a task can be redeemed twice, or whether a wrong code ends it.",
              named("task-reusable", "wrong-sms-code-uses-task-up", "sent-number-through-double")),
          new Survival(
              "Whether a session of the taxpayer holds before the login, nobody knows.",
              named("session-of-nobody-holds", "session-always-held")
                  .and(m -> !isAskedOfNobody(m.operation()))),
          new Survival(
              "A task's id is a number or a text: pages print both.",
              m ->
                  named("number-as-text", "text-as-number").test(m)
                      && m.operation()
                          .inFlow(Flow::taskAt)
                          .filter(at -> m.place().endsWith(at + ""))
                          .isPresent()),
          new Survival(
              "A member that says nothing, or that not every documented row has, may be missing; so may the"
                  + " text of a success.",
              m ->
                  ofCase(m).isPresent()
                      && of(m, "members")
                      && (isOfSomeRows(m)
                          || (named("drop-member", "rename-member", "null-member").test(m)
                              && isOptional(m)))),
          new Survival(
              "Of a refusal that no example prints, code and field alone are told.",
              named("refusal-with-empty-request-id", "refusal-without-request-id")
                  .or(
                      named("refusal-without-text")
                          .and(
                              m ->
                                  !m.place().equals(Condition.PARAMETER_MISSING.key())
                                      || !printsMissing(m.operation())))),
          new Survival(
              "An error may have data, as long as there is no secret in it.",
              named("refusal-with-data").and(m -> !hasSecret(m.operation().firstSuccess()))),
          new Survival(
              "Where no page prints the text of a refusal, any will do that names no other field.",
              named("other-field-named").and(m -> !printsMissing(m.operation()))),
          new Survival(
              "Whether the bureau takes a cookie, nobody knows; how an invented task is refused, no"
                  + " page tells.",
              m ->
                  of(m, "codes")
                      && ofCase(m).isPresent()
                      && (m.operation().plays(Flow.Role.UPLOADS_SESSION)
                          || (when(m).filter(Condition.TASK_ENDED::equals).isPresent()
                              && named("other-case-answered").test(m)))),
          new Survival(
              "How a QR code is answered that nobody scanned or nobody was given, no page tells.",
              m -> isOfAnyTask(m) && isOfAQrCode(m.operation())),
          new Survival(
              "A second way to log the same person in is skipped: it is too soon for another SMS.",
              m ->
                  isOfASecondWay(m.operation())
                      && (isOfATask(m)
                          || (m.operation().plays(Flow.Role.REDEEMS_TASK) && !of(m, "HTTP")))),
          new Survival(
              "A code that is refused may have been mistyped.",
              named(
                  "right-sms-code-refused", "sent-leading-zero-lost", "sms-code-by-its-end-alone")),
          new Survival(
              "A login of another form would be one more SMS.",
              named("refuses-without-optional-field", "refuses-documented-type")
                  .and(m -> UsualBody.logsIn(m.operation()))),
          new Survival(
              "Every request that may be sent has the field: it names the taxpayer's account.",
              named("refuses-without-optional-field").and(Survival::isOfAnAccountThatIsNamed)),
          new Survival(
              "The three failed logins of a run are used up by the logins before.",
              named("sms-code-by-its-start-alone").and(m -> isOfALaterLogin(m.operation()))),
          new Survival(
              "The list has one row: that of the account that is asked for.",
              m -> of(m, "members") && isOfALaterRow(m)),
          new Survival(
              "A number or a boolean in place of a text misleads nobody who sends what is documented.",
              named(
                  "accepts-number-of-wrong-type",
                  "accepts-boolean-of-wrong-type",
                  "accepts-text-of-wrong-type")),
          new Survival(
              "Another value of the same form may be right: nobody knows the taxpayer's.",
              named(
                      "other-text",
                      "other-number",
                      "padded-text",
                      "truncated-text",
                      "leading-zero-lost",
                      "through-double",
                      "sensitive-swapped",
                      "empty-array")
                  .or(named("empty-text").and(m -> !isSecret(m.place())))
                  .or(
                      named("boolean-flipped")
                          .and(m -> !m.place().endsWith("/success"))
                          .and(m -> !isOfAKnownSession(m)))
                  .and(m -> !m.place().endsWith(" /code"))),
          new Survival(
              "No page tells this code, its text or its members, but for the family.",
              m ->
                  ofCase(m)
                          .filter(c -> !c.evidence().documented() && c.family() != Family.OK)
                          .isPresent()
                      && !named("code-of-another-family").test(m)),
          new Survival(
              "Only documented values get this answer, or somebody in a state that no run may bring"
                  + " about.",
              m -> ofCase(m).filter(c -> !isBroughtAbout(m.operation(), c)).isPresent()));

  /** Returns why a mutant may survive, if a real target cannot be asked about its lie. */
  static Optional<String> reason(Mutant mutant) {
    return OF_REAL_TARGETS.stream()
        .filter(survival -> survival.lies().test(mutant))
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

  /**
   * Returns the documented answer that a lie is about, if its place begins with the name of one.
   */
  private static Optional<Case> ofCase(Mutant mutant) {
    Set<String> kinds = Set.of("members", "codes", "sensitive values");
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

  private static boolean isOfANeededSession(Mutant mutant) {
    return mutant.operation().inFlow(Flow::needsSession).isPresent()
        && (of(mutant, "sessions")
            || named("refuses-without-optional-field", "refuses-documented-type").test(mutant)
            || ofCase(mutant)
                .filter(c -> c.family() == Family.OK || c.when() == Condition.SESSION_ENDED)
                .isPresent());
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

  /** A missing field and its like are refused without a task by what issues one. */
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
    return SESSIONS_OF_NOBODY.contains(operation);
  }

  private static Optional<Condition> when(Mutant mutant) {
    return ofCase(mutant).map(Case::when);
  }

  private static boolean printsMissing(Operation operation) {
    return CONTRACT.parameterAnswer(operation, Condition.PARAMETER_MISSING).evidence().documented();
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
    return textOfSuccess || JsonType.saysNothing(documented.answer().at(at(mutant)));
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
            .answer()
            .at(row.head())
            .valueStream()
            .anyMatch(other -> !other.has(at.last().getMatchingProperty()));
  }

  private static boolean isOfALaterRow(Mutant mutant) {
    JsonPointer row = mutant.place().contains("/") ? at(mutant).head() : null;
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
    return Member.of(documented.answer())
        .anyMatch(member -> CONTRACT.sensitiveNames().contains(member.name()));
  }
}
