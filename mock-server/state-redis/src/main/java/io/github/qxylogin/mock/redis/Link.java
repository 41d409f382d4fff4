package io.github.qxylogin.mock.redis;

import static io.lettuce.core.ScriptOutputType.MULTI;

import io.github.qxylogin.mock.store.StoreException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the store, which all threads share. Each request waits for its response, and is
 * sent once. While the connection is broken, requests fail immediately, and each heartbeat tries to
 * connect. A late response fails only its request; a late response to a heartbeat means a broken
 * connection.
 */
final class Link implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofMillis(500);
  private static final int MAX_REDIRECTIONS = 5;
  private static final Pattern MOVED = Pattern.compile("MOVED \\d+ (.*):(\\d+)");

  /** The errors of a server that is not the store's master, or not yet. */
  private static final Pattern NOT_THE_MASTER =
      Pattern.compile("(?:^|-)(?:ASK|MOVED|CLUSTERDOWN|READONLY|MASTERDOWN|LOADING|NOAUTH)(?: |$)");

  private static final Pattern POLICY = Pattern.compile("maxmemory_policy:(\\S+)");
  private static final StringCodec TEXT = StringCodec.UTF8;

  private final SharedState state;
  private final RedisClient client;
  private final String key;
  private final Runnable heartbeat;
  private final AtomicReference<@Nullable StatefulRedisConnection<String, String>> connection =
      new AtomicReference<>();

  /** The error of the last heartbeat; null if it succeeded. */
  private volatile @Nullable StoreException failure;

  private final ScheduledThreadPoolExecutor heartbeats =
      new ScheduledThreadPoolExecutor(
          1,
          run -> {
            Thread thread = new Thread(run, "mock-state");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Connects.
   *
   * @param key by which a node of a cluster is found
   * @param heartbeat sends a request that writes; called twice a second
   * @throws StoreException if that fails
   */
  Link(SharedState state, String key, Runnable heartbeat) {
    this.state = state;
    client = state.client();
    this.key = key;
    this.heartbeat = heartbeat;
    try {
      connect();
      warnOfEviction();
    } catch (RuntimeException unreachable) {
      close();
      throw unreachable;
    }
    var unused =
        heartbeats.scheduleWithFixedDelay(
            this::heartbeat, 0, HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns why the store is of no use now; null if it is. */
  @Nullable StoreException failure() {
    return failure;
  }

  List<Object> run(Script script, List<String> keys, List<String> arguments) {
    String[] names = keys.toArray(String[]::new);
    String[] values = arguments.toArray(String[]::new);
    return command(
        commands ->
            commands
                .<List<Object>>evalsha(script.digest(), MULTI, names, values)
                .exceptionallyCompose(
                    failed ->
                        failed instanceof RedisNoScriptException
                            ? commands.eval(script.text(), MULTI, names, values)
                            : CompletableFuture.failedStage(failed)));
  }

  <R> R command(Function<RedisAsyncCommands<String, String>, CompletionStage<R>> command) {
    StatefulRedisConnection<String, String> current = connection.get();
    if (current == null) {
      StoreException known = failure;
      throw known == null ? lost("the connection is lost") : known;
    }
    try {
      return response(command.apply(current.async()));
    } catch (CompletionException | RedisException failed) {
      String reason = reason(failed);
      if (failed.getCause() instanceof RedisCommandTimeoutException late) {
        String waited = "no response within " + state.timeout();
        throw StoreException.unavailable(state.toString(), waited, late);
      }
      if (failed.getCause() instanceof RedisCommandExecutionException
          && !NOT_THE_MASTER.matcher(reason).find()) {
        throw StoreException.rejected(state.toString(), reason);
      }
      StoreException lost = lost(reason);
      drop(current, lost);
      throw lost;
    }
  }

  private StoreException lost(String reason) {
    return StoreException.unavailable(state.toString(), reason, null);
  }

  /** Closes a connection; the next heartbeat connects again, immediately if all was well. */
  private void drop(StatefulRedisConnection<String, String> current, StoreException why) {
    if (connection.compareAndSet(current, null)) {
      var unused = current.closeAsync();
      if (failed(why)) {
        heartbeats.execute(this::heartbeat);
      }
    }
  }

  /** Reports a failure until a heartbeat succeeds, and returns whether there was none before. */
  synchronized boolean failed(StoreException why) {
    boolean first = failure == null;
    if (first) {
      System.err.println(why.getMessage());
    }
    failure = why;
    return first;
  }

  /**
   * Ends the failure that a heartbeat found at its beginning. The next one ends a newer failure.
   */
  private synchronized void succeeded(@Nullable StoreException found) {
    if (found != null && failure == found && connection.get() != null) {
      System.err.println("The state store %s is reachable again.".formatted(state));
      failure = null;
    }
  }

  /** Waits even when this thread is interrupted: the request is sent already. */
  private static <R> R response(CompletionStage<R> response) {
    return response.toCompletableFuture().join();
  }

  /** Returns the store's own words or the system's, without anything of the address. */
  private static String reason(Throwable failed) {
    Throwable last = failed;
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException || cause instanceof IOException) {
        return String.valueOf(cause.getMessage());
      }
      last = cause;
    }
    return last instanceof RedisException
        ? String.valueOf(last.getMessage())
        : last.getClass().getSimpleName();
  }

  private void heartbeat() {
    try {
      StoreException found = failure;
      if (connection.get() == null) {
        connect();
      }
      heartbeat.run();
      succeeded(found);
    } catch (StoreException why) {
      StatefulRedisConnection<String, String> current = connection.get();
      if (why.getCause() instanceof RedisCommandTimeoutException && current != null) {
        drop(current, why);
      }
      failed(why);
    } catch (RuntimeException goesOn) {
      // The next heartbeat tries again.
    }
  }

  /** Connects to the node of a cluster that has the key. */
  private void connect() {
    RedisURI at = state.address();
    for (int hop = 0; ; hop++) {
      StatefulRedisConnection<String, String> next = null;
      try {
        next = client.connect(TEXT, at);
        response(next.async().exists(key));
        connection.set(next);
        return;
      } catch (CompletionException | RedisException failed) {
        if (next != null) {
          var unused = next.closeAsync();
        }
        Matcher moved = MOVED.matcher(reason(failed));
        if (hop == MAX_REDIRECTIONS || !moved.matches()) {
          throw lost(reason(failed));
        }
        String host = moved.group(1).isEmpty() ? at.getHost() : moved.group(1);
        at = RedisURI.builder(at).withHost(host).withPort(Integer.parseInt(moved.group(2))).build();
      }
    }
  }

  private void warnOfEviction() {
    String memory;
    try {
      memory = command(commands -> commands.info("memory"));
    } catch (StoreException forbidden) {
      // A user of Redis need not be allowed to ask.
      return;
    }
    Matcher policy = POLICY.matcher(memory);
    if (policy.find() && !policy.group(1).equals("noeviction")) {
      System.err.println(
          "The state store %s may drop entries (maxmemory-policy %s): set noeviction."
              .formatted(state, policy.group(1)));
    }
  }

  @Override
  public void close() {
    heartbeats.shutdownNow();
    failure = lost("it is closed");
    connection.set(null);
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }
}
