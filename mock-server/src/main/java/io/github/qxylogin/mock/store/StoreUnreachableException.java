package io.github.qxylogin.mock.store;

/** A store does not answer. What was to be done was not done at all, or was done to its end. */
public final class StoreUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message names the store without its password, and says what to do
   */
  public StoreUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
