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
 * The password of a person at the bureau, for the field {@code gryhmm}. In clear it stays in this
 * object: the client encrypts it with its own key when it sends the request, {@code toString} masks
 * it, and any other JSON mapper fails to write it. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Password password = Password.of(typed)) {
 *   login.multiAccount().sendSmsCode(request.toBuilder().gryhmm(password).build()).execute();
 * }
 * }</pre>
 */
public final class Password implements AutoCloseable {
  /** The mask that stands for a secret in texts: two full blocks, which no value has. */
  public static final String MASK = "██";

  private final byte @Nullable [] clear;
  private final String text;
  private boolean closed;

  private Password(byte @Nullable [] clear, String text) {
    this.clear = clear;
    this.text = text;
  }

  /**
   * Creates a password from its characters, which are copied: wipe the given ones as soon as you
   * like, and close this when the last call with it has ended.
   *
   * @throws IllegalArgumentException if it is empty, or has half of a surrogate pair, which no
   *     encoding can send
   */
  public static Password of(char[] clear) {
    if (clear.length == 0) {
      throw new IllegalArgumentException("The password is empty: give the one of the bureau");
    }
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    byte[] room = new byte[Math.multiplyExact(clear.length, (int) encoder.maxBytesPerChar())];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    try {
      if (encoder.encode(CharBuffer.wrap(clear), encoded, true).isError()) {
        throw new IllegalArgumentException(
            "The password has half of a surrogate pair, which is no character: give it whole");
      }
      return new Password(Arrays.copyOf(room, encoded.position()), "");
    } finally {
      Arrays.fill(room, (byte) 0);
    }
  }

  /**
   * Creates a password that was encrypted elsewhere, as the contract's {@code EncryptedPassword}
   * describes: Base64 of RSA blocks. The call rejects any other text before it sends anything,
   * unless the contract allows a clear password there. Nobody can check here that the blocks are
   * encrypted with the client's key.
   *
   * @throws IllegalArgumentException if it is the mask that stands for a password in texts
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Password encrypted(String base64) {
    if (base64.equals(MASK)) {
      throw new IllegalArgumentException(
          "A password was written masked and cannot be read again: set it in the request");
    }
    return new Password(null, base64);
  }

  /**
   * Returns what is sent: what the encryption makes of the characters in UTF-8, which are secret
   * and not to be changed; of a password that was encrypted elsewhere its own text.
   *
   * @throws IllegalStateException if this password was closed
   */
  public synchronized String encryptedBy(Function<byte[], String> encryption) {
    if (closed) {
      throw new IllegalStateException(
          "The password was closed: close it when the last call with it has ended");
    }
    return clear == null ? text : encryption.apply(clear);
  }

  /**
   * Wipes the characters. The buffers of the JDK's RSA cipher are not wiped; they remain until the
   * garbage collector reuses their memory. Requests with this password that were sent already stay
   * as they are.
   */
  @Override
  public synchronized void close() {
    closed = true;
    if (clear != null) {
      Arrays.fill(clear, (byte) 0);
    }
  }

  /** Is asked by any mapper but the client's own. */
  @JsonValue
  @SuppressWarnings("DoNotCallSuggester")
  String written() {
    throw new UnsupportedOperationException(
        "A password is not written: only the client sends it, encrypted."
            + " Keep a request without it, and set it in the request before the call");
  }

  /** Returns the mask. */
  @Override
  public String toString() {
    return MASK;
  }
}
