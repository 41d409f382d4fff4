package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script that the store runs as one. */
record Script(String text, String digest) {
  static final Script READ = of("read.lua");
  static final Script COMMIT = of("commit.lua");
  static final Script BEAT = of("beat.lua");

  private static Script of(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      byte[] text = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
      return new Script(new String(text, UTF_8), HexFormat.of().formatHex(digest));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has it", impossible);
    }
  }
}
