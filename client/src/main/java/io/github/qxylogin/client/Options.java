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

/**
 * What a client is built with. Only a builder changes it, and each client has a copy of its own.
 */
final class Options implements Cloneable {
  /** Enough to tell the secrets and addresses of one AppKey apart. */
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

  /**
   * Writes passwords with the cipher; what is derived shares it, since it holds what it has read.
   */
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

  /** Returns the client whose threads and connections are used: the given one or one of our own. */
  OkHttpClient shared() {
    return given == null ? own() : HandshakeTimeout.limit(given, connectTimeout).build();
  }

  /** Returns the client below the interceptors: the shared one, timed and tamed. */
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
        // A login is silent until the bureau answers: only the time of the call counts.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  /** All calls go to one host, where OkHttp would let only five asynchronous ones run at a time. */
  private OkHttpClient own() {
    return HandshakeTimeout.limit(new OkHttpClient(), connectTimeout)
        .dispatcher(unlimited(new Dispatcher()))
        // Without certificates of its own, which OkHttp would compare for each derived client.
        .certificatePinner(CertificatePinner.DEFAULT)
        .build();
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
  String tokenStoreKey() {
    String digest = ByteString.encodeUtf8(appSecret + "\n" + baseUrl).sha256().hex();
    return appKey + "-" + digest.substring(0, KEY_DIGITS);
  }

  /**
   * Returns whether a client of other options has the same token. It is fetched through the proxy,
   * and its times are those of the clock.
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
