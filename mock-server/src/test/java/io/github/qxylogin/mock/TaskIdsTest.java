package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskIdsTest {
  @Test
  void next_everyId_losesDigitsAsADouble() {
    // One random id in 256 would survive.
    assertThat(LongStream.generate(TaskIds::next).limit(20_000))
        .allMatch(id -> (long) (double) id != id)
        .allMatch(id -> id > 1L << 53);
  }
}
