package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The checks of one contract against one target. */
final class Suite {
  private static final int ENOUGH_UNANSWERED = 3;

  private final List<Check> checks;
  private final Target target;
  private final Masking masking;
  private final Judge judge;
  private final Gate gate;
  private final Ledger ledger;
  private int unansweredInARow;

  Suite(Contract contract, Target target, Permissions permissions, Masking masking) {
    this.checks = Checks.of(contract);
    this.target = target;
    this.masking = masking;
    this.judge = new Judge(contract, masking);
    this.gate = new Gate(target, permissions, contract.codes());
    this.ledger = new Ledger(contract, checks);
  }

  List<Check> checks() {
    return checks;
  }

  Target target() {
    return target;
  }

  Ledger ledger() {
    return ledger;
  }

  /**
   * Runs all checks in their order, and tells of each as soon as it is done.
   *
   * @throws CouldNotRunException if the target has fallen silent
   */
  void run(Consumer<Outcome> done) throws CouldNotRunException {
    for (Check check : checks) {
      done.accept(run(check));
      if (unansweredInARow >= ENOUGH_UNANSWERED) {
        throw new CouldNotRunException(
            target.url() + " left " + ENOUGH_UNANSWERED + " calls in a row without an answer");
      }
    }
  }

  /** Runs one check and enters what became of it in the ledger. */
  Outcome run(Check check) {
    Outcome outcome = outcome(check);
    ledger.record(outcome);
    return outcome;
  }

  private Outcome outcome(Check check) {
    Optional<String> refusal = gate.refusal(check);
    if (refusal.isPresent()) {
      return Outcome.skipped(check, refusal.get());
    }
    try {
      Values values = check.documentedValues() ? Values.DOCUMENTED : target.values();
      return sent(check, check.body().bytes(check.operation(), values));
    } catch (MissingValuesException missing) {
      return Outcome.skipped(check, missing.getMessage());
    }
  }

  private Outcome sent(Check check, byte[] body) {
    masking.learn(JsonText.parse(body));
    gate.sends(check);
    long start = System.nanoTime();
    try {
      Answer answer = target.send(check, body);
      unansweredInARow = 0;
      return judged(check, body, answer, Duration.ofNanos(System.nanoTime() - start));
    } catch (NoAnswerException none) {
      unansweredInARow++;
      Finding finding = new Finding("answer", masking.clean(none.getMessage()));
      return Outcome.unanswered(check, finding, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Outcome judged(Check check, byte[] request, Answer answer, Duration took) {
    masking.learn(answer.body());
    gate.saw(check, answer.body());
    boolean wordForWord = target.answersWordForWord(check.operation());
    List<String> messages =
        judge.judge(check, answer, wordForWord).stream()
            .map(finding -> masking.clean(finding.about(check)))
            .toList();
    Outcome.Exchange exchange =
        new Outcome.Exchange(
            shown(JsonText.parse(request), request.length),
            answer.status(),
            shown(answer.body(), answer.size()));
    return Outcome.judged(check, messages, exchange, took);
  }

  /** A body that is no JSON may hold anything, so that only its size is shown. */
  private JsonNode shown(JsonNode body, int size) {
    return body.isMissingNode()
        ? TextNode.valueOf(size + " bytes that are no JSON")
        : masking.clean(body);
  }
}
