package io.github.qxylogin.mock.store;

import io.github.qxylogin.mock.text.HasText;
import io.github.qxylogin.mock.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * The store cannot be reached, is slow, rejects a request, has values of another version, or has
 * too many concurrent writes. A transaction was done as a whole, or not at all.
 */
public final class StoreException extends IllegalStateException implements HasText {
  private static final long serialVersionUID = 1L;

  private final transient Message text;
  private final transient Message shown;

  private StoreException(Message text, Message shown, @Nullable Throwable cause) {
    super(text.toString(), cause);
    this.text = text;
    this.shown = shown;
  }

  @Override
  public Message text() {
    return text;
  }

  /** Returns the message without the store's address, for callers of the API. */
  public Message shown() {
    return shown;
  }

  /**
   * A store that cannot be reached.
   *
   * @param store names it without its password
   * @param reason the driver's text, without a password
   * @param cause has no password either
   */
  public static StoreException unavailable(String store, String reason, @Nullable Throwable cause) {
    return new StoreException(
        Message.of("store.unreachable", store, reason),
        Message.of("store.unreachable-unnamed"),
        cause);
  }

  /**
   * A store that returns an error.
   *
   * @param error in the store's words
   */
  public static StoreException rejected(String store, String error) {
    return new StoreException(
        Message.of("store.rejected", store, error), Message.of("store.rejected-unnamed"), null);
  }

  /** A store with values that this mock cannot read. */
  public static StoreException unreadable(String table, @Nullable Throwable cause) {
    Message text = Message.of("store.unreadable", table);
    return new StoreException(text, text, cause);
  }

  /** Other calls changed what a call reads, in each of its attempts. */
  public static StoreException contended(String store, int runs) {
    return new StoreException(
        Message.of("store.contended", store, runs),
        Message.of("store.contended-unnamed", runs),
        null);
  }
}
