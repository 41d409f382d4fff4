package io.github.qxylogin.client.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The password of a bureau user, for the field {@code gryhmm}. The clear text stays in this object:
 * the client encrypts it when it sends the request, {@code toString} masks it, and any other JSON
 * mapper fails to write it. Thread-safe.
 *
 * <pre>{@code
 * try (Password password = Password.of(typed)) {
 *   login.multiAccount().sendSmsCode(request.toBuilder().gryhmm(password).build()).execute();
 * }
 * }</pre>
 */
public final class Password implements AutoCloseable {
  /** The mask of secrets in texts: two full blocks, which no real value contains. */
  public static final String MASK = "██";

  private final byte @Nullable [] clear;
  private final String text;
  private boolean closed;

  private Password(byte @Nullable [] clear, String text) {
    this.clear = clear;
    this.text = text;
  }

  /**
   * Creates a password from a copy of its characters. You can wipe the given array at once. Close
   * the password after the last call with it.
   *
   * @throws IllegalArgumentException if it is empty, or contains half of a surrogate pair, which
   *     cannot be encoded
   */
  public static Password of(char[] clear) {
    if (clear.length == 0) {
      throw new IllegalArgumentException("The password is empty: pass the bureau's password");
    }
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    byte[] room = new byte[Math.multiplyExact(clear.length, (int) encoder.maxBytesPerChar())];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    try {
      if (encoder.encode(CharBuffer.wrap(clear), encoded, true).isError()) {
        throw new IllegalArgumentException(
            "The password contains half of a surrogate pair: pass complete characters");
      }
      return new Password(Arrays.copyOf(room, encoded.position()), "");
    } finally {
      Arrays.fill(room, (byte) 0);
    }
  }

  /**
   * Creates a password that was encrypted elsewhere, by the contract's {@code EncryptedPassword}:
   * Base64 of RSA blocks. The call rejects any other text before it sends anything, unless the
   * contract allows a clear password there. The key of the encryption cannot be checked.
   *
   * @throws IllegalArgumentException if the text is the mask of passwords
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Password encrypted(String base64) {
    if (base64.equals(MASK)) {
      throw new IllegalArgumentException(
          "The password is only a mask, which cannot be read again: set it in the request");
    }
    return new Password(null, base64);
  }

  /**
   * Returns the text to send: the result of the encryption function, or the text of a password that
   * was encrypted elsewhere. The function gets the secret UTF-8 bytes, and must not change them.
   *
   * @throws IllegalStateException if this password was closed
   */
  public synchronized String encryptedBy(Function<byte[], String> encryption) {
    if (closed) {
      throw new IllegalStateException(
          "The password was closed: close it after the last call with it");
    }
    return clear == null ? text : encryption.apply(clear);
  }

  /**
   * Wipes the characters. The JDK's RSA cipher does not wipe its buffers; they remain until the
   * garbage collector reuses their memory. Requests that were already sent stay as they are.
   */
  @Override
  public synchronized void close() {
    closed = true;
    if (clear != null) {
      Arrays.fill(clear, (byte) 0);
    }
  }

  /** Called by any mapper but the client's own. */
  @JsonValue
  @SuppressWarnings("DoNotCallSuggester")
  String written() {
    throw new UnsupportedOperationException(
        "A password cannot be written as JSON: only the client sends it, encrypted."
            + " Store the request without it, and set it before the call");
  }

  /** Returns the mask. */
  @Override
  public String toString() {
    return MASK;
  }
}
