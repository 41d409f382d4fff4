package io.github.qxylogin.client;

import io.github.qxylogin.client.internal.contract.ApiContract;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;

/** Reads what the client keeps to itself. */
public final class ClientOptions {
  private ClientOptions() {}

  public static Duration defaultCallTimeout() {
    return options("http://127.0.0.1").callTimeout;
  }

  /** Returns the key that a store is asked for. */
  public static String tokenStoreKey(String address, String appKey, String appSecret) {
    Options options = options(address);
    options.appKey = appKey;
    options.appSecret = appSecret;
    return options.tokenStoreKey();
  }

  private static Options options(String address) {
    HttpUrl url = Objects.requireNonNull(HttpUrl.parse(address + "/"));
    return new Options(ApiContract.generated(), url);
  }
}
