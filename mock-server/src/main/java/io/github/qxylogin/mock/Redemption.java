package io.github.qxylogin.mock;

import java.util.Optional;

/**
 * What became of an attempt to redeem a task.
 *
 * @param task the task, if there is one and it is the caller's
 * @param wrongCode whether the task goes on waiting because the code was wrong
 * @param expired whether there was such a task, and it was asked for too late
 */
record Redemption(Optional<Task> task, boolean wrongCode, boolean expired) {
  static final Redemption NO_TASK = new Redemption(Optional.empty(), false, false);
  static final Redemption EXPIRED = new Redemption(Optional.empty(), false, true);

  static Redemption wrongCode(Task task) {
    return new Redemption(Optional.of(task), true, false);
  }

  static Redemption of(Task task) {
    return new Redemption(Optional.of(task), false, false);
  }

  boolean redeemed() {
    return task.isPresent() && !wrongCode;
  }
}
