package io.github.qxylogin.mock.flow;

import java.util.Optional;

/**
 * What became of an attempt to redeem a task.
 *
 * @param task the task that the result is about; none where no task is known
 */
record Redemption(Result result, Optional<Task> task) {
  static final Redemption OF_NONE = new Redemption(Result.UNKNOWN, Optional.empty());

  /** The results; all but the first leave the state as it was. */
  enum Result {
    REDEEMED,
    WRONG_CODE,
    EXPIRED,
    /** An earlier attempt has redeemed it. */
    USED_UP,
    /** It was issued to somebody else, or by another group of operations. */
    ANOTHERS,
    /** No task has the id, but the caller's task has one that a double rounds to it. */
    ROUNDED,
    UNKNOWN
  }

  static Redemption of(Result result, Task task) {
    return new Redemption(result, Optional.of(task));
  }

  boolean wrongCode() {
    return result == Result.WRONG_CODE;
  }

  boolean redeemed() {
    return result == Result.REDEEMED;
  }
}
