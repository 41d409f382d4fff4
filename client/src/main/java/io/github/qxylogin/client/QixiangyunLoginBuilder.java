package io.github.qxylogin.client;

import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.Backoff;
import io.github.qxylogin.client.internal.http.CallLimits;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.internal.http.UserAgent;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import java.net.Proxy;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Builds {@link QixiangyunLogin} clients. Not thread-safe; its clients are. */
public final class QixiangyunLoginBuilder {
  private static final String BASE_URL = "baseUrl";

  private final Options options;
  private @Nullable Transport parent;

  QixiangyunLoginBuilder(ApiContract contract) {
    options = new Options(contract, url(BASE_URL, contract.server));
  }

  QixiangyunLoginBuilder(Transport parent) {
    this.parent = parent;
    options = parent.options().copy();
  }

  /**
   * Sets credentials and address from environment variables: {@code QXY_APP_KEY}, {@code
   * QXY_APP_SECRET} and, optionally, {@code QXY_BASE_URL}. An empty variable counts as not set;
   * white space around a value is removed.
   *
   * @throws IllegalStateException if a required variable is not set
   * @throws IllegalArgumentException if a value is invalid; the message names the variable
   */
  public QixiangyunLoginBuilder fromEnv() {
    return fromEnv(System::getenv);
  }

  /** Does the same with any environment; it returns null for a missing variable. */
  QixiangyunLoginBuilder fromEnv(UnaryOperator<@Nullable String> environment) {
    String key = required("QXY_APP_KEY", environment);
    String secret = required("QXY_APP_SECRET", environment);
    String address = nonBlank(environment.apply("QXY_BASE_URL"));
    if (address != null) {
      options.baseUrl = url("QXY_BASE_URL", address);
    }
    options.appKey = key;
    options.appSecret = secret;
    return this;
  }

  private static String required(String variable, UnaryOperator<@Nullable String> environment) {
    String value = nonBlank(environment.apply(variable));
    if (value == null) {
      throw new IllegalStateException(
          variable + " is not set: set this environment variable, or call credentials");
    }
    return printable(variable, value);
  }

