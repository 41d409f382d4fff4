package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The keys of one state, and the scripts that work on all of them. */
final class Keyspace {
  /** About so many entries of the stream of removals are kept. */
  static final int LOGGED_REMOVALS = 1_000;

  /** When others have changed more than so many entries, all is loaded. */
  private static final int MOST_NEWS = 10_000;

  private static final int MOST_SESSIONS = 1_000;

  /** Whoever asked for the next turn may take so long; a dead one holds nobody up for longer. */
  private static final Duration LONGEST_TURN = Duration.ofMillis(500);

  private final String prefix;
  private final byte[] lifetime;
  private final List<Copy.Layout> tables;
  private final List<byte[]> keys;
  private final List<byte[]> all;

  /**
   * @param prefix what all keys begin with
   * @param more the names of further keys, which are lost with the rest
   * @param lifetime how long the state outlives the last that uses it
   */
  Keyspace(String prefix, List<Copy.Layout> tables, List<String> more, Duration lifetime) {
    this.prefix = prefix;
    this.lifetime = Commit.bytes(lifetime.toMillis());
    this.tables = tables;
    List<String> names = new ArrayList<>(List.of("meta", "removed", "values", "turn"));
    tables.forEach(table -> names.add(table.name()));
    keys = of(names);
    names.addAll(more);
    all = of(names);
  }

  static String script(String name) {
    try (InputStream in = Keyspace.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String commitScript() {
    return "local MOST, MOST_NEWS, LONGEST_TURN = {%s}, %d, %d%n%s"
        .formatted(
            tables.stream()
                .map(table -> Integer.toString(table.most()))
                .collect(Collectors.joining(",")),
            MOST_NEWS,
            LONGEST_TURN.toMillis(),
            script("commit.lua"));
  }

  String applyScript() {
    return script("apply.lua");
  }

  byte[] loadScript() {
    return "local MOST_SESSIONS = %d%n%s"
        .formatted(MOST_SESSIONS, script("load.lua"))
        .getBytes(UTF_8);
  }

  List<Copy.Layout> tables() {
    return tables;
  }

  byte[] lifetime() {
    return lifetime;
  }

  /** Returns the keys of commit.lua. */
  List<byte[]> keys() {
    return keys;
  }

  /** Returns the keys of load.lua. */
  List<byte[]> all() {
    return all;
  }

  /** Returns the hash of what is known of all. */
  String meta() {
    return prefix + "meta";
  }

  List<byte[]> of(List<String> names) {
    return names.stream().map(name -> (prefix + name).getBytes(UTF_8)).toList();
  }
}
