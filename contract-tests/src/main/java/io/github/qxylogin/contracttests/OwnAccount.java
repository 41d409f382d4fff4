package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Flow;
import java.util.List;
import java.util.Optional;

/** Tells the checks that change no account but one of their own. */
final class OwnAccount {
  private OwnAccount() {}

  /** Returns whether a check begins with creating an account and ends with deleting it. */
  static boolean isLivedThroughBy(Check check) {
    List<Step.Call> calls = check.calls().toList();
    return !calls.isEmpty()
        && does(calls.get(0)).filter(Does.CREATES::equals).isPresent()
        && does(calls.get(calls.size() - 1)).filter(Does.DELETES::equals).isPresent();
  }

  private static Optional<Does> does(Step.Call call) {
    return call.operation().flow().flatMap(Flow::account).map(AccountFlow::does);
  }
}
