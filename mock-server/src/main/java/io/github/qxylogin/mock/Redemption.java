package io.github.qxylogin.mock;

import java.util.Optional;

/**
 * What became of an attempt to redeem a task.
 *
 * @param task the task, if it was redeemed
 * @param wrongCode whether the task goes on waiting because the code was wrong
 */
record Redemption(Optional<Task> task, boolean wrongCode) {
  static final Redemption ENDED = new Redemption(Optional.empty(), false);
  static final Redemption WRONG_CODE = new Redemption(Optional.empty(), true);

  static Redemption of(Task task) {
    return new Redemption(Optional.of(task), false);
  }
}
