package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the store, and the copy that it keeps up to date. All goes over one connection,
 * in order: each reply brings what others have done since the one before.
 *
 * <p>When the connection breaks, or the store does not know it any more, another begins: it loads
 * everything, and what was on its way is not done any more.
 */
final class Link implements AutoCloseable {
  /** More than so many commits of others are not read one by one. */
  private static final int MOST_NEWS = 2_000;

  /** So many commits wait at most for one that asked for its turn. */
  private static final int MOST_WAITED = 50;

  private static final int LOG_LENGTH = 5_000;
  private static final int MOST_SESSIONS = 1_000;

  /** Who asks nothing himself for so long asks what others did. */
  private static final Duration BEAT = Duration.ofMillis(100);

  private static final Duration RENEWAL = Duration.ofSeconds(10);
  private static final Duration LONGEST_LOAD = Duration.ofSeconds(30);

  /** Versions begin above those of a store that was lost: nobody writes a thousand in a milli. */
  private static final long VERSIONS_A_MILLI = 1_000;

  private static final int DONE = 1;
  private static final int STALE = 0;

  private final RedisClient client;
  private final RedisURI address;
  private final String name;
  private final Copy copy;
  private final StoredJson json;
  private final String lifetime;
  private final String[] keys;
  private final String commit;
  private final String load;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread thread = new Thread(run, "mock-state");
            thread.setDaemon(true);
            return thread;
          });
  private final Future<?> beating;
  private volatile @Nullable Session session;
  private volatile @Nullable Exception failure;
  private volatile long asked = System.nanoTime();
  private long renewed = System.nanoTime();

  /**
   * Connects.
   *
   * @param name names the store without its password
   * @param prefix what all keys begin with
   * @param lifetime how long the state outlives the last that uses it
   * @throws StoreException if that fails
   */
  Link(
      RedisClient client,
      RedisURI address,
      String name,
      String prefix,
      List<Copy.Layout> layouts,
      StoredJson json,
      Duration lifetime) {
    this.client = client;
    this.address = address;
    this.name = name;
    this.json = json;
    this.copy = new Copy(layouts, json);
    this.lifetime = Long.toString(lifetime.toMillis());
    List<String> named = new ArrayList<>(List.of("meta", "log", "values"));
    layouts.forEach(layout -> named.add("keys:" + layout.name()));
    keys = named.stream().map(key -> prefix + key).toArray(String[]::new);
    List<String> most = layouts.stream().map(layout -> Integer.toString(layout.most())).toList();
    commit =
        "local MOST = {%s}%nlocal MOST_NEWS = %d%nlocal MOST_WAITED = %d%n%s"
            .formatted(String.join(",", most), MOST_NEWS, MOST_WAITED, script("commit.lua"));
    load = "local MOST_SESSIONS = %d%n%s".formatted(MOST_SESSIONS, script("load.lua"));
    try {
      begin(null);
    } catch (RuntimeException | Error unreachable) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
      throw unreachable;
    }
    beating =
        beats.scheduleWithFixedDelay(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String script(String name) {
    try (InputStream in = Link.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A connection from when everything was loaded until it breaks. */
  private static final class Session {
    private final String id = UUID.randomUUID().toString();
    private final StatefulRedisConnection<String, String> connection;
    private final RedisAsyncCommands<String, String> commands;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private String commit = "";
    private long sent;

    /** Whether replies do not follow one another: then everything is loaded once more. */
    private volatile boolean lost;

    Session(StatefulRedisConnection<String, String> connection) {
      this.connection = connection;
      commands = connection.async();
    }
  }

  /** A commit whose reply is not taken over yet. */
  private record InFlight(List<Write> writes, RedisFuture<List<Object>> reply) {}

  Copy copy() {
    return copy;
  }

  String name() {
    return name;
  }

  Store.Standing standing() {
    return new Store.Standing(name, session != null);
  }

  /**
   * Commits what a run of a call has written, if what it read is still so.
   *
   * @param name names the call if it was too slow too often: then it has the next turn; else empty
   * @return whether it was; if not, the copy has by now what is
   * @throws StoreException if the store does not answer
   */
  boolean commit(Transaction transaction, String name) {
    List<String> reads = transaction.reads();
    List<Write> writes = transaction.writes();
    return (reads.isEmpty() && writes.isEmpty()) || committed(reads, writes, name, false);
  }

  /** Brings the copy up to date. */
  void refresh() {
    while (!committed(List.of(), List.of(), "", false)) {
      // Loaded once more instead, which is as good, unless that is lost again.
    }
  }

  private boolean committed(List<String> reads, List<Write> writes, String name, boolean renewing) {
    Session current = session;
    if (current == null) {
      throw unreachable(failure);
    }
    InFlight mine = send(current, arguments(current, reads, writes, name, renewing), writes);
    Object status;
    try {
      List<Object> reply = mine.reply().get(address.getTimeout().toMillis(), TimeUnit.MILLISECONDS);
      status = reply.get(0);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RedisNoScriptException) {
        begin(current);
        return false;
      }
      throw broken(current, failed);
    } catch (TimeoutException late) {
      throw broken(current, late);
    } catch (InterruptedException stopped) {
      // The others go on, and whoever comes next takes its reply over.
      Thread.currentThread().interrupt();
      throw unreachable(stopped);
    }
    int became = ((Long) status).intValue();
    if (became != DONE && became != STALE) {
      begin(current);
      return false;
    }
    takeOver(current);
    if (current.lost) {
      begin(current);
    }
    return became == DONE;
  }

  private String[] arguments(
      Session current, List<String> reads, List<Write> writes, String name, boolean renewing) {
    List<String> arguments = new ArrayList<>(7 + reads.size() + 2 * writes.size());
    arguments.add(current.id);
    arguments.add("");
    arguments.add(lifetime);
    arguments.add(renewing ? "1" : "0");
    arguments.add(Integer.toString(LOG_LENGTH));
    arguments.add(Integer.toString(reads.size() / 2));
    arguments.add(name);
    arguments.addAll(reads);
    for (Write write : writes) {
      arguments.add(write.what());
      arguments.add(write.value() == null ? "" : json.write(write.value()));
    }
    return arguments.toArray(String[]::new);
  }

  private InFlight send(Session current, String[] arguments, List<Write> writes) {
    asked = System.nanoTime();
    synchronized (current) {
      arguments[1] = Long.toString(++current.sent);
      InFlight sent;
      try {
        sent =
            new InFlight(
                writes,
                current.commands.evalsha(current.commit, ScriptOutputType.MULTI, keys, arguments));
      } catch (RedisException closed) {
        throw broken(current, closed);
      }
      current.inFlight.add(sent);
      return sent;
    }
  }

  /** Replies come in the order of what was sent: those before one that is there are there too. */
  private void takeOver(Session current) {
    synchronized (copy) {
      if (session != current || current.lost) {
        return;
      }
      for (; ; ) {
        InFlight next;
        synchronized (current) {
          next = current.inFlight.peek();
          if (next == null || !next.reply().isDone()) {
            break;
          }
          current.inFlight.poll();
        }
        if (!takeOver(next)) {
          current.lost = true;
          break;
        }
      }
      copy.told();
    }
  }

  @SuppressWarnings("unchecked") // as commit.lua has it
  private boolean takeOver(InFlight next) {
    List<Object> reply;
    try {
      reply = next.reply().toCompletableFuture().getNow(List.of());
    } catch (RuntimeException failed) {
      return false;
    }
    if (reply.size() < 4) {
      return false;
    }
    for (Object each : (List<Object>) reply.get(1)) {
      List<String> commit = (List<String>) ((List<Object>) each).get(1);
      if (Long.parseLong(commit.get(1)) != copy.version()) {
        return false;
      }
      for (int i = 2; i < commit.size(); i += 2) {
        copy.take(commit.get(i), commit.get(i + 1), null);
      }
    }
    if (Long.parseLong((String) reply.get(2)) != copy.version()) {
      return false;
    }
    if (((Long) reply.get(0)).intValue() == DONE) {
      next.writes().forEach(write -> copy.take(write.what(), null, write.value()));
    }
    return Long.parseLong((String) reply.get(3)) == copy.version();
  }

  /** Begins a session after one that the store does not know any more, or after none. */
  private synchronized void begin(@Nullable Session before) {
    if (session != before) {
      return;
    }
    Session next = null;
    try {
      StatefulRedisConnection<String, String> connection =
          before != null && before.connection.isOpen()
              ? before.connection
              : client.connect(address);
      next = new Session(connection);
      load(next, before);
      failure = null;
    } catch (RedisException | ExecutionException | TimeoutException failed) {
      if (next != null) {
        leave(next);
      }
      session = null;
      failure = failed;
      throw unreachable(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unreachable(stopped);
    }
  }

  private void load(Session next, @Nullable Session before)
      throws ExecutionException, TimeoutException, InterruptedException {
    long millis = LONGEST_LOAD.toMillis();
    next.commit = next.commands.scriptLoad(commit).get(millis, TimeUnit.MILLISECONDS);
    String[] arguments = {
      next.id,
      before == null ? last : before.id,
      lifetime,
      Long.toString(Clock.systemUTC().millis() * VERSIONS_A_MILLI)
    };
    RedisFuture<List<Object>> reply =
        next.commands.eval(load, ScriptOutputType.MULTI, keys, arguments);
    Copy.Loaded loaded = loaded(reply.get(millis, TimeUnit.MILLISECONDS));
    synchronized (copy) {
      copy.load(loaded);
      session = next;
      last = next.id;
    }
  }

  /** The session before, which what was on its way still belongs to. */
  private String last = "";

  @SuppressWarnings("unchecked") // as load.lua has it
  private static Copy.Loaded loaded(List<Object> reply) {
    List<Copy.Loaded.Keys> tables = new ArrayList<>();
    for (Object each : (List<Object>) reply.get(2)) {
      List<Object> table = (List<Object>) each;
      List<String> versions = (List<String>) table.get(0);
      Map<String, Long> oldestFirst = new LinkedHashMap<>();
      for (int i = 0; i < versions.size(); i += 2) {
        oldestFirst.put(versions.get(i), (long) Double.parseDouble(versions.get(i + 1)));
      }
      tables.add(
          new Copy.Loaded.Keys(
              oldestFirst,
              Long.parseLong((String) table.get(1)),
              Long.parseLong((String) table.get(2))));
    }
    List<String> flat = (List<String>) reply.get(1);
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < flat.size(); i += 2) {
      values.put(flat.get(i), flat.get(i + 1));
    }
    return new Copy.Loaded(Long.parseLong((String) reply.get(0)), values, tables);
  }

  private void beat() {
    try {
      Session current = session;
      long now = System.nanoTime();
      if (current == null) {
        begin(null);
      } else if (now - renewed > RENEWAL.toNanos()) {
        committed(List.of(), List.of(), "", true);
        renewed = now;
      } else if (now - asked > BEAT.toNanos()) {
        committed(List.of(), List.of(), "", false);
      }
    } catch (RuntimeException tellsHealth) {
      // Tried again with the next beat.
    }
  }

  private StoreException broken(Session current, Exception cause) {
    synchronized (this) {
      if (session == current) {
        session = null;
        failure = cause;
      }
    }
    leave(current);
    return unreachable(cause);
  }

  private static void leave(Session left) {
    if (left.connection.isOpen()) {
      // Not awaited: it is of no use any more.
      var unused = left.connection.closeAsync();
    }
  }

  private StoreException unreachable(@Nullable Exception cause) {
    return StoreException.unreachable(name, cause);
  }

  @Override
  public void close() {
    beating.cancel(true);
    beats.shutdownNow();
    Session current = session;
    if (current != null && current.connection.isOpen()) {
      current.connection.close();
    }
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }
}
