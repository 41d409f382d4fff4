package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The logins by SMS code: what sends the code, what redeems its task. */
final class LoginChecks {
  private LoginChecks() {}

  static Stream<Check> of(Contract contract, Operation redeeming) {
    if (redeeming.flow().flatMap(Flow::smsCode).isEmpty()) {
      return Stream.empty();
    }
    return contract.operations(Flow.Role.ISSUES_TASK).stream()
        .flatMap(
            sending ->
                sending.linkTo(redeeming).stream().map(link -> redeemed(sending, link, redeeming)));
  }

  private static Check redeemed(Operation sending, Link link, Operation redeeming) {
    Step.Call send =
        Step.Call.of(
            sending,
            new Body.Fields(UsualBody.of(sending), Whose.PERSON, Change.NONE),
            new Expectation.Documented(sending.firstSuccess()));
    Step.Call redeem =
        Step.Call.of(
            redeeming,
            new Body.Fields(
                UsualBody.of(redeeming),
                Whose.PERSON,
                Change.link(link, 0, redeeming).then(Change.smsCode(redeeming, 0))),
            new Expectation.Documented(redeeming.firstSuccess()));
    return new Check(
        redeeming.id() + "/flow/redeemed",
        redeeming,
        "task of " + sending.id() + " redeemed with the code of its SMS",
        Set.of(Need.SMS_CODE),
        List.of(send, redeem));
  }
}
