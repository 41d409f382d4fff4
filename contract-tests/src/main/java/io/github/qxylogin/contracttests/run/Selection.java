package io.github.qxylogin.contracttests.run;

import static java.util.stream.Collectors.joining;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Keyed;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Selects checks. Selecting a check grants no permission.
 *
 * @param operations the ids of the operations of the chosen checks; none means all
 * @param tiers the tiers of the chosen checks; none means all
 * @param checks the ids that are chosen, in which * matches any text; none means all
 */
public record Selection(Set<String> operations, Set<String> tiers, Set<String> checks) {
  /** The conditions of a check on a real target. */
  public enum Tier implements Keyed {
    /** Nothing but credentials, and a taxpayer's values. */
    READ_ONLY,
    /** {@code --allow-side-effects}. */
    SIDE_EFFECTS,
    /** The code of an SMS too. */
    INTERACTIVE,
    /** {@code --allow-failed-logins}. */
    FAILED_LOGINS;

    public static Tier of(Check check) {
      if (check.needs(Need.FAILED_LOGIN)) {
        return FAILED_LOGINS;
      }
      if (check.needs(Need.SMS_CODE)) {
        return INTERACTIVE;
      }
      return check.effect() == Effect.NONE ? READ_ONLY : SIDE_EFFECTS;
    }
  }

  private static final int ENOUGH_TO_LIST = 100;
  public static final Selection ALL = new Selection(Set.of(), Set.of(), Set.of());

  /**
   * Rejects unknown operations, checks and tiers.
   *
   * @throws CouldNotRunException if there is no such operation, tier or check, or none of all
   */
  public Selection known(Contract contract) {
    if (!equals(ALL)) {
      requireKnown("check", checks, Checks.of(contract).stream().map(Check::id));
      requireKnown("operation", operations, contract.operations().stream().map(Operation::id));
      requireKnown("tier", tiers, Arrays.stream(Tier.values()).map(Tier::key));
      if (of(contract).isEmpty()) {
        String asked =
            Stream.of(operations, tiers, checks)
                .filter(names -> !names.isEmpty())
                .map(names -> String.join(", ", names))
                .collect(joining("; "));
        throw new CouldNotRunException("no check is chosen by all of: " + asked);
      }
    }
    return this;
  }

  /** Returns the chosen ones of a contract's checks, in their order. */
  public List<Check> of(Contract contract) {
    return Checks.of(contract).stream().filter(this::chooses).toList();
  }

  private boolean chooses(Check check) {
    return isChosen(operations, check.operation().id())
        && isChosen(tiers, Tier.of(check).key())
        && isChosen(checks, check.id());
  }

  private static boolean isChosen(Set<String> chosen, String name) {
    return chosen.isEmpty() || chosen.stream().anyMatch(one -> matches(one, name));
  }

  /** Returns whether an id, in which * matches any text, matches a check. */
  static boolean matches(String id, String checkId) {
    return Pattern.matches("\\Q" + id.replace("*", "\\E.*\\Q") + "\\E", checkId);
  }

  private static void requireKnown(String kind, Set<String> names, Stream<String> known) {
    List<String> all = known.toList();
    for (String name : names) {
      if (all.stream().noneMatch(one -> matches(name, one))) {
        String question = Nearest.question(name, all);
        boolean few = question.isEmpty() && all.size() <= ENOUGH_TO_LIST;
        String hint = few ? "; there are " + String.join(", ", all) : question;
        throw new CouldNotRunException("there is no " + kind + " " + name + hint);
      }
    }
  }
}
