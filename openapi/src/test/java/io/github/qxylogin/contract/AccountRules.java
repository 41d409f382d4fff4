package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.operation;
import static io.github.qxylogin.contract.ContractUnderTest.ours;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The rules of what operations do with hosted accounts. */
final class AccountRules {
  private static final JsonPointer FLOW = JsonPointer.compile("/x-flow");
  private static final JsonPointer ACCOUNT = FLOW.appendProperty("account");

  private AccountRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each thing that can be done with an account is done by an operation",
            AccountRules::accounts,
            document ->
                operation(document, "deleteAccount").withObject("/x-flow").remove("account")),
        new ContractRule(
            "an operation with an account has a response for each of its errors",
            AccountRules::conditions,
            document -> ours(document, "createAccount", "already-exists").remove("when")),
        new ContractRule(
            "an enterprise that the platform does not know is a magic value",
            AccountRules::unknownEnterprises,
            document ->
                ours(document, "checkAccount", "no-such-enterprise")
                    .withObject("/request")
                    .remove("magic")),
        new ContractRule(
            "an account keeps the fields that calls leave to it",
            AccountRules::left,
            document ->
                operation(document, "sendHostedSmsCode")
                    .withObject("/x-flow")
                    .put("mobile", "phone")),
        new ContractRule(
            "an operation with an account names fields of its request",
            AccountRules::fields,
            document ->
                operation(document, "createAccount")
                    .withObject("/x-flow/account")
                    .put("enterprise", "orgId")),
        new ContractRule(
            "an operation that returns an account has a success with one",
            AccountRules::described,
            document ->
                operation(document, "findAccounts")
                    .withObject("/x-flow/account")
                    .put("at", "/accounts")));
  }

  private static void accounts(ContractUnderTest specimen, Findings findings) {
    Set<AccountFlow.Does> done = new HashSet<>();
    for (Operation operation : specimen.contract().operations(Flow.Role.KEEPS_ACCOUNT)) {
      Optional<AccountFlow> account = operation.inFlow(Flow::account);
      findings.check(operation, FLOW, account.isPresent(), "does not say what it does");
      account.ifPresent(a -> done.add(a.does()));
    }
    for (AccountFlow.Does does : AccountFlow.Does.values()) {
      findings.check(
          JsonPointer.compile("/paths"),
          does.key(),
          done.contains(does) || !does.keeps(),
          "is what no operation does");
    }
    for (Operation operation : specimen.contract().operations()) {
      Optional<AccountFlow> account = operation.inFlow(Flow::account);
      boolean keeping = operation.plays(Flow.Role.KEEPS_ACCOUNT);
      findings.check(
          operation,
          FLOW,
          account.isEmpty() || account.get().does().keeps() == keeping,
          "does what its role does not");
    }
  }

  private static void conditions(ContractUnderTest specimen, Findings findings) {
    each(
        specimen,
        (operation, account) ->
            expected(account)
                .forEach(
                    condition ->
                        findings.check(
                            operation,
                            ACCOUNT,
                            operation.caseWhen(condition).isPresent(),
                            "has no response when " + condition.key())));
  }

  private static List<Condition> expected(AccountFlow account) {
    List<Condition> expected = new ArrayList<>();
    if (account.does().keeps()) {
      expected.add(Condition.ENTERPRISE_UNKNOWN);
    }
    if (account.modes() != null) {
      expected.add(Condition.LOGIN_MODE_WRONG);
    }
    expected.addAll(
        switch (account.does()) {
          case CREATES -> List.of(Condition.ACCOUNT_EXISTS);
          case CREATES_OR_UPDATES -> List.of();
          case UPDATES -> List.of(Condition.ACCOUNT_UNKNOWN, Condition.ACCOUNT_EXISTS);
          case CHECKS -> List.of(Condition.ACCOUNT_UNKNOWN, Condition.LOGIN_LOCKED);
          case FINDS, BINDS, UNBINDS, DELETES, RECOVERS -> List.of(Condition.ACCOUNT_UNKNOWN);
          // Without a documented response to an unknown account, the mock treats it as a known one.
          case LOGS_IN, USES -> List.of();
        });
    return expected;
  }

  private static void unknownEnterprises(ContractUnderTest specimen, Findings findings) {
    each(
        specimen,
        (operation, account) ->
            operation
                .caseWhen(Condition.ENTERPRISE_UNKNOWN)
                .ifPresent(
                    unknown ->
                        findings.check(
                            operation,
                            unknown,
                            unknown.magic().containsKey(account.enterprise()),
                            "is not selected by " + account.enterprise())));
  }

  /** An account keeps the fields that make two accounts one, and those that a query returns. */
  private static void left(ContractUnderTest specimen, Findings findings) {
    Set<String> kept = new HashSet<>();
    each(
        specimen,
        (operation, account) -> {
          kept.addAll(account.uniqueFields());
          operation.templates().stream()
              .filter(template -> account.does() == AccountFlow.Does.FINDS)
              .flatMap(template -> template.namesOf("account"))
              .forEach(kept::add);
        });
    each(
        specimen,
        (operation, account) -> {
          if (!account.does().keeps()) {
            left(operation, account)
                .forEach(
                    field ->
                        findings.check(
                            operation, FLOW, kept.contains(field), "no account keeps " + field));
          }
        });
  }

  private static Stream<String> left(Operation operation, AccountFlow account) {
    Flow flow = operation.flow();
    return Stream.of(
            flow.person().stream(),
            Stream.of(flow.mobile(), flow.lockedBy()),
            Stream.of(flow.withoutSms(), account.modes(), account.byItself())
                .map(among -> among == null ? null : among.field()))
        .flatMap(fields -> fields)
        .filter(Objects::nonNull);
  }

  private static void fields(ContractUnderTest specimen, Findings findings) {
    each(
        specimen,
        (operation, account) -> {
          List<String> fields = operation.fields().stream().map(Field::name).toList();
          named(account)
              .forEach(
                  name ->
                      findings.check(
                          operation, ACCOUNT, fields.contains(name), "takes no " + name));
        });
  }

  private static List<String> named(AccountFlow account) {
    List<String> named = new ArrayList<>(List.of(account.enterprise()));
    if (!account.does().keeps()) {
      named.add(account.id());
    }
    if (account.does() != AccountFlow.Does.FINDS) {
      Optional.ofNullable(account.product()).ifPresent(named::add);
    }
    return named;
  }

  private static void described(ContractUnderTest specimen, Findings findings) {
    each(
        specimen,
        (operation, account) -> {
          if (account.at() != null) {
            findings.check(
                operation,
                ACCOUNT,
                !account.accountIn(operation.firstSuccess().response()).isEmpty(),
                "has no account at " + account.at());
          }
        });
  }

  private static void each(ContractUnderTest specimen, BiConsumer<Operation, AccountFlow> check) {
    for (Operation operation : specimen.contract().operations()) {
      operation.inFlow(Flow::account).ifPresent(account -> check.accept(operation, account));
    }
  }
}
