package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.client.types.Mask;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What a client was built with. */
public final class Options {
  /** Enough to tell the secrets and addresses of one AppKey apart. */
  private static final int KEY_DIGITS = 8;

  private final ApiContract contract;
  private final HttpUrl baseUrl;
  private final String appKey;
  private final String appSecret;
  private final Duration callTimeout;
  private final Duration loginTimeout;
  private final @Nullable Duration attemptTimeout;
  private final Duration connectTimeout;
  private final int retries;
  private final Backoff backoff;
  private final Clock clock;
  private final PasswordCipher passwords;
  private final ObjectMapper json;
  private final String userAgent;
  private final @Nullable TokenStore tokenStore;
  private final @Nullable CallObserver observer;
  private final @Nullable Proxy proxy;
  private final @Nullable OkHttpClient given;

  public Options(
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
    this.contract = contract;
    this.baseUrl = baseUrl;
    this.appKey = appKey;
    this.appSecret = appSecret;
    this.callTimeout = callTimeout;
    this.loginTimeout = loginTimeout;
    this.attemptTimeout = attemptTimeout;
    this.connectTimeout = connectTimeout;
    this.retries = retries;
    this.backoff = backoff;
    this.clock = clock;
    this.passwords = passwords;
    this.json = json;
    this.userAgent = userAgent;
    this.tokenStore = tokenStore;
    this.observer = observer;
    this.proxy = proxy;
    this.given = given;
  }

  public ApiContract contract() {
    return contract;
  }

  public HttpUrl baseUrl() {
    return baseUrl;
  }

  public String appKey() {
    return appKey;
  }

  public String appSecret() {
    return appSecret;
  }

  public Duration callTimeout() {
    return callTimeout;
  }

  public Duration loginTimeout() {
    return loginTimeout;
  }

  public @Nullable Duration attemptTimeout() {
    return attemptTimeout;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public int retries() {
    return retries;
  }

  public Backoff backoff() {
    return backoff;
  }

  public Clock clock() {
    return clock;
  }

  public PasswordCipher passwords() {
    return passwords;
  }

  public ObjectMapper json() {
    return json;
  }

  public String userAgent() {
    return userAgent;
  }

  public @Nullable TokenStore tokenStore() {
    return tokenStore;
  }

  public @Nullable CallObserver observer() {
    return observer;
  }

  public @Nullable Proxy proxy() {
    return proxy;
  }

  public @Nullable OkHttpClient given() {
    return given;
  }

  /** Returns the client whose threads and connections are used: the given one or one of our own. */
  public OkHttpClient shared() {
    return given == null ? own() : given;
  }

  /** Returns the client below the interceptors: the shared one, timed and tamed. */
  public OkHttpClient client(OkHttpClient shared) {
    OkHttpClient.Builder builder = shared.newBuilder();
    if (proxy != null) {
      builder.proxy(proxy);
    }
    if (given == null) {
      builder.dispatcher(unlimited(new Dispatcher(shared.dispatcher().executorService())));
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
    return new OkHttpClient.Builder().dispatcher(unlimited(new Dispatcher())).build();
  }

  /** Each client queues its own calls, on threads that it shares. */
  private static Dispatcher unlimited(Dispatcher dispatcher) {
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return dispatcher;
  }

  /**
   * Returns under which key a store keeps the token: the AppKey with a digest of AppSecret and
   * address, since a token of one address must not be sent to another, nor used with a secret that
   * it was not issued for. All processes of a fleet have the same.
   */
  public String tokenStoreKey() {
    String digest = ByteString.encodeUtf8(appSecret + "\n" + baseUrl).sha256().hex();
    return appKey + "-" + digest.substring(0, KEY_DIGITS);
  }

  /**
   * Returns whether a client of other options may call with the token of one of these, which is
   * fetched by these options: then nothing may differ that the fetch depends on or is told to.
   */
  public boolean shareTokenWith(Options other) {
    return baseUrl.equals(other.baseUrl)
        && appKey.equals(other.appKey)
        && appSecret.equals(other.appSecret)
        && clock.equals(other.clock)
        && tokenStore == other.tokenStore
        && callTimeout.equals(other.callTimeout)
        && loginTimeout.equals(other.loginTimeout)
        && Objects.equals(attemptTimeout, other.attemptTimeout)
        && connectTimeout.equals(other.connectTimeout)
        && retries == other.retries
        && observer == other.observer
        && userAgent.equals(other.userAgent)
        && Objects.equals(proxy, other.proxy);
  }

  @Override
  public String toString() {
    return String.format(
        "Options[baseUrl=%s, appKey=%s, appSecret=%s]", baseUrl, appKey, Mask.TEXT);
  }
}
