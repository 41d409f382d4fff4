package io.github.qxylogin.client;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Runs calls and counts the threads that they leave. */
final class OwnThreads {
  private final ThreadGroup group = new ThreadGroup("own threads");

  void run(Runnable calls) throws InterruptedException, ExecutionException {
    FutureTask<Void> task = new FutureTask<>(calls, null);
    new Thread(group, task).start();
    task.get();
  }

  /**
   * Returns how many threads of a client are left. All OkHttp clients of a process share some
   * others, which end a minute after the last call.
   */
  long left() {
    Thread[] threads = new Thread[100];
    group.enumerate(threads);
    return Stream.of(threads)
        .filter(Objects::nonNull)
        .filter(thread -> thread.getName().matches("OkHttp (Dispatcher|http).*|qixiangyun.*"))
        .count();
  }
}
