package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The life of a hosted account: each operation on one that the check has created before. */
public final class AccountChecks {
  private final HostedAccounts accounts;
  private final Operation operation;
  private final AccountFlow flow;

  private AccountChecks(HostedAccounts accounts, Operation operation) {
    this.accounts = accounts;
    this.operation = operation;
    this.flow = HostedAccounts.flow(operation);
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    if (operation.inFlow(Flow::account).isEmpty()) {
      return Stream.empty();
    }
    List<HostedAccounts> created = HostedAccounts.of(contract);
    return created.stream()
        .filter(accounts -> accounts.creating().equals(operation))
        .findFirst()
        .or(() -> created.stream().findFirst())
        .map(accounts -> new AccountChecks(accounts, operation))
        .stream()
        .flatMap(AccountChecks::all);
  }

  private Stream<Check> all() {
    return switch (flow.does()) {
      case CREATES -> Stream.of(created(), createdTwice(Condition.ACCOUNT_EXISTS));
      case CREATES_OR_UPDATES -> Stream.of(created(), createdAgain());
      case FINDS -> Stream.of(foundElsewhere());
      case UPDATES -> Stream.of(updated(), updatedToAnother(), unknown());
      case BINDS -> Stream.of(bound(), unknown());
      case UNBINDS -> Stream.of(unbound(), unknown());
      case DELETES -> Stream.of(deleted(), unknown());
      case CHECKS, RECOVERS -> Stream.of(done(), unknown());
      case LOGS_IN, USES ->
          Stream.of(
                  operation.caseWhen(Condition.ACCOUNT_UNKNOWN).stream().map(refusal -> unknown()),
                  Stream.ofNullable(flow.modes()).flatMap(this::ofAnotherMode),
                  Stream.ofNullable(flow.modes()).flatMap(this::ofTheOnlyOne))
              .flatMap(checks -> checks);
    };
  }

  /** Where an enterprise has one account, a call does not have to name it. */
  private Stream<Check> ofTheOnlyOne(AccountFlow.Among modes) {
    if (!HostedAccounts.isOptional(operation, flow.id())) {
      return Stream.empty();
    }
    List<Step> steps = new ArrayList<>();
    steps.add(accounts.create(Whose.PERSON, mode(modes, modes.values().get(0))));
    steps.add(accounts.done(operation, 0, Change.of(fields -> fields.remove(flow.id()))));
    return Stream.of(check("of-the-only-account", "the only account, which is not named", steps));
  }

  private Change mode(AccountFlow.Among modes, String value) {
    return Change.set(
        modes.member(), Change.typed(accounts.creating(), modes.member(), TextNode.valueOf(value)));
  }

  /** Of the values that the contract describes, the first is taken that the login is not for. */
  private Stream<Check> ofAnotherMode(AccountFlow.Among modes) {
    return accounts.creating().fields().stream()
        .filter(field -> field.name().equals(modes.member()))
        .flatMap(field -> field.names().keySet().stream())
        .filter(value -> !modes.values().contains(value))
        .sorted()
        .limit(1)
        .map(value -> ofAnotherMode(modes, value));
  }

  private Check ofAnotherMode(AccountFlow.Among modes, String value) {
    List<Step> steps = new ArrayList<>();
    steps.add(accounts.create(Whose.PERSON, mode(modes, value)));
    steps.add(accounts.refused(operation, 0, Condition.LOGIN_MODE_WRONG));
    return check("of-another-mode", "an account whose " + modes.member() + " is " + value, steps);
  }

  private Check created() {
    List<Step> steps = created(accounts);
    steps.addAll(found(0));
    return check("created", "an account as it is found then", steps);
  }

  private Check createdTwice(Condition refusal) {
    List<Step> steps = created(accounts);
    steps.add(accounts.create(Whose.PERSON, Change.NONE, Login.answer(operation, refusal)));
    steps.addAll(found(0));
    return check("created-twice", "an account that exists already", steps);
  }

  private Check createdAgain() {
    List<Step> steps = created(accounts);
    steps.add(accounts.create(Whose.PERSON, Change.NONE));
    steps.addAll(found(0));
    return check("created-again", "an account that exists already and stays the same", steps);
  }

  private Check foundElsewhere() {
    List<Step> steps = created(accounts);
    steps.add(accounts.done(operation, 0, Change.NONE));
    steps.add(
        accounts.call(
            operation,
            0,
            FlowBody.ofOther(operation, Set.of(flow.enterprise())),
            Login.answer(operation, Condition.ACCOUNT_UNKNOWN)));
    steps.add(neverCreated());
    return check("of-another-enterprise", "an account of another enterprise", steps);
  }

  /** The enterprise has an account, whose id differs in its last digit. */
  private Step.Call neverCreated() {
    return accounts.call(
        operation,
        0,
        FlowBody.otherEnd(flow.id()),
        Login.answer(operation, Condition.ACCOUNT_UNKNOWN));
  }

