package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.ACCOUNT_EXISTS;
import static io.github.qxylogin.contract.Condition.ACCOUNT_UNKNOWN;
import static io.github.qxylogin.contract.Condition.LOGIN_MODE_WRONG;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The life of a hosted account: each operation on one that the question has created before. */
final class AccountQuestions extends Conversation {
  private final Operation operation;
  private final AccountFlow flow;
  private final Operation creating;

  private AccountQuestions(Server server, Operation operation) {
    super(server);
    this.operation = operation;
    flow = operation.flow().account();
    creating = flow != null && flow.does().creates() ? operation : hosting(Does.CREATES);
  }

  static Stream<Question> of(Operation operation) {
    Asked<AccountQuestions> asked =
        new Asked<>(operation.id(), server -> new AccountQuestions(server, operation));
    operation.inFlow(Flow::account).ifPresent(flow -> account(asked, operation, flow));
    boolean makes =
        operation.inFlow(Flow::entity).filter(e -> e.does() == EntityFlow.Does.CREATES).isPresent();
    boolean keeps = operation.inFlow(Flow::account).filter(a -> a.does().keeps()).isPresent();
    operation.links().stream()
        .filter(link -> makes || keeps)
        .map(link -> CONTRACT.operation(link.operationId()))
        .filter(next -> !makes || !isOfAnotherKind(operation, next))
        .forEach(next -> asked.ask("then-" + next.id(), c -> c.thenNext(next)));
    return asked.stream();
  }

  /** What a number gets by SMS is not there when the number was bound. */
  private static boolean isOfAnotherKind(Operation operation, Operation next) {
    return next.inFlow(Flow::entity)
        .filter(entity -> !entity.kind().equals(operation.flow().entity().kind()))
        .isPresent();
  }

  private static void account(
      Asked<AccountQuestions> asked, Operation operation, AccountFlow flow) {
    switch (flow.does()) {
      case CREATES -> {
        asked.ask("created-twice", AccountQuestions::createdTwice);
        flow.uniqueFields().forEach(f -> asked.ask("created-with-another-" + f, c -> c.another(f)));
      }
      case CREATES_OR_UPDATES -> asked.ask("created-again", AccountQuestions::createdAgain);
      case UPDATES ->
          asked
              .ask("updated", AccountQuestions::updated)
              .ask("updated-to-another", AccountQuestions::updatedToAnother);
      case BINDS -> asked.ask(flow.product() != null, "bound", AccountQuestions::bound);
      case UNBINDS -> asked.ask("unbound", AccountQuestions::unbound);
      case DELETES -> asked.ask("deleted", AccountQuestions::deleted);
      case RECOVERS, CHECKS -> asked.ask("done", c -> c.about(operation, c.created()).succeeds());
      case FINDS, LOGS_IN, USES -> {}
    }
    boolean rejects = !flow.does().creates() && operation.caseWhen(ACCOUNT_UNKNOWN).isPresent();
    asked
        .ask(rejects, "of-another-enterprise", AccountQuestions::ofAnotherEnterprise)
        .ask(flow.modes() != null, "of-another-mode", AccountQuestions::ofAnotherMode)
        .ask(
            flow.modes() != null && isOptional(operation, flow.id()),
            "of-the-only-account",
            AccountQuestions::ofTheOnlyAccount)
        .ask(
            flow.modes() != null && operation.flow().resendAfter() != null,
            "limit-of-one-account",
            AccountQuestions::limitOfOneAccount);
  }

  private static boolean isOptional(Operation operation, String field) {
    return Bodies.field(operation, field).filter(f -> !f.required()).isPresent();
  }

  private Made created() {
    return ask(creating).succeeds();
  }

  private Made second(Made first) {
    String enterprise = creating.flow().account().enterprise();
    return ask(creating, Who.SECOND).as(first, List.of(enterprise)).succeeds();
  }

  private Ask about(Operation doing, Made account) {
    return ask(doing, account.who()).about(account);
  }

  /** Every operation that finds accounts returns what earlier calls have stored. */
  private void found(Made account) {
    hosted(Does.FINDS).forEach(find -> about(find, account).succeeds());
  }

  /** So it does of all accounts of the enterprise, where none must be named. */
  private void listed(Made account) {
    hosted(Does.FINDS).stream()
        .filter(find -> isOptional(find, find.flow().account().id()))
        .forEach(
            find ->
                about(find, account)
                    .change(body -> body.remove(find.flow().account().id()))
                    .succeeds());
  }

