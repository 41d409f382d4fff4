package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * What a run of a call asks of the store.
 *
 * @param writes is taken over by the copy when it is done
 * @param values the values of the writes as JSON, empty for none
 * @param turn names who asks for the next turn; else empty
 */
record Commit(Reads reads, List<Write> writes, List<byte[]> values, String turn) {
  /** Asks for nothing but what others did. */
  static final Commit NOTHING = new Commit(new Reads(), List.of(), List.of(), "");

  /** Returns whether it empties a table. */
  boolean clears() {
    for (Write write : writes) {
      if (write.is(Write.CLEAR)) {
        return true;
      }
    }
    return false;
  }

  /** Adds name, reads and writes, as commit.lua has them. */
  void addTo(List<byte[]> arguments) {
    arguments.add(turn.getBytes(UTF_8));
    arguments.add(bytes(reads.size()));
    arguments.add(bytes(writes.size()));
    reads.tell(
        (what, seen) -> {
          arguments.add(what.getBytes(UTF_8));
          arguments.add(seen.getBytes(UTF_8));
        });
    for (int i = 0; i < writes.size(); i++) {
      arguments.add(writes.get(i).what().getBytes(UTF_8));
      arguments.add(values.get(i));
    }
  }

  static byte[] bytes(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }
}
