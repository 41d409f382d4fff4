package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Compiled for Java 17, which has no virtual threads: hence the reflection. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
  private static final int CALLS = 200;

  @AutoClose private final FakePlatform platform = new FakePlatform();
  private final ExecutorService threads = virtualThreads();
  private final List<Thread> seen = new CopyOnWriteArrayList<>();

  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException old) {
      throw new LinkageError("Java 21", old);
    }
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException old) {
      throw new LinkageError("Java 21", old);
    }
  }

  private QixiangyunLoginBuilder observed() {
    return platform
        .builder()
        .observer(
            operation -> {
              if (operation.equals("checkSession")) {
                seen.add(Thread.currentThread());
              }
              return report -> {};
            });
  }

  private void assertAllVirtual() {
    assertThat(seen).hasSize(CALLS).allMatch(VirtualThreadsTest::isVirtual);
  }

  @Test
  void executeAsync_dispatcherOfVirtualThreads_makesTheCallsThere() {
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(CALLS);
    dispatcher.setMaxRequestsPerHost(CALLS);
    OkHttpClient http = new OkHttpClient.Builder().dispatcher(dispatcher).build();

    try (QixiangyunLogin login = observed().okHttpClient(http).build()) {
      CompletableFuture<?>[] calls =
          IntStream.range(0, CALLS)
              .mapToObj(i -> login.multiAccount().checkSession(Form.checking()).executeAsync())
              .toArray(CompletableFuture<?>[]::new);

      assertThat(CompletableFuture.allOf(calls)).succeedsWithin(Form.WAIT_LIMIT);
    }
    assertAllVirtual();
  }

  @Test
  void execute_onVirtualThreads_succeeds() {
    try (QixiangyunLogin login = observed().build()) {
      CompletableFuture<?>[] calls =
          IntStream.range(0, CALLS)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> Form.BLOCKING.check(login), threads))
              .toArray(CompletableFuture<?>[]::new);

      assertThat(CompletableFuture.allOf(calls)).succeedsWithin(Form.WAIT_LIMIT);
    }
    assertAllVirtual();
  }
}
