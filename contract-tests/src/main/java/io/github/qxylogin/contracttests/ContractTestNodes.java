package io.github.qxylogin.contracttests;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.report.FailureText;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A run whose checks are made one by one, as JUnit executes their tests. Checks share a target: a
 * login that fails ends the logins after it. So they are made in their order and in one thread, or
 * not at all.
 */
final class ContractTestNodes {
  private final ConfiguredRun.Opened opened;
  private final SuiteRun.Begun run;
  private final Suite suite;
  private final Masking masking;
  private final Thread thread = Thread.currentThread();

  /** The place of the first check that may still be made. */
  private int next;

  private boolean closed;

  /** Why no more checks are made, if so. */
  private Optional<String> ended = Optional.empty();

  ContractTestNodes(ConfiguredRun.Opened opened, Masking masking) {
    this.opened = opened;
    this.run = opened.run().begin(opened.target());
    this.suite = run.suite();
    this.masking = masking;
  }

  /** Closing the stream ends the run, as JUnit does when it has executed what it was given. */
  Stream<DynamicNode> stream() {
    List<DynamicNode> containers = new ArrayList<>();
    List<Check> checks = suite.checks();
    int from = 0;
    for (int i = 1; i <= checks.size(); i++) {
      if (i == checks.size() || !name(checks.get(i)).equals(name(checks.get(from)))) {
        Stream<DynamicTest> tests = IntStream.range(from, i).mapToObj(this::test);
        containers.add(dynamicContainer(name(checks.get(from)), tests));
        from = i;
      }
    }
    return containers.stream().onClose(this::close);
  }

  /** What has to wait for the checks of all operations stands apart from the rest of its own. */
  private static String name(Check check) {
    Operation operation = check.operation();
    return check.needs(Need.FAILED_LOGIN) ? operation + ", with failed logins" : operation.id();
  }

  private DynamicTest test(int place) {
    Check check = suite.checks().get(place);
    return dynamicTest(check.id(), () -> make(place, check));
  }

  private void make(int place, Check check) {
    if (Thread.currentThread() != thread || closed || place < next) {
      throw new IllegalStateException(
          "the checks of one target are made one after the other, in their order and each once:"
              + " put @Execution(ExecutionMode.SAME_THREAD) on the factory, and return its stream"
              + " as it is");
    }
    next = place + 1;
    if (ended.isPresent()) {
      throw new TestAbortedException("not run: " + ended.get());
    }
    Outcome outcome = made(check);
    try {
      suite.requireAnswers();
    } catch (CouldNotRunException silent) {
      ended = Optional.of(masking.clean(silent.getMessage()));
    }
    tell(outcome);
  }

  /** Whatever ends the run fails the test under way, and tells no secret. */
  private Outcome made(Check check) {
    try {
      return suite.run(check);
    } catch (RuntimeException | Error failure) {
      String reason = opened.run().reason(failure, Thread.currentThread().isInterrupted());
      ended = Optional.of(reason);
      AssertionError cleaned = new AssertionError(reason + ": " + masking.clean("" + failure));
      cleaned.setStackTrace(failure.getStackTrace());
      throw cleaned;
    }
  }

  private void tell(Outcome outcome) {
    switch (outcome.verdict()) {
      case PASSED, DRIFTED -> {}
      case FAILED ->
          throw new AssertionFailedError(
              (outcome.reason().isEmpty() ? "" : outcome.reason() + "\n")
                  + FailureText.of(outcome, masking, Language.EN));
      case KNOWN, SKIPPED -> throw new TestAbortedException(outcome.reason());
    }
  }

  private Optional<String> leftOut() {
    return suite.ledger().outcomes().size() < suite.checks().size()
        ? Optional.of("not all tests were executed")
        : Optional.empty();
  }

  /**
   * Writes the reports.
   *
   * @throws CouldNotRunException if that cannot be done, or if the run ended early or every check
   *     was skipped: no test may have failed, and yet nothing shows that the contract holds
   */
  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted();
    try {
      Optional<String> early = ended.or(this::leftOut);
      Optional<String> nothing =
          early.isEmpty() ? SuiteRun.nothingJudged(suite.ledger()) : Optional.empty();
      run.write(run.ended(early.or(() -> nothing.map(reason -> "could not run: " + reason))));
      SuiteRun.requireJudged(ended.or(() -> nothing));
    } finally {
      opened.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
