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
   * Tells that a store does not answer.
   *
   * @param store names it without its password
   */
  public static StoreException unreachable(String store, @Nullable Throwable cause) {
    return new StoreException(
        ("What the mock remembers is in %s, which does not answer: the mock goes on by itself when"
                + " it does.")
            .formatted(store),
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
