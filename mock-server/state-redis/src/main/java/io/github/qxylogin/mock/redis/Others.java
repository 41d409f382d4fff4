package io.github.qxylogin.mock.redis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** All sessions of a state, and whether they live. */
final class Others {
  private static final String SESSION = "s:";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** Whoever has not even asked for news for so long is gone. */
  private static final Duration SILENCE = Duration.ofMillis(400);

  private final Supplier<Map<String, String>> meta;

  /** The sessions that were silent, with the last that is known of them. */
  private volatile Map<String, String> silent = Map.of();

  /**
   * Creates one.
   *
   * @param meta asks the store for its hash of that name
   */
  Others(Supplier<Map<String, String>> meta) {
    this.meta = meta;
  }

  /** Returns up to which version a session has all, by what it said last. */
  static long has(String session, Map<String, String> meta) {
    String state = meta.getOrDefault(SESSION + session, ":0");
    return Long.parseLong(state.substring(state.lastIndexOf(':') + 1));
  }

  /**
   * Waits until something holds of each session that lives.
   *
   * @param holds is asked with the id of a session and the hash
   */
  void await(BiPredicate<String, Map<String, String>> holds) {
    long begin = System.nanoTime();
    Map<String, String> first = meta.get();
    Map<String, String> now = first;
    while (true) {
      Map<String, String> waiting = waiting(now, holds);
      long waited = System.nanoTime() - begin;
      if (waiting.isEmpty()
          || waited > LONGEST_WAIT.toNanos()
          || Thread.currentThread().isInterrupted()) {
        return;
      }
      if (waited > SILENCE.toNanos()) {
        Map<String, String> gone = new HashMap<>(silent);
        waiting.entrySet().removeIf(each -> !each.getValue().equals(first.get(each.getKey())));
        gone.putAll(waiting);
        gone.keySet().retainAll(now.keySet());
        silent = gone;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      now = meta.get();
    }
  }

  private Map<String, String> waiting(
      Map<String, String> now, BiPredicate<String, Map<String, String>> holds) {
    Map<String, String> waiting = new HashMap<>();
    now.forEach(
        (field, state) -> {
          if (field.startsWith(SESSION)
              && !state.equals(silent.get(field))
              && !holds.test(field.substring(SESSION.length()), now)) {
            waiting.put(field, state);
          }
        });
    return waiting;
  }
}
