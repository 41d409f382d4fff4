package io.github.qxylogin.client;

import okio.ByteString;

/** Names in a store whose token it is. */
final class TokenStoreKey {
  /** Enough to tell the secrets and addresses of one AppKey apart. */
  private static final int DIGITS = 8;

  private TokenStoreKey() {}

  /**
   * Returns the AppKey with a digest of AppSecret and address: a token of one address must not be
   * sent to another, nor used with a secret that it was not issued for. All processes of a fleet
   * have the same.
   */
  static String of(Options options) {
    String rest = options.appSecret() + "\n" + options.baseUrl();
    return options.appKey() + "-" + ByteString.encodeUtf8(rest).sha256().hex().substring(0, DIGITS);
  }
}
