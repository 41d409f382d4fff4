package io.github.qxylogin.mock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The heap that is in use after a collection, to detect growth. */
public final class LiveHeap {
  private static final Duration LONGER_THAN_CLEANING_UP = Duration.ofSeconds(20);

  private final long before = bytes();

  /** Makes sure that it has grown by less; a server cleans up a little after its clients. */
  public void assertGrownByLessThan(long limit) {
    long end = System.nanoTime() + LONGER_THAN_CLEANING_UP.toNanos();
    long grown = bytes() - before;
    while (grown >= limit && System.nanoTime() < end) {
      grown = bytes() - before;
    }
    assertThat(grown).isLessThan(limit);
  }

  private static long bytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
