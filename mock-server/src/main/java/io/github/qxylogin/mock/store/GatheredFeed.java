package io.github.qxylogin.mock.store;

import java.time.Instant;
import java.util.Map;

/**
 * A feed whose values stay with whoever has added them until somebody asks. Then all that share the
 * store hand in what they have, which gets its numbers in the order of its times.
 */
public interface GatheredFeed<V> {
  /**
   * A value that its owner hands in.
   *
   * @param at when it was, in real time
   */
  record Told<V>(Instant at, V value) {}

  /**
   * What there is.
   *
   * @param epoch another than before, if the store has lost everything and numbers anew
   * @param newest the number of the newest value, kept or not
   * @param forgotten up to which number all values were forgotten
   * @param values the new ones by their numbers, oldest first
   */
  record Gathered<V>(long epoch, long newest, long forgotten, Map<Long, V> values) {}

  /**
   * Returns what all have told until now; one that does not answer in time is left out.
   *
   * @param after the number after which is new
   * @throws StoreException if the store does not answer
   */
  Gathered<V> gather(long after);

  /**
   * Forgets all values, wherever they are; their numbers are not given again.
   *
   * @return what there is then: nothing
   * @throws StoreException if the store does not answer
   */
  Gathered<V> clear();
}
