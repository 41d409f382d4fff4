package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run of a call asks of the store.
 *
 * @param writes is taken over by the copy when it is done
 * @param arguments name, reads and writes, as commit.lua has them
 */
record Commit(List<Write> writes, List<byte[]> arguments) {
  /** Asks for nothing but what others did. */
  static final Commit NOTHING = of(List.of(), List.of(), "", List.of());

  /**
   * @param reads by twos, as commit.lua has it
   * @param turn names who asks for the next turn; else empty
   * @param values the values of the writes as JSON, empty for none
   */
  static Commit of(List<String> reads, List<Write> writes, String turn, List<byte[]> values) {
    List<byte[]> arguments = new ArrayList<>(3 + reads.size() + 2 * writes.size());
    arguments.add(turn.getBytes(UTF_8));
    arguments.add(bytes(reads.size() / 2));
    arguments.add(bytes(writes.size()));
    reads.forEach(read -> arguments.add(read.getBytes(UTF_8)));
    for (int i = 0; i < writes.size(); i++) {
      arguments.add(writes.get(i).what().getBytes(UTF_8));
      arguments.add(values.get(i));
    }
    return new Commit(writes, arguments);
  }

  static byte[] bytes(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }
}
