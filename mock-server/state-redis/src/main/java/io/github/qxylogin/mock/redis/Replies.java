package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the scripts reply, read as each of them says at its head. */
@SuppressWarnings("unchecked") // by what the scripts say
final class Replies {
  private static final Long DONE = 1L;
  private static final Long NOT_ITS_TURN = 2L;
  private static final Long UNKNOWN_SESSION = -1L;

  /** Read as of a session that is not known: another one loads the scripts. */
  static final List<Object> SCRIPT_LOST = List.of(List.of(UNKNOWN_SESSION));

  private Replies() {}

  /**
   * Of apply.lua.
   *
   * @param time the latest that anybody was told
   * @param wish the number of the latest wish for calls
   */
  record Applied(long time, long wish) {
    /** Returns null if nothing was done. */
    static @Nullable Applied of(List<Object> reply) {
      return reply.get(0).equals(DONE)
          ? new Applied((Long) reply.get(1), (Long) reply.get(2))
          : null;
    }
  }

  /**
   * Of commit.lua.
   *
   * @param others what others did since the last reply; null for nothing
   * @param before the version before the commits
   * @param evicted the entries for which there was no room any more
   * @param time the latest that anybody was told
   * @param wish the number of the latest wish for calls
   */
  record Committed(
      List<Outcome> became,
      @Nullable News others,
      long before,
      long after,
      List<String> evicted,
      long time,
      long wish) {
    /** Returns null if the session is not known. */
    static @Nullable Committed of(List<Object> reply) {
      List<Object> became = (List<Object>) reply.get(0);
      if (became.contains(UNKNOWN_SESSION)) {
        return null;
      }
      List<Object> others = (List<Object>) reply.get(1);
      long before = (Long) reply.get(2);
      return new Committed(
          became.stream().map(Committed::outcome).toList(),
          others.isEmpty() ? null : News.of(others, before),
          before,
          (Long) reply.get(3),
          (List<String>) reply.get(4),
          (Long) reply.get(5),
          (Long) reply.get(6));
    }

    private static Outcome outcome(Object status) {
      if (status.equals(DONE)) {
        return Outcome.DONE;
      }
      return status.equals(NOT_ITS_TURN) ? Outcome.NOT_ITS_TURN : Outcome.STALE;
    }
  }

  /**
   * What others did.
   *
   * @param seen the version after which it is
   * @param removals as {@link Copy#takeOver} has them
   */
  record News(long seen, Copy.State state, List<String> removals) {
    private static News of(List<Object> others, long version) {
      List<String> removals = new ArrayList<>();
      for (Object each : (List<Object>) others.get(1)) {
        List<String> names = (List<String>) ((List<Object>) each).get(1);
        names.stream().skip(2).filter(name -> !name.isEmpty()).forEach(removals::add);
      }
      return new News(
          (Long) others.get(0),
          stateOf(version, others.get(2), others.get(3), (Long) others.get(4)),
          removals);
    }
  }

  /**
   * Of load.lua.
   *
   * @param time the latest that anybody was told
   * @param wish the number of the latest wish for calls
   */
  record Loaded(Copy.State state, long time, long wish) {
    static Loaded of(List<Object> reply) {
      return new Loaded(
          stateOf(number(reply.get(0)), reply.get(1), reply.get(2), number(reply.get(3))),
          number(reply.get(4)),
          number(reply.get(5)));
    }
  }

  private static long number(Object text) {
    return Long.parseLong((String) text);
  }

  private static Copy.State stateOf(long version, Object tables, Object values, long removed) {
    return new Copy.State(
        version,
        ((List<Object>) tables).stream().map(table -> keys((List<Object>) table)).toList(),
        byTwos((List<String>) values),
        removed);
  }

  private static Copy.State.Keys keys(List<Object> table) {
    Map<String, Long> oldestFirst = new LinkedHashMap<>();
    byTwos((List<String>) table.get(2))
        .forEach((entry, version) -> oldestFirst.put(entry, (long) Double.parseDouble(version)));
    return new Copy.State.Keys(
        ((Long) table.get(0)).intValue(),
        ((Long) table.get(1)).intValue(),
        oldestFirst,
        number(table.get(3)),
        number(table.get(4)));
  }

  private static Map<String, String> byTwos(List<String> flat) {
    Map<String, String> byTwos = new LinkedHashMap<>();
    for (int i = 0; i < flat.size(); i += 2) {
      byTwos.put(flat.get(i), flat.get(i + 1));
    }
    return byTwos;
  }
}
