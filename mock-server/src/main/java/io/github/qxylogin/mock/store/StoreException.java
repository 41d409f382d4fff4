package io.github.qxylogin.mock.store;

import org.jspecify.annotations.Nullable;

/**
 * A store cannot do what it was asked for, mostly because it cannot be reached. What was to be done
 * was not done at all, or was done to its end.
 */
public final class StoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Tells that a store does not answer, or refuses.
   *
   * @param store names it without its password
   * @param reason in the words of whoever says so, without a password
   */
  public static StoreException unavailable(String store, String reason) {
    return new StoreException(
        ("What the mock remembers is in %s, which is not to be had (%s): the mock goes on by itself"
                + " when it is.")
            .formatted(store, reason),
        null);
  }

  /** Tells that a store has what this mock cannot read. */
  public static StoreException unreadable(String table, Throwable cause) {
    return new StoreException(
        ("What the store has in '%s' is not what this mock writes: give it another name, or empty"
                + " the store.")
            .formatted(table),
        cause);
  }

  /** Tells that others have changed, each time that a call was run, what it reads. */
  public static StoreException contended(String store, int runs) {
    return new StoreException(
        ("What the call is about was changed in %s by others, each of the %d times that it was"
                + " tried: send it again.")
            .formatted(store, runs),
        null);
  }
}
