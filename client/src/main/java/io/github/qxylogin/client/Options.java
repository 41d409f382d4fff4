package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.contract.ApiContract;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a client was built with. */
record Options(
    ApiContract contract,
    HttpUrl baseUrl,
    String appKey,
    String appSecret,
    Duration callTimeout,
    Duration loginTimeout,
    @Nullable Duration attemptTimeout,
    Duration connectTimeout,
    int retries,
    Backoff backoff,
    Clock clock,
    PasswordCipher passwords,
    ObjectMapper json,
    String userAgent,
    @Nullable TokenStore tokenStore,
    @Nullable CallObserver observer,
    @Nullable Proxy proxy,
    @Nullable OkHttpClient given) {

  /** Returns the client whose threads and connections are used: the given one or one of our own. */
  OkHttpClient shared() {
    return given == null ? own() : given;
  }

  /** Returns the client below the interceptors: the shared one, timed and tamed. */
  OkHttpClient client(OkHttpClient shared) {
    OkHttpClient.Builder builder = shared.newBuilder();
    if (proxy != null) {
      builder.proxy(proxy);
    }
    return builder
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(connectTimeout)
        // A login is silent until the bureau answers: only the time of the call counts.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  /** All calls go to one host, where OkHttp would let only five asynchronous ones run at a time. */
  private static OkHttpClient own() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return new OkHttpClient.Builder().dispatcher(dispatcher).build();
  }

  /** Returns whether a client of other options may call with the token of one of these. */
  boolean shareTokenWith(Options other) {
    return baseUrl.equals(other.baseUrl)
        && appKey.equals(other.appKey)
        && appSecret.equals(other.appSecret)
        && clock.equals(other.clock)
        && tokenStore == other.tokenStore
        && Objects.equals(proxy, other.proxy);
  }

  @Override
  public String toString() {
    return "Options[baseUrl=%s, appKey=%s, appSecret=%s]"
        .formatted(baseUrl, appKey, SecretMask.MASK);
  }
}
