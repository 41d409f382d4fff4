package io.github.qxylogin.client;

/** A token store took too long, or has not come back from the last time that it did. */
final class TokenStoreTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
