package io.github.qxylogin.mock.store;

import io.github.qxylogin.mock.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * A store cannot do what it was asked for, mostly because it cannot be reached. What was to be done
 * was not done at all, or was done to its end.
 */
public final class StoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient Message text;
  private final transient Message shown;

  private StoreException(Message text, Message shown, @Nullable Throwable cause) {
    super(text.toString(), cause);
    this.text = text;
    this.shown = shown;
  }

  /** Returns the message in both languages. */
  public Message text() {
    return text;
  }

  /** Returns the message without the store's address, for callers of the API. */
  public String shown() {
    return shown.toString();
  }

  /** Returns the same in both languages. */
  public Message shownText() {
    return shown;
  }

  /**
   * Tells that a store does not answer, or refuses.
   *
   * @param store names it without its password
   * @param reason in the words of whoever says so, without a password
   */
  public static StoreException unavailable(String store, String reason) {
    return new StoreException(
        Message.of("store.unreachable", store, reason),
        Message.of("store.unreachable-unnamed"),
        null);
  }

  /** Tells that a store has what this mock cannot read. */
  public static StoreException unreadable(String table, @Nullable Throwable cause) {
    Message text = Message.of("store.unreadable", table);
    return new StoreException(text, text, cause);
  }

  /** Tells that others have changed, each time that a call was run, what it reads. */
  public static StoreException contended(String store, int runs) {
    return new StoreException(
        Message.of("store.contended", store, runs),
        Message.of("store.contended-unnamed", runs),
        null);
  }
}
