package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.store.GatheredFeed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks all sessions for what they have by a number that each sees with its next commit. */
final class RedisGatheredFeed<V> implements GatheredFeed<V> {
  private static final String PUBLISH = Link.script("publish.lua");
  private static final String COLLECT = Link.script("collect.lua");

  /** More go with the next command. */
  private static final int MOST_AT_ONCE = 200;

  private final RedisStore store;
  private final Copy.Layout layout;
  private final StoredJson json;
  private final Supplier<List<Told<V>>> news;

  private long answered;
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
    if (wish > answered) {
      publish(link, Long.toString(wish));
      answered = wish;
    }
  }

  private synchronized long publish(Link link, String wish) {
    List<Told<V>> all = news.get();
    int from = 0;
    long number;
    do {
      List<Told<V>> some = all.subList(from, Math.min(from + MOST_AT_ONCE, all.size()));
      from += some.size();
      List<byte[]> arguments =
          new ArrayList<>(
              List.of(
                  link.id().getBytes(UTF_8),
                  link.lifetime(),
                  Commit.bytes(layout.most()),
                  (from < all.size() ? "0" : wish).getBytes(UTF_8)));
      for (Told<V> each : some) {
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, each.at());
        arguments.add(Commit.bytes(at));
        arguments.add(json.write(new Timed<>(at, link.id(), ++count, each.value())));
      }
      List<Object> reply = link.evaluate(PUBLISH, List.of("meta", key("untold")), arguments);
      number = (Long) reply.get(0);
    } while (from < all.size());
    return number;
  }

  private String key(String kind) {
    return kind + ":" + layout.name();
  }

  @Override
  public Gathered<V> gather(long after) {
    Link link = store.link();
    awaitOthers(link, publish(link, ""));
    return collect(link, after, false);
  }

  @Override
  public void clear() {
    Link link = store.link();
    awaitOthers(link, publish(link, ""));
    collect(link, 0, true);
  }

  private static void awaitOthers(Link link, long wish) {
    link.others().await((session, meta) -> told(session, meta) >= wish);
  }

  private static long told(String session, Map<String, String> meta) {
    return Long.parseLong(meta.getOrDefault("j:" + session, "0"));
  }

  @SuppressWarnings("unchecked") // as collect.lua has it
  private Gathered<V> collect(Link link, long after, boolean forgetting) {
    List<Object> reply =
        link.evaluate(
            COLLECT,
            List.of("meta", key("untold"), key("told")),
            List.of(
                link.lifetime(),
                Commit.bytes(layout.most()),
                Commit.bytes(after),
                Commit.bytes(forgetting ? 1 : 0)));
    Map<Long, V> values = new LinkedHashMap<>();
    for (Object each : (List<Object>) reply.get(2)) {
      List<Object> entry = (List<Object>) each;
      String id = (String) entry.get(0);
      String written = ((List<String>) entry.get(1)).get(1);
      Timed<V> read = (Timed<V>) json.read(layout, written);
      values.put(Long.valueOf(id.substring(0, id.indexOf('-'))), read.value());
    }
    return new Gathered<>((Long) reply.get(0), (Long) reply.get(1), values);
  }
}
