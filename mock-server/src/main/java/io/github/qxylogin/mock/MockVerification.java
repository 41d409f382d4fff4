package io.github.qxylogin.mock;

import io.github.qxylogin.mock.callback.Callbacks;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.http.CaseNames;
import io.github.qxylogin.mock.journal.JournalEntry;
import io.github.qxylogin.mock.journal.RecordedCall;
import io.github.qxylogin.mock.state.MockState;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Counts the recorded calls, and fails a test if the number is unexpected.
 *
 * <pre>{@code
 * mock.verify().operation("sendSmsCode").identity(nsrsbh).returned("sms-sent").called(1);
 * mock.verify().operation("uploadSmsCode").never();
 * mock.verify().noWarnings();
 * }</pre>
 *
 * <p>It counts what the journal has: the calls since the last {@link LoginMock#reset()}, and no
 * more of them than the journal keeps.
 */
public final class MockVerification {
  private final MockState state;
  private final String description;
  private final Predicate<JournalEntry> condition;

  private MockVerification(MockState state, String description, Predicate<JournalEntry> condition) {
    this.state = state;
    this.description = description;
    this.condition = condition;
  }

  static MockVerification of(MockState state) {
    if (state.journal().size() == 0) {
      throw new IllegalStateException(
          "this mock's journal keeps no calls to verify: build it with journal(1000)");
    }
    return new MockVerification(
        state, "", entry -> !entry.call().decision().rule().equals(Callbacks.RULE));
  }

  /**
   * Counts only the calls of one operation.
   *
   * @throws IllegalArgumentException if there is none of this id; the message lists those there are
   */
  public MockVerification operation(String operationId) {
    String id = state.indexes().contract().operation(operationId).id();
    return and(" of " + id, entry -> entry.call().request().operation().equals(Optional.of(id)));
  }

  /** Counts only the calls for one identity: a taxpayer number, a person, an account or a task. */
  public MockVerification identity(String identity) {
    return and(" for " + Recipients.masked(identity), entry -> entry.concerns(identity));
  }

  /**
   * Counts only the calls with this case as response; a lost response does not count.
   *
   * @param caseName as in {@code X-Mock-Case}, such as {@code sms-sent}
   * @throws IllegalArgumentException if there is no such case; the message lists those there are
   */
  public MockVerification returned(String caseName) {
    CaseNames.check(caseName, state.indexes().contract());
    return and(
        " with the response " + caseName,
        entry ->
            entry.call().response().status() != 0
                && entry.call().decision().caseName().equals(caseName));
  }

  /** Counts only the calls with this business code in the response. */
  public MockVerification returnedCode(String code) {
    return and(" with the code " + code, entry -> entry.call().response().code().equals(code));
  }

  private MockVerification and(String detail, Predicate<JournalEntry> more) {
    return new MockVerification(state, description + detail, condition.and(more));
  }

  /**
   * Asserts the number of calls.
   *
   * @throws AssertionError if not; it lists the calls that there were
   */
  public void called(int times) {
    check(calls(times), count -> count == times);
  }

  /**
   * Asserts that there was no call.
   *
   * @throws AssertionError if there was; it lists the calls that there were
   */
  public void never() {
    check("no call", count -> count == 0);
  }

  /**
   * Asserts a minimum number of calls.
   *
   * @throws AssertionError if not; it lists the calls that there were
   */
  public void atLeast(int times) {
    check("at least " + calls(times), count -> count >= times);
  }

  /**
   * Asserts that no call had a warning: the contract describes all that was sent.
   *
   * @throws AssertionError if one had; it lists the calls with their warnings
   */
  public void noWarnings() {
    and(" with warnings", entry -> !entry.call().decision().notices().isEmpty()).never();
  }

  private static String calls(int times) {
    return times + (times == 1 ? " call" : " calls");
  }

  private void check(String expected, LongPredicate right) {
    long count = state.journal().entriesAfter(0).filter(condition).count();
    if (!right.test(count)) {
      throw new AssertionError(
          "expected %s%s, but there %s. %s"
              .formatted(
                  expected,
                  description,
                  count == 1 ? "was 1" : "were " + count,
                  RecordedCall.list(state.journal().calls())));
    }
  }
}
