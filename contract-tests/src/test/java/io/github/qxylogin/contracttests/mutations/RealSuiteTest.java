package io.github.qxylogin.contracttests.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.mock.testing.Slow;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The whole suite against a server that looks like the platform, within its permissions. */
class RealSuiteTest {
  private static final Contract CONTRACT = Contract.load();
  private static final int EVERY = 12;

  @Slow
  @Test
  void run_honestServer_nothingFails() {
    List<Outcome> outcomes = outcomes(Mutation.NONE);

    assertThat(messages(outcomes)).isEmpty();
    assertThat(outcomes)
        .filteredOn(o -> o.verdict() == Verdict.PASSED)
        .extracting(o -> o.check().id())
        .contains(
            "uploadSmsCode/flow/redeemed",
            "uploadNaturalPersonSmsCode/flow/redeemed",
            "loginByQrCode/flow/waiting",
            "checkSession/flow/session-of-unknown-account");
    assertThat(outcomes)
        .filteredOn(o -> o.check().id().equals("uploadEtaxSmsCode/flow/redeemed"))
        .extracting(Outcome::reason)
        .containsExactly("sendEtaxSmsCode sends no SMS so soon after another: code 8001");
  }

  @Slow
  @Test
  void run_emptyTextAsDataOfErrors_isAsDocumented() {
    Mutation mutation = ofErrors(response -> response.put("data", ""));

    assertThat(messages(mutation)).isEmpty();
  }

  @Slow
  @Test
  void run_nullAsDataOfErrors_isAsDocumented() {
    Mutation mutation = ofErrors(response -> response.putNull("data"));

    assertThat(messages(mutation)).isEmpty();
  }

  @Slow
  @Test
  void run_emptyListOfAccounts_isAsDocumented() {
    Mutation mutation =
        Mutation.ofResponses(
            response ->
                response.changed(
                    body -> {
                      if (body.path("data").isArray()) {
                        body.putArray("data");
                      }
                    }));

    assertThat(messages(mutation)).isEmpty();
  }

  @Slow
  @Test
  void run_everyTwelfthCallTooMany_isSentAgainWhereItMayBe() {
    AtomicInteger calls = new AtomicInteger();

    List<Outcome> outcomes = outcomes(tooMany(() -> calls.incrementAndGet() % EVERY == 0));

    assertThat(outcomes).noneMatch(Outcome::failed);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.verdict() == Verdict.UNAVAILABLE)
        .isNotEmpty()
        .noneMatch(RealSuiteTest::mayBeRepeated);
  }

  private static boolean mayBeRepeated(Outcome outcome) {
    Call last = outcome.calls().get(outcome.calls().size() - 1);
    return last.operation().idempotence().holds(field -> last.request().path(field).asText());
  }

  @Slow
  @Test
  void run_everyCallTooMany_isSkippedWithReason() {
    assertThat(outcomes(tooMany(() -> true)))
        .noneMatch(Outcome::failed)
        .filteredOn(o -> o.check().id().equals("checkSession/missing/nsrsbh"))
        .extracting(Outcome::reason)
        .containsExactly(
            "the target cannot be judged now: code 400429 (Too many calls; slow down.)");
  }

  private static Mutation tooMany(BooleanSupplier now) {
    return (call, server) ->
        call.operation().signed() && now.getAsBoolean()
            ? Rejected.of(CONTRACT, call.operation(), Condition.RATE_LIMITED)
            : server.response(call);
  }

  private static Mutation ofErrors(Consumer<ObjectNode> change) {
    return Mutation.ofResponses(
        response ->
            response.changed(
                body -> {
                  if (!body.path("code").asText().equals("2000") && !body.has("data")) {
                    change.accept(body);
                  }
                }));
  }

  private static List<Outcome> outcomes(Mutation mutation) {
    try (MutatedPlatform mutated = MutatedPlatform.startAsDocumented(CONTRACT)) {
      return mutated.outcomes(mutation);
    }
  }

  /** Returns the findings of all checks. */
  private static List<String> messages(Mutation mutation) {
    return messages(outcomes(mutation));
  }

  private static List<String> messages(List<Outcome> outcomes) {
    assertThat(outcomes).filteredOn(o -> o.verdict() == Verdict.PASSED).hasSizeGreaterThan(200);
    return outcomes.stream()
        .filter(o -> o.verdict() != Verdict.PASSED && o.verdict() != Verdict.SKIPPED)
        .flatMap(o -> o.messages().stream())
        .toList();
  }
}
