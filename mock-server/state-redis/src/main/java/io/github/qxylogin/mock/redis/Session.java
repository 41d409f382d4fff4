package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection from when everything is loaded until it breaks. */
final class Session {
  /** A first connection also waits for its classes to be loaded. */
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private static final int MOST_REDIRECTIONS = 5;
  private static final Pattern MOVED = Pattern.compile("MOVED \\d+ (.*):(\\d+)");
  private static final StringCodec TEXT = StringCodec.UTF8;

  private final String id = UUID.randomUUID().toString();
  private final StatefulRedisConnection<String, String> connection;
  private byte[] commitScript = {};
  private byte[] applyScript = {};
  private long done;

  private Session(StatefulRedisConnection<String, String> connection) {
    this.connection = connection;
  }

  /** Connects to whichever of a cluster has a key. */
  static Session connect(RedisClient client, RedisURI first, String key)
      throws ExecutionException, TimeoutException {
    RedisURI at = first;
    for (int hop = 0; ; hop++) {
      RedisURI patient = RedisURI.builder(at).withTimeout(LONGEST_CONNECT).build();
      StatefulRedisConnection<String, String> connection = client.connect(patient);
      try {
        answer(connection.async().exists(key), LONGEST_CONNECT);
        return new Session(connection);
      } catch (ExecutionException refused) {
        connection.close();
        Matcher moved = MOVED.matcher(String.valueOf(refused.getCause().getMessage()));
        if (hop == MOST_REDIRECTIONS || !moved.matches()) {
          throw refused;
        }
        String host = moved.group(1).isEmpty() ? at.getHost() : moved.group(1);
        at = RedisURI.builder(at).withHost(host).withPort(Integer.parseInt(moved.group(2))).build();
      }
    }
  }

  /** Returns another with the connection of this one. */
  Session next() {
    return new Session(connection);
  }

  String id() {
    return id;
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** Lets the store know the scripts of {@link #commit} and {@link #apply}. */
  void prepare(Keyspace keyspace, Duration longest) throws ExecutionException, TimeoutException {
    commitScript = load(keyspace.commitScript(), longest);
    applyScript = load(keyspace.applyScript(), longest);
  }

  private byte[] load(String script, Duration longest) throws ExecutionException, TimeoutException {
    return answer(connection.async().scriptLoad(script), longest).getBytes(UTF_8);
  }

  /** Returns the number of the next commit. */
  long nextCommit() {
    return done + 1;
  }

  /** Counts a commit that the store knows of. */
  void committed() {
    done++;
  }

  CompletableFuture<List<Object>> commit(List<byte[]> keys, List<byte[]> arguments) {
    return send(CommandType.EVALSHA, commitScript, keys, arguments);
  }

  CompletableFuture<List<Object>> apply(List<byte[]> keys, List<byte[]> arguments) {
    return send(CommandType.EVALSHA, applyScript, keys, arguments);
  }

  List<Object> evaluate(byte[] script, List<byte[]> keys, List<byte[]> arguments, Duration longest)
      throws ExecutionException, TimeoutException {
    return answer(send(CommandType.EVAL, script, keys, arguments), longest);
  }

  private CompletableFuture<List<Object>> send(
      CommandType command, byte[] script, List<byte[]> keys, List<byte[]> more) {
    CommandArgs<String, String> arguments = new CommandArgs<>(TEXT).add(script).add(keys.size());
    keys.forEach(arguments::add);
    more.forEach(arguments::add);
    return connection
        .async()
        .dispatch(command, new NestedMultiOutput<>(TEXT), arguments)
        .toCompletableFuture();
  }

  Map<String, String> hash(String key, Duration longest)
      throws ExecutionException, TimeoutException {
    return answer(connection.async().hgetall(key), longest);
  }

  /** Waits, whoever wants this thread to end: others wait for it. */
  static <T> T answer(Future<T> reply, Duration longest)
      throws ExecutionException, TimeoutException {
    long end = System.nanoTime() + longest.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return reply.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says why, without what the address has of secrets: the store's own words, or the system's. */
  static String reason(Throwable failed, Duration longest) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException) {
        return "no answer within " + longest;
      }
      if (cause instanceof RedisCommandExecutionException || cause instanceof IOException) {
        return String.valueOf(cause.getMessage());
      }
    }
    return failed.getClass().getSimpleName();
  }

  /** Leaves it, without awaiting that: it is of no use any more. */
  void leave() {
    if (isOpen()) {
      var unused = connection.closeAsync();
    }
  }

  /** Closes it, after its own fields of a hash are removed. */
  void close(String key, Duration longest) throws ExecutionException, TimeoutException {
    try {
      answer(connection.async().hdel(key, "s:" + id, "j:" + id), longest);
    } finally {
      connection.close();
    }
  }
}
