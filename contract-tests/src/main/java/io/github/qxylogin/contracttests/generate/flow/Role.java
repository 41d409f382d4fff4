package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A part in the scenarios of a file, and which operations can play it.
 *
 * @param fits which operations can play it, in themselves
 * @param namedBy the member of another role's flow that names the operation; may be missing
 * @param from the roles of whose answers it takes something over along a link: the first that is
 *     linked to it
 * @param accountOf the role whose calls create the account that it is about; may be missing
 * @param first whether but one plays it: the operation that is checked, or else the first
 */
record Role(
    Predicate<Operation> fits, Entry namedBy, List<String> from, Entry accountOf, boolean first) {
  private static final List<String> KEYS =
      List.of(
          "plays",
          "does",
          "has",
          "answers",
          "signed",
          "effect",
          "named-by",
          "from",
          "account-of",
          "first");

  static Role of(Entry role, Set<String> others) {
    role.members(KEYS);
    role.at("from").list().forEach(from -> from.knownIn(others));
    role.at("account-of").list().forEach(creating -> creating.knownIn(others));
    Predicate<Operation> fits = operation -> true;
    if (role.at("plays").present()) {
      Flow.Role part = role.at("plays").word(Flow.Role.class);
      fits = fits.and(operation -> operation.plays(part));
    }
    if (role.at("does").present()) {
      Set<AccountFlow.Does> does = role.at("does").words(AccountFlow.Does.class);
      fits =
          fits.and(o -> o.inFlow(Flow::account).filter(a -> does.contains(a.does())).isPresent());
    }
    if (role.at("has").present()) {
      fits = fits.and(operation -> FlowMember.of(operation, role.at("has")).isPresent());
    }
    if (role.at("answers").present()) {
      Condition when = role.at("answers").word(Condition.class);
      fits = fits.and(operation -> operation.caseWhen(when).isPresent());
    }
    if (role.at("signed").present()) {
      fits = fits.and(Operation::signed);
    }
    if (role.at("effect").present()) {
      Effect effect = role.at("effect").word(Effect.class);
      fits = fits.and(operation -> operation.effect() == effect);
    }
    return new Role(
        fits,
        role.at("named-by"),
        role.at("from").texts(),
        role.at("account-of"),
        role.at("first").node().asBoolean());
  }
}
