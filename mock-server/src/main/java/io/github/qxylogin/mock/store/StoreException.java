package io.github.qxylogin.mock.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A store cannot be reached, answers late, refuses a request, has values that are not this mock's,
 * or is written by too many calls at once. A transaction was done as a whole, or not at all.
 */
public final class StoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String shown;
  private final boolean late;

  private StoreException(String message, String shown, boolean late, @Nullable Throwable cause) {
    super(message, cause);
    this.shown = shown;
    this.late = late;
  }

  private StoreException(String message, String shown, @Nullable Throwable cause) {
    this(message, shown, false, cause);
  }

  /** Returns the message without the store's address, for callers of the API. */
  public String shown() {
    return shown;
  }

  /** Returns whether a reply did not come in time. */
  public boolean isLate() {
    return late;
  }

  /**
   * A store that cannot be reached.
   *
   * @param store names it without its password
   * @param reason in the words of whoever says so, without a password
   */
  public static StoreException unavailable(String store, String reason) {
    return unavailable(store, reason, false);
  }

  private static StoreException unavailable(String store, String reason, boolean late) {
    return new StoreException(
        "The state store %s is unreachable (%s).".formatted(store, reason),
        "The state store is unreachable.",
        late,
        null);
  }

  /** A store whose reply did not come in time. */
  public static StoreException late(String store, Duration timeout) {
    return unavailable(store, "no answer within " + timeout, true);
  }

  /**
   * A store that answers a request with an error.
   *
   * @param error in the store's words
   */
  public static StoreException refused(String store, String error) {
    return new StoreException(
        "The state store %s refuses the request (%s).".formatted(store, error),
        "The state store refuses the request.",
        null);
  }

  /** A store with values that this mock cannot read. */
  public static StoreException unreadable(String table, @Nullable Throwable cause) {
    String message =
        ("What the store has in '%s' is not what this mock writes: give it another name, or empty"
                + " the store.")
            .formatted(table);
    return new StoreException(message, message, cause);
  }

  /** Other calls changed what a call reads, in each of its attempts. */
  public static StoreException contended(String store, int runs) {
    return new StoreException(
        "Other calls changed the same state of %s in each of %d attempts: send the call again."
            .formatted(store, runs),
        "Other calls changed the same state in each of %d attempts: send the call again."
            .formatted(runs),
        null);
  }
}
