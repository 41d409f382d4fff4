package io.github.qxylogin.mock;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes task ids of the documented length, above 2^53 and ending in digits that a double loses: a
 * caller who reads them as doubles finds out here.
 */
final class TaskIds {
  private static final long SMALLEST = 1_700_000_000_000_000_000L;
  private static final long LARGEST = 1_999_999_999_999_999_999L;

  private TaskIds() {}

  static long next() {
    long id = ThreadLocalRandom.current().nextLong(SMALLEST, LARGEST);
    return survivesDouble(id) ? id + 1 : id;
  }

  private static boolean survivesDouble(long id) {
    return (long) (double) id == id;
  }
}
