package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The logins in which nothing goes wrong: the one check of them that a real taxpayer can take. */
final class LoginChecks {
  private LoginChecks() {}

  static Stream<Check> of(Contract contract, Operation redeeming) {
    return Login.endingWith(contract, redeeming).map(LoginChecks::redeemed);
  }

  private static Check redeemed(Login login) {
    List<Step> steps = new ArrayList<>();
    steps.add(login.issue(Whose.PERSON));
    steps.add(login.redeem(Whose.PERSON, 0));
    login.sessionChecks().forEach(session -> steps.add(session.held(session.from(0, 1))));
    String task = "task of " + login.issuing().id() + " redeemed";
    boolean bySms = login.redeemingFlow().smsCode().isPresent();
    return bySms
        ? login.check("redeemed", task + " with the code of its SMS", steps)
        : login.check("redeemed", task, steps, Need.MOCK);
  }
}