  /** Build servers set an empty variable for a missing secret. */
  private static @Nullable String nonBlank(@Nullable String value) {
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  /**
   * Sets the base URL of the API, such as that of a mock. Default: the contract's first server, the
   * real platform.
   *
   * @throws IllegalArgumentException if it is no http or https URL, or has a user, query or
   *     fragment
   */
  public QixiangyunLoginBuilder baseUrl(String address) {
    options.baseUrl = url(BASE_URL, address);
    return this;
  }

  /**
   * Sets AppKey and AppSecret from the vendor's console. Required. If the platform rejects them,
   * every call without a token fails for 60 seconds by the builder's clock; then the client fetches
   * a token again.
   *
   * @throws IllegalArgumentException if one is empty, or has other characters than printable ASCII
   */
  public QixiangyunLoginBuilder credentials(String key, String secret) {
    String checkedKey = printable("AppKey", key);
    options.appSecret = printable("AppSecret", secret);
    // Both or none: the key of one application must not meet the secret of another.
    options.appKey = checkedKey;
    return this;
  }

  /**
   * Sets the timeout of calls that cost and change nothing, such as the check of a session. It
   * covers the whole call: waiting for a token, all attempts, the pauses between them, and the last
   * byte of the response. Default: 15 seconds. An asynchronous call starts when the dispatcher has
   * a thread for it.
   *
   * <p>A session check without {@code isOnlyCheckCache} 1 may log in: it has {@link
   * #actionTimeout}.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder callTimeout(Duration timeout) {
    options.callTimeout = CallLimits.positive("callTimeout", timeout);
    return this;
  }

  /**
   * Sets the timeout of all other calls, in the same way. Default: 90 seconds, because a login
   * waits for the tax bureau. A shorter timeout abandons logins that the bureau may still complete.
   *
   * <p>A token fetch has the longer of both timeouts, in attempts of {@link #attemptTimeout}. Each
   * call waits for the token within its own timeout.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder actionTimeout(Duration timeout) {
    options.actionTimeout = CallLimits.positive("actionTimeout", timeout);
    return this;
  }

  /**
   * Sets the timeout of one attempt of an idempotent call or a token fetch. Default: none, so that
   * only the call's timeout applies; for a token fetch {@link #callTimeout}, because all calls wait
   * for it.
   *
   * <p>It limits each step: connecting to one address, sending, and each wait for data. The last
   * byte of the response must also arrive within this time after the start of the attempt. An
   * attempt over the limit is sent again within {@link #retries} and the call's timeout.
   *
   * <p>Set it to detect a dead kept connection sooner. A response that always takes longer then
   * never arrives. Calls that are sent once, such as logins, ignore it.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder attemptTimeout(Duration timeout) {
    options.attemptTimeout = CallLimits.positive("attemptTimeout", timeout);
    return this;
  }

  /**
   * Sets the timeout of connecting, and of each wait of the TLS handshake, within the call's
   * timeout. After it, the request is sent again, even a login: nothing was sent yet. Default: 10
   * seconds. It does not limit the wait for a proxy's response to CONNECT.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder connectTimeout(Duration timeout) {
    options.connectTimeout = CallLimits.positive("connectTimeout", timeout);
    return this;
  }

  /**
   * Sets how often a failed call is sent again, after growing pauses of 0.1 to 5 seconds. Default:
   * 2; at most 10; 0 disables retries.
   *
   * <p>The client retries only idempotent calls, calls that were not sent, and calls that the
   * platform rejected before acting. It never retries a login that may have reached the platform. A
   * renewed token and a corrected date do not count as retries.
   *
   * <p>A {@code Retry-After} in seconds makes the pause longer; a date is ignored. A call fails at
   * once if the pause does not fit into its timeout. The pause of an asynchronous call occupies a
   * thread of the dispatcher.
   *
   * @throws IllegalArgumentException if it is negative or above 10
   */
  public QixiangyunLoginBuilder retries(int most) {
    options.retries = CallLimits.retries(most);
    return this;
  }

  /** Sets the store in which several processes share an access token. Default: memory. */
  public QixiangyunLoginBuilder tokenStore(TokenStore store) {
    options.tokenStore = Objects.requireNonNull(store, "store");
    return this;
  }

  /** Sets the observer of every call, for metrics and traces. Default: none. */
  public QixiangyunLoginBuilder observer(CallObserver callObserver) {
    options.observer = Objects.requireNonNull(callObserver, "callObserver");
    return this;
  }

  /** Returns the observer that was set, so that another observer can delegate to it. */
  public Optional<CallObserver> observer() {
    return Optional.ofNullable(options.observer);
  }

  /**
   * Sets the proxy. Default: that of the given OkHttp client, or the system's. For a proxy with a
   * password, set an OkHttp client with a proxy authenticator and use an https address: without TLS
   * the request itself would have to be sent again.
   */
  public QixiangyunLoginBuilder proxy(Proxy httpProxy) {
    options.proxy = Objects.requireNonNull(httpProxy, "httpProxy");
    return this;
  }

  /**
   * Sets an OkHttp client. Its threads, connections, proxy and TLS settings are used. Default: a
   * new one, which closing releases. The timeouts of this builder replace the given client's.
   * OkHttp's own retries and redirects are switched off.
   *
   * <p>An interceptor of the given client that sends a call again gets an {@link
   * java.io.IOException} if the platform may already have acted. The call then fails with the error
   * of the first response, or with an {@link
   * io.github.qxylogin.client.errors.InvalidResponseException} that contains its body. A clone of a
   * call is always rejected.
   *
   * <p>The client's interceptors see each call once, before it is signed, with SMS codes and
   * cookies in clear. Its network interceptors see each attempt, with token and signature. A
   * dispatcher of virtual threads is allowed; {@code setMaxRequestsPerHost} limits its asynchronous
   * calls.
   *
   * <p>Interceptors also see the fetch of a token, with the digest of the AppSecret. A call that is
   * not idempotent opens a new connection, over HTTP/1.1 if the client allows it.
   */
  public QixiangyunLoginBuilder okHttpClient(OkHttpClient client) {
    options.given = Objects.requireNonNull(client, "client");
    parent = null;
    return this;
  }

  /**
   * Sets the application's name and version, such as {@code my-app/1.2}. They precede the versions
   * of this client, OkHttp and Java in the {@code User-Agent} header. Default: none. A header that
   * an interceptor or a Retrofit interface has set is kept.
   *
   * @throws IllegalArgumentException if it is empty, or has other characters than printable ASCII
   */
  public QixiangyunLoginBuilder userAgent(String application) {
    options.userAgent = UserAgent.of(application);
    return this;
  }

  /** Sets the clock for request dates and token expiry. Default: the system's. */
  public QixiangyunLoginBuilder clock(Clock clock) {
    options.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /** Sets the pauses between retries; tests replace them. */
  QixiangyunLoginBuilder backoff(Backoff pauses) {
    options.backoff = pauses;
    return this;
  }

  /**
   * Sets the public key that encrypts passwords. Default: the vendor's, from the contract's {@code
   * x-encryption}. Set another for a test double of the platform.
   *
   * @throws IllegalArgumentException if its length is no multiple of 512 bits
   */
  public QixiangyunLoginBuilder passwordKey(RSAPublicKey key) {
    options.passwords = new PasswordCipher(key);
    options.json = Json.mapper(options.passwords);
    return this;
  }

  /**
   * Returns the client. Nothing is sent before its first call.
   *
   * @throws IllegalStateException if the credentials are missing, or the client of this builder was
   *     closed
   */
  public QixiangyunLogin build() {
    if (options.appKey.isEmpty() || options.appSecret.isEmpty()) {
      throw new IllegalStateException(
          "No credentials: call credentials(appKey, appSecret), see the vendor's console");
    }
    Options built = options.copy();
    return new QixiangyunLogin(parent == null ? new Transport(built) : parent.derived(built));
  }

  private static HttpUrl url(String name, String address) {
    HttpUrl url = address == null ? null : HttpUrl.parse(address);
    if (url == null
        || !(url.username() + url.password()).isEmpty()
        || url.query() != null
        || url.fragment() != null) {
      throw new IllegalArgumentException(
          name
              + " must be http or https without user, query and fragment,"
              + " such as http://127.0.0.1:8089");
    }
    boolean folder = url.encodedPath().endsWith("/");
    return folder ? url : url.newBuilder().addPathSegment("").build();
  }

  private static String printable(String name, String value) {
    if (value == null || !value.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          name + " must be printable ASCII without spaces: copy it from the vendor's console");
    }
    return value;
  }
}
