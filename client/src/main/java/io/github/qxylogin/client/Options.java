package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.Backoff;
import io.github.qxylogin.client.internal.http.HandshakeTimeout;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.internal.http.UserAgent;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import okhttp3.CertificatePinner;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The options of a client. Only its builder changes them; each client has its own copy. */
final class Options implements Cloneable {
  /** Enough to distinguish the secrets and addresses of one AppKey. */
  private static final int KEY_DIGITS = 8;

  final ApiContract contract;
  HttpUrl baseUrl;

  /** Empty until it is set. */
  String appKey = "";

  String appSecret = "";
  Duration callTimeout = Duration.ofSeconds(15);
  Duration actionTimeout = Duration.ofSeconds(90);
  @Nullable Duration attemptTimeout;
  Duration connectTimeout = Duration.ofSeconds(10);
  int retries = 2;
  Backoff backoff = Backoff.real();
  Clock clock = Clock.systemUTC();
  PasswordCipher passwords;

  /** Encrypts passwords with the cipher. Derived clients share it and its caches. */
  ObjectMapper json;

  String userAgent = UserAgent.OWN;
  @Nullable TokenStore tokenStore;
  @Nullable CallObserver observer;
  @Nullable Proxy proxy;
  @Nullable OkHttpClient given;

  Options(ApiContract contract, HttpUrl baseUrl) {
    this.contract = contract;
    this.baseUrl = baseUrl;
    passwords = PasswordCipher.of(contract.publicKey);
    json = Json.mapper(passwords);
  }

  Options copy() {
    try {
      return (Options) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Returns the given OkHttp client, or a new one, to share its threads and connections. */
  OkHttpClient shared() {
    return given == null ? own() : HandshakeTimeout.limit(given, connectTimeout).build();
  }

  /** Returns the shared client with this client's timeouts, without retries and redirects. */
  OkHttpClient client(OkHttpClient shared) {
    OkHttpClient.Builder builder = HandshakeTimeout.limit(shared, connectTimeout);
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
        // A login waits for the bureau without receiving data: only the call's timeout applies.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  /** Creates a client without OkHttp's limit of five asynchronous calls per host. */
  private OkHttpClient own() {
    return HandshakeTimeout.limit(new OkHttpClient(), connectTimeout)
        .dispatcher(unlimited(new Dispatcher()))
        // Avoids comparing certificate pins for each derived client.
        .certificatePinner(CertificatePinner.DEFAULT)
        .build();
  }

  /** Lifts the limit per host: all calls go to one host. */
  private static Dispatcher unlimited(Dispatcher dispatcher) {
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return dispatcher;
  }

  /**
   * Returns the key of the token in a store: the AppKey and a digest of AppSecret and address. A
   * token is valid only for its own secret and address. Processes with equal options have the same
   * key.
   */
  String tokenStoreKey() {
    String digest = ByteString.encodeUtf8(appSecret + "\n" + baseUrl).sha256().hex();
    return appKey + "-" + digest.substring(0, KEY_DIGITS);
  }

  /**
   * Returns whether a client of other options can share the token. Proxy and clock count too: the
   * token is fetched through the proxy, and expires by the clock.
   */
  boolean sharesTokenWith(Options other) {
    return baseUrl.equals(other.baseUrl)
        && appKey.equals(other.appKey)
        && appSecret.equals(other.appSecret)
        && tokenStore == other.tokenStore
        && clock.equals(other.clock)
        && Objects.equals(proxy, other.proxy);
  }
}
