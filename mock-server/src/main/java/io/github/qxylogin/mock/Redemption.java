package io.github.qxylogin.mock;

import java.util.Optional;

/**
 * What became of an attempt to redeem a task.
 *
 * @param task the task, if there is one and it is the caller's
 * @param wrongCode whether the task goes on waiting because the code was wrong
 */
record Redemption(Optional<Task> task, boolean wrongCode) {
  static final Redemption ENDED = new Redemption(Optional.empty(), false);

  static Redemption wrongCode(Task task) {
    return new Redemption(Optional.of(task), true);
  }

  static Redemption of(Task task) {
    return new Redemption(Optional.of(task), false);
  }

  boolean redeemed() {
    return task.isPresent() && !wrongCode;
  }
}
