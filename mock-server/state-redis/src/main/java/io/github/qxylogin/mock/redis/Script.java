package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A Lua script that the store runs as one. */
record Script(String text, String digest) {
  static final Script READ = of("read.lua");
  static final Script COMMIT = of("commit.lua");
  static final Script HEARTBEAT = of("heartbeat.lua");

  private static Script of(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      byte[] text = in.readAllBytes();
      return new Script(new String(text, UTF_8), Base16.digest(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
