package io.github.qxylogin.contracttests;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.report.FailureText;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The checks of a run as JUnit tests. Checks share a target and depend on their order, so that the
 * first test that is executed runs all of them, and each test reports the outcome of its own.
 */
final class ContractTestNodes {
  private final Run run;
  private final Masking masking;
  private final boolean failOnDrift;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private boolean made;

  /** Why the run does not show whether the contract holds, if so. */
  private Optional<String> ended = Optional.empty();

  ContractTestNodes(Run run, Masking masking, boolean failOnDrift) {
    this.run = run;
    this.masking = masking;
    this.failOnDrift = failOnDrift;
  }

  /** Closing the stream ends the run, as JUnit does after the last test. */
  Stream<DynamicNode> stream() {
    Map<String, List<DynamicTest>> tests = new LinkedHashMap<>();
    for (Check check : run.suite().checks()) {
      tests
          .computeIfAbsent(check.operation().id(), id -> new ArrayList<>())
          .add(dynamicTest(check.id(), () -> judge(check)));
    }
    return tests.entrySet().stream()
        .<DynamicNode>map(of -> dynamicContainer(of.getKey(), of.getValue()))
        .onClose(this::close);
  }

  private synchronized void make() {
    if (made) {
      return;
    }
    made = true;
    try {
      ended =
          run.made(outcome -> outcomes.put(outcome.check().id(), outcome), run::write)
              .map(Throwable::getMessage);
    } catch (RuntimeException | Error failure) {
      ended = Optional.of("the run ended: " + failure);
    }
    ended = ended.map(masking::clean);
  }

  private void judge(Check check) {
    make();
    Outcome outcome = outcomes.get(check.id());
    if (outcome == null) {
      throw new TestAbortedException("not run: " + ended.orElseThrow());
    }
    if (outcome.failed() || (failOnDrift && outcome.verdict() == Verdict.DRIFTED)) {
      throw new AssertionFailedError(
          (outcome.reason().isEmpty() ? "" : outcome.reason() + "\n")
              + FailureText.of(outcome, masking, Language.EN));
    }
    if (outcome.verdict() != Verdict.PASSED && outcome.verdict() != Verdict.DRIFTED) {
      throw new TestAbortedException(outcome.reason());
    }
  }

  /**
   * Ends the run.
   *
   * @throws CouldNotRunException if the run ended early, or checks could not be judged: no test may
   *     have failed, and yet nothing shows that the contract holds
   */
  private void close() {
    run.close();
    ended.ifPresent(
        reason -> {
          throw new CouldNotRunException(reason);
        });
  }
}
