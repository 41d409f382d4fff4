package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IssueTaskHandlerTest {
  @Test
  void nextId_every_losesDigitsAsADouble() {
    // One random id in 256 would survive.
    assertThat(LongStream.generate(IssueTaskHandler::nextId).limit(20_000))
        .allMatch(id -> (long) (double) id != id)
        .allMatch(id -> id > 1L << 53);
  }

  /** A double prints 17 digits and zeros: an id that ends in zeros could survive its rounding. */
  @Test
  void nextId_every_differsFromWhatJavaScriptPrintsOfIt() {
    assertThat(LongStream.generate(IssueTaskHandler::nextId).limit(20_000))
        .noneMatch(id -> id % 100 == 0);
  }
}