  private void createdTwice() {
    Made account = created();
    found(account);
    ask(operation).gets(ACCOUNT_EXISTS);
    found(account);
  }

  private void another(String field) {
    Made account = created();
    Made other = ask(operation).edit(field, v -> Bodies.another(operation, field, v)).succeeds();
    found(account);
    found(other);
    listed(account);
  }

  private void createdAgain() {
    Made account = created();
    found(account);
    ask(operation).succeeds();
    found(account);
  }

  /** Pages print placeholders, which are no values that their own lists describe. */
  private void updated() {
    Made account = created();
    Ask ask = about(operation, account);
    Bodies.person(creating).forEach(field -> ask.asSecond(creating, field));
    ask.as(account, operation.fields().stream().filter(f -> !f.names().isEmpty()).map(Field::name))
        .succeeds();
    found(account);
  }

  private void updatedToAnother() {
    Made account = created();
    Made other = second(account);
    about(operation, account)
        .as(other, creating.flow().account().uniqueFields())
        .gets(ACCOUNT_EXISTS);
    found(account);
    found(other);
    listed(account);
  }

  private Ask bindAnother(Operation bind, Made account) {
    EntityFlow.Items items = bind.flow().account().items();
    if (items != null) {
      String usual = Bodies.usual(bind).path(items.field()).path(0).asText();
      return about(bind, account)
          .change(body -> body.putArray(items.field()).add(Bodies.otherStart(usual)));
    }
    String product = bind.flow().account().product();
    return about(bind, account).edit(product, p -> Bodies.another(bind, product, p));
  }

  private void bound() {
    Made account = created();
    about(operation, account).succeeds();
    found(account);
    bindAnother(operation, account).succeeds();
    found(account);
  }

  private void unbound() {
    Made account = created();
    Operation bind = hosting(Does.BINDS);
    Made bound = about(bind, account).succeeds();
    bindAnother(bind, account).succeeds();
    JsonNode product = bound.request().path(bind.flow().account().product());
    about(operation, account).set(flow.product(), product).succeeds();
    found(account);
  }

  private void deleted() {
    Made account = created();
    Made other = second(account);
    about(operation, account).succeeds();
    listed(account);
    hosted(Does.FINDS).forEach(find -> about(find, account).gets(ACCOUNT_UNKNOWN));
    about(operation, account).gets(ACCOUNT_UNKNOWN);
    found(other);
  }

  /** An account that is bound could be unbound, were it not another enterprise's. */
  private void ofAnotherEnterprise() {
    Made account = created();
    boolean unbinds = flow.does() == Does.UNBINDS;
    Made before = unbinds ? about(hosting(Does.BINDS), account).succeeds() : account;
    List<String> taken = unbinds ? List.of(flow.product()) : List.of();
    about(operation, account)
        .as(before, taken)
        .asSecond(operation, flow.enterprise())
        .gets(ACCOUNT_UNKNOWN);
    about(operation, account)
        .as(before, taken)
        .edit(flow.id(), Bodies::otherEnd)
        .gets(ACCOUNT_UNKNOWN);
    found(account);
  }

  private void ofAnotherMode() {
    String member = flow.modes().field();
    Optional<String> mode =
        Bodies.field(creating, member).stream()
            .flatMap(field -> field.names().keySet().stream())
            .filter(value -> !flow.modes().values().contains(value))
            .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    Made account = ask(creating).set(member, mode.orElseThrow()).succeeds();
    about(operation, account).gets(LOGIN_MODE_WRONG);
  }

  /** Creates an account that the login is for, at the enterprise of another one if there is one. */
  private Made createdForIt(Who who, Made... first) {
    Ask ask = ask(creating, who);
    for (Made other : first) {
      ask.as(other, List.of(creating.flow().account().enterprise()));
    }
    return ask.set(flow.modes().field(), flow.modes().values().get(0)).succeeds();
  }

  private void ofTheOnlyAccount() {
    Made account = createdForIt(Who.FRESH);
    about(operation, account).change(body -> body.remove(flow.id())).succeeds();
  }

  private void limitOfOneAccount() {
    Made first = createdForIt(Who.FRESH);
    Made second = createdForIt(Who.SECOND, first);
    about(operation, first).succeeds();
    about(operation, second).succeeds();
  }

  /** One operation accepts what the other returns. */
  private void thenNext(Operation next) {
    boolean first = flow == null || flow.does().creates();
    Made made = first ? ask(operation).succeeds() : about(operation, created()).succeeds();
    ask(next, made).succeeds();
  }
}
