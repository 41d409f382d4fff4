package io.github.qxylogin.mock.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Callers that all begin at the same time. */
public final class Crowd {
  private Crowd() {}

  /** Returns the responses of 64 callers, each with so many calls. */
  public static <T> List<T> of64(int callsEach, Callable<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<List<T>>> responses = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        responses.add(threads.submit(() -> calls(start, callsEach, call)));
      }
      start.countDown();
      List<T> all = new ArrayList<>();
      for (Future<List<T>> mine : responses) {
        all.addAll(mine.get(60, TimeUnit.SECONDS));
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> calls(CountDownLatch start, int count, Callable<T> call)
      throws Exception {
    start.await();
    List<T> responses = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      responses.add(call.call());
    }
    return responses;
  }
}
