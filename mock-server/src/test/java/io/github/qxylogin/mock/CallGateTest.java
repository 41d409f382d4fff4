package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CallGateTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final CallGate gate = new CallGate();
  private final Queue<String> happened = new ConcurrentLinkedQueue<>();

  private static Thread waiting(Runnable what) {
    Thread thread = new Thread(what);
    thread.start();
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).as("until it waits").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
    return thread;
  }

  @Test
  void enter_whileAChangeWaits_doesNotOvertakeIt() throws Exception {
    gate.enter();
    Thread change = waiting(() -> gate.alone(() -> happened.add("change")));
    Thread call =
        waiting(
            () -> {
              gate.enter();
              happened.add("call");
            });

    gate.leave();
    change.join(DEADLINE.toMillis());
    call.join(DEADLINE.toMillis());

    assertThat(happened).containsExactly("change", "call");
  }

  @Test
  void enter_whileOthersAreIn_doesNotWait() {
    gate.enter();
    gate.enter();
    gate.leave();
    gate.leave();

    assertThat(gate.<Boolean>alone(() -> true)).isTrue();
  }
}
