package io.github.qxylogin.mock.store;

import org.jspecify.annotations.Nullable;

/**
 * A store cannot do what it was asked for, mostly because it cannot be reached. What was to be done
 * was not done at all, or was done to its end.
 */
public final class StoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String shown;

  private StoreException(String message, String shown, @Nullable Throwable cause) {
    super(message, cause);
    this.shown = shown;
  }

  /** Returns the message without the store's address, for callers of the API. */
  public String shown() {
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
        "The state store %s is unreachable (%s).".formatted(store, reason),
        "The state store is unreachable.",
        null);
  }

  /** Tells that a store has what this mock cannot read. */
  public static StoreException unreadable(String table, @Nullable Throwable cause) {
    String message =
        ("What the store has in '%s' is not what this mock writes: give it another name, or empty"
                + " the store.")
            .formatted(table);
    return new StoreException(message, message, cause);
  }

  /** Tells that others have changed, each time that a call was run, what it reads. */
  public static StoreException contended(String store, int runs) {
    return new StoreException(
        "Other calls changed the same state of %s in each of %d attempts: send the call again."
            .formatted(store, runs),
        "Other calls changed the same state in each of %d attempts: send the call again."
            .formatted(runs),
        null);
  }
}
