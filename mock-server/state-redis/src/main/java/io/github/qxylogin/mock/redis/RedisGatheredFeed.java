package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.store.GatheredFeed;
import io.github.qxylogin.mock.store.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks all sessions for what they have by a number that each sees with its next commit. */
final class RedisGatheredFeed<V> implements GatheredFeed<V> {
  private static final String PUBLISH = Keyspace.script("publish.lua");
  private static final String COLLECT = Keyspace.script("collect.lua");

  private static final int COUNT = 19;

  /** More go, and come, with the next command: no script and no reply is long. */
  private static final int MOST_AT_ONCE = 200;

  private final RedisStore store;
  private final Copy.Layout layout;
  private final StoredJson json;
  private final Supplier<List<Told<V>>> news;

  /** What was not handed in, since the store was not to be had. */
  private final Deque<Told<V>> unsent = new ArrayDeque<>();

  /** The session and the wish that were answered last. */
  private String answered = "";

  private long count;

  /**
   * Creates one.
   *
   * @param layout its type is {@link Timed}, of the values
   */
  RedisGatheredFeed(
      RedisStore store, Copy.Layout layout, StoredJson json, Supplier<List<Told<V>>> news) {
    this.store = store;
    this.layout = layout;
    this.json = json;
    this.news = news;
  }

  /** Answers others who ask, if they do. */
  void answer(Link link) {
    long wish = link.wish();
    String asked = link.id() + ":" + wish;
    if (wish > 0 && !asked.equals(answered)) {
      publish(link, Long.toString(wish));
      answered = asked;
    }
  }

  /** Hands in what there is before the mock goes. */
  void leave(Link link) {
    try {
      publish(link, "0");
    } catch (StoreException gone) {
      // So is what it has not handed in.
    }
  }

  private synchronized long publish(Link link, String wish) {
    unsent.addAll(news.get());
    long number;
    do {
      List<Told<V>> some = unsent.stream().limit(MOST_AT_ONCE).toList();
      List<byte[]> arguments =
          new ArrayList<>(
              List.of(
                  link.id().getBytes(UTF_8),
                  link.lifetime(),
                  Commit.bytes(layout.most()),
                  (some.size() < unsent.size() ? "0" : wish).getBytes(UTF_8)));
      for (Told<V> each : some) {
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, each.at());
        arguments.add(Commit.bytes(at));
        arguments.add(entry(++count, json.write(new Timed<>(at, link.id(), each.value()))));
      }
      List<Object> reply = link.evaluate(PUBLISH, List.of("meta", key("untold")), arguments);
      number = (Long) reply.get(0);
      some.forEach(told -> unsent.remove());
    } while (!unsent.isEmpty());
    return number;
  }

  /** What was at the same time is put in order by its count. */
  private static byte[] entry(long count, byte[] written) {
    byte[] counted = "%019d".formatted(count).getBytes(UTF_8);
    byte[] entry = Arrays.copyOf(counted, COUNT + written.length);
    System.arraycopy(written, 0, entry, COUNT, written.length);
    return entry;
  }

  Copy.Layout layout() {
    return layout;
  }

  /** Returns the names of a feed's keys. */
  static Stream<String> keys(Copy.Layout layout) {
    return Stream.of("untold", "told").map(kind -> kind + ":" + layout.name());
  }

  private String key(String kind) {
    return kind + ":" + layout.name();
  }

  @Override
  public Gathered<V> gather(long after) {
    Link link = store.link();
    awaitOthers(link, publish(link, ""));
    return collect(link, after);
  }

  @Override
  public Gathered<V> clear() {
    Link link = store.link();
    awaitOthers(link, publish(link, ""));
    Piece none = piece(link, 0, 0);
    return new Gathered<>(none.epoch(), none.newest(), none.forgotten(), Map.of());
  }

  private static void awaitOthers(Link link, long wish) {
    link.others().await((session, meta) -> hasTold(meta.get("j:" + session), wish));
  }

  /** Whoever has no such feed has nothing to tell. */
  private static boolean hasTold(@Nullable String wish, long wanted) {
    return wish == null || Long.parseLong(wish) >= wanted;
  }

  /** What collect.lua returns; its entries are those of a stream. */
  private record Piece(
      long newest, long forgotten, List<Object> entries, long epoch, boolean hasMore) {}

  private Gathered<V> collect(Link link, long after) {
    Map<Long, V> values = new LinkedHashMap<>();
    Piece first = piece(link, after, MOST_AT_ONCE);
    Piece last = first;
    long read = take(first, after, values);
    while (last.hasMore()) {
      last = piece(link, read, MOST_AT_ONCE);
      if (last.epoch() != first.epoch()) {
        // The store has lost everything meanwhile, and numbers anew.
        return collect(link, after);
      }
      read = take(last, read, values);
    }
    // What was read first may be forgotten by now.
    long gone = Math.max(last.forgotten(), last.newest() - layout.most());
    values.keySet().removeIf(number -> number <= gone);
    return new Gathered<>(last.epoch(), last.newest(), last.forgotten(), values);
  }

  @SuppressWarnings("unchecked") // as collect.lua has it
  private Piece piece(Link link, long after, int most) {
    List<Object> reply =
        link.evaluate(
            COLLECT,
            List.of("meta", key("untold"), key("told")),
            List.of(
                link.lifetime(),
                Commit.bytes(layout.most()),
                Commit.bytes(after),
                Commit.bytes(most)));
    return new Piece(
        (Long) reply.get(0),
        (Long) reply.get(1),
        (List<Object>) reply.get(2),
        (Long) reply.get(3),
        (Long) reply.get(4) == 1);
  }

  /** Reads the entries of a piece, and returns the number up to which it went. */
  @SuppressWarnings("unchecked") // as collect.lua has it
  private long take(Piece piece, long before, Map<Long, V> values) {
    long read = before;
    for (Object each : piece.entries()) {
      List<Object> entry = (List<Object>) each;
      String id = (String) entry.get(0);
      String written = ((List<String>) entry.get(1)).get(1);
      read = Long.parseLong(id.substring(0, id.indexOf('-')));
      values.put(read, ((Timed<V>) json.read(layout, written.substring(COUNT))).value());
    }
    return read;
  }
}