  private Check updated() {
    List<Step> steps = created(accounts);
    List<String> person = operation.inFlow(Flow::person).orElse(List.of());
    Change another = FlowBody.ofOther(accounts.creating(), person);
    steps.add(accounts.done(operation, 0, another.then(described(operation))));
    steps.addAll(found(0));
    return check("updated", "an account as it is found then", steps);
  }

  /** Pages print placeholders, which are no value that their own lists describe. */
  private static Change described(Operation operation) {
    List<String> fields =
        operation.fields().stream()
            .filter(field -> !field.names().isEmpty())
            .map(Field::name)
            .toList();
    return FlowBody.sentBefore(fields, 0, operation);
  }

  /** Two people have an account each; the one cannot become the other. */
  private Check updatedToAnother() {
    List<Step> steps = createdTwo();
    List<String> person = operation.inFlow(Flow::person).orElse(List.of());
    steps.add(
        accounts.call(
            operation,
            0,
            FlowBody.sentBefore(person, 1, operation),
            Login.answer(operation, Condition.ACCOUNT_EXISTS)));
    steps.addAll(found(0));
    steps.addAll(found(1));
    accounts.foundAll().forEach(steps::add);
    return check("updated-to-another", "a person who has an account already", steps);
  }

  private Check bound() {
    List<Step> steps = created(accounts);
    steps.add(accounts.done(operation, 0, Change.NONE));
    steps.addAll(found(0));
    steps.add(accounts.done(operation, 0, HostedAccounts.anotherProduct(operation)));
    steps.addAll(found(0));
    return check("bound", "the product of an account as it is found then", steps);
  }

  private Check unbound() {
    List<Step> steps = created(accounts);
    bind(steps);
    accounts
        .that(AccountFlow.Does.BINDS)
        .forEach(
            binding ->
                steps.add(accounts.done(binding, 0, HostedAccounts.anotherProduct(binding))));
    Change same = FlowBody.sentBefore(Stream.ofNullable(flow.product()).toList(), 1, operation);
    steps.add(accounts.done(operation, 0, same));
    steps.addAll(found(0));
    return check("unbound", "an account as it is found then", steps);
  }

  private Check deleted() {
    List<Step> steps = createdTwo();
    steps.add(accounts.done(operation, 0, Change.NONE));
    accounts.foundAll().forEach(steps::add);
    accounts
        .that(AccountFlow.Does.FINDS)
        .forEach(f -> steps.add(accounts.refused(f, 0, Condition.ACCOUNT_UNKNOWN)));
    steps.add(accounts.refused(operation, 0, Condition.ACCOUNT_UNKNOWN));
    return check("deleted", "an account that is not found then", steps);
  }

  private Check done() {
    List<Step> steps = created(accounts);
    steps.add(accounts.done(operation, 0, Change.NONE));
    return check("done", "an account that was created", steps);
  }

  /** An account that is bound could be unbound, were it not another enterprise's. */
  private Check unknown() {
    List<Step> steps = created(accounts);
    Change known = Change.NONE;
    if (flow.does() == AccountFlow.Does.UNBINDS) {
      bind(steps);
      known = FlowBody.sentBefore(Stream.ofNullable(flow.product()).toList(), 1, operation);
    }
    steps.add(
        accounts.call(
            operation,
            0,
            known.then(FlowBody.ofOther(operation, Set.of(flow.enterprise()))),
            Login.answer(operation, Condition.ACCOUNT_UNKNOWN)));
    steps.add(neverCreated());
    steps.addAll(found(0));
    return check("of-another-enterprise", "an account of another enterprise", steps);
  }

  private void bind(List<Step> steps) {
    accounts
        .that(AccountFlow.Does.BINDS)
        .forEach(binding -> steps.add(accounts.done(binding, 0, Change.NONE)));
  }

  private static List<Step> created(HostedAccounts accounts) {
    return new ArrayList<>(List.of(accounts.create(Whose.PERSON, Change.NONE)));
  }

  /** Creates accounts of two people of the same enterprise. */
  private List<Step> createdTwo() {
    List<Step> steps = created(accounts);
    Change there =
        FlowBody.sentBefore(
            Set.of(HostedAccounts.flow(accounts.creating()).enterprise()), 0, accounts.creating());
    steps.add(accounts.create(Whose.OTHER_PERSON, there));
    return steps;
  }

  private List<Step> found(int created) {
    return accounts
        .that(AccountFlow.Does.FINDS)
        .<Step>map(finding -> accounts.done(finding, created, Change.NONE))
        .toList();
  }

  private Check check(String name, String subject, List<Step> steps) {
    return new Check(
        operation.id() + "/flow/" + name, operation, subject, Set.of(Need.MOCK), steps);
  }
}
