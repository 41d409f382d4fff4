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

/** Builds {@link QixiangyunLogin}s. Not safe for use by several threads; what it builds is. */
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
   * Sets credentials and address from the environment: {@code QXY_APP_KEY} and {@code
   * QXY_APP_SECRET}, both needed, and {@code QXY_BASE_URL}, without which the address stays as it
   * is. An empty variable counts as not set, and white space around a value is dropped.
   *
   * @throws IllegalStateException if a needed one is not set
   * @throws IllegalArgumentException if one cannot be used; the message names it
   */
  public QixiangyunLoginBuilder fromEnv() {
    return fromEnv(System::getenv);
  }

  /** Does the same with any environment, which returns null for what is not set. */
  QixiangyunLoginBuilder fromEnv(UnaryOperator<@Nullable String> environment) {
    String key = needed("QXY_APP_KEY", environment);
    String secret = needed("QXY_APP_SECRET", environment);
    String address = given(environment.apply("QXY_BASE_URL"));
    if (address != null) {
      options.baseUrl = url("QXY_BASE_URL", address);
    }
    options.appKey = key;
    options.appSecret = secret;
    return this;
  }

  private static String needed(String variable, UnaryOperator<@Nullable String> environment) {
    String value = given(environment.apply(variable));
    if (value == null) {
      throw new IllegalStateException(
          variable + " is not set: put it into the environment, or call credentials");
    }
    return printed(variable, value);
  }

  /** An empty variable is how build servers say that a secret is not there. */
  private static @Nullable String given(@Nullable String value) {
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  /**
   * Sets the address below which the contract's paths lie. Default: the contract's first server,
   * which is the real platform; another for a mock or a proxy.
   *
   * @throws IllegalArgumentException if it is no http or https URL, or has a user, query or
   *     fragment
   */
  public QixiangyunLoginBuilder baseUrl(String address) {
    options.baseUrl = url(BASE_URL, address);
    return this;
  }

  /**
   * Sets the application's AppKey and AppSecret, from the vendor's console. Needed. Refused ones
   * fail every call without a token for 60 seconds by the builder's clock, before the platform is
   * asked again.
   *
   * @throws IllegalArgumentException if one is empty, or has other characters than printed ASCII
   */
  public QixiangyunLoginBuilder credentials(String key, String secret) {
    String checkedKey = printed("AppKey", key);
    options.appSecret = printed("AppSecret", secret);
    // Both or none: the key of one application must not meet the secret of another.
    options.appKey = checkedKey;
    return this;
  }

  /**
   * Sets how long a call may take that costs and changes nothing, such as the check of a session:
   * from its start to the last byte of its answer, with every repetition, the waits between them,
   * and the wait for a token. Default: 15 seconds. An asynchronous call starts when the dispatcher
   * has a thread for it.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder callTimeout(Duration timeout) {
    options.callTimeout = CallLimits.positive("callTimeout", timeout);
    return this;
  }

  /**
   * Sets how long any other call may take, likewise. Default: 90 seconds, since a login waits for
   * the tax bureau; less gives up logins that the bureau may still complete. A token is fetched
   * within the longer of the two times, in attempts of {@link #attemptTimeout}, and each call waits
   * for it within its own.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder actionTimeout(Duration timeout) {
    options.actionTimeout = CallLimits.positive("actionTimeout", timeout);
    return this;
  }

  /**
   * Sets the limit of one attempt of an idempotent call, the fetch of a token included, within the
   * time of the call. It limits each step: connecting to one address, sending, and each silence
   * before or within the answer, whose last byte must also have come when this time has passed
   * since the attempt began. So an attempt that connects or sends slowly may take longer in all.
   * What is over the limit is given up and sent again, as {@link #retries} and the time of the call
   * allow. Default: none but the time of the call; for the fetch of a token, for which all calls
   * wait, {@link #callTimeout}. Give one to find out sooner that a kept connection has gone silent;
   * but then no answer that takes longer ever arrives. A login, and whatever else is sent once, has
   * the time of its call.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder attemptTimeout(Duration timeout) {
    options.attemptTimeout = CallLimits.positive("attemptTimeout", timeout);
    return this;
  }

  /**
   * Sets how long connecting may take, and each wait of the TLS handshake, within the time of the
   * call. What takes longer is given up and sent again, a login too: nothing was sent yet. Default:
   * 10 seconds. It does not limit the wait for a proxy's response to CONNECT.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  public QixiangyunLoginBuilder connectTimeout(Duration timeout) {
    options.connectTimeout = CallLimits.positive("connectTimeout", timeout);
    return this;
  }

  /**
   * Sets how often a call is sent again after a failure that this may mend, within its time and
   * after growing pauses of 0.1 to 5 seconds. Default: 2; at most 10; 0 leaves it to the caller.
   * Only calls that the contract calls idempotent, that were never sent, or that were refused
   * before acting are sent again: never a login of which the platform may know. A renewed token and
   * a corrected date do not count. A {@code Retry-After} in seconds makes the pause longer; a date
   * is ignored. A call fails at once if the pause does not fit into its time. The pause of an
   * asynchronous call occupies a thread of the dispatcher.
   *
   * @throws IllegalArgumentException if it is negative or above 10
   */
  public QixiangyunLoginBuilder retries(int most) {
    options.retries = CallLimits.retries(most);
    return this;
  }

  /**
   * Sets where access tokens are kept, so that a fleet shares one. Default: in this client alone.
   */
  public QixiangyunLoginBuilder tokenStore(TokenStore store) {
    options.tokenStore = Objects.requireNonNull(store, "store");
    return this;
  }

  /** Sets who is told of every call, for metrics and traces. Default: nobody. */
  public QixiangyunLoginBuilder observer(CallObserver callObserver) {
    options.observer = Objects.requireNonNull(callObserver, "callObserver");
    return this;
  }

  /** Returns the observer that was set, so that another can be told beside it. */
  public Optional<CallObserver> observer() {
    return Optional.ofNullable(options.observer);
  }

  /**
   * Sets the proxy to connect through. Default: that of the given OkHttp client, or the system's.
   * One that asks for a password needs an OkHttp client with a proxy authenticator, and an https
   * address: without TLS the request would have to be sent again.
   */
  public QixiangyunLoginBuilder proxy(Proxy httpProxy) {
    options.proxy = Objects.requireNonNull(httpProxy, "httpProxy");
    return this;
  }

  /**
   * Sets an OkHttp client to share threads, connections, proxy and TLS with. Default: one of our
   * own, which closing releases. The timeouts of this builder replace the given client's; retries
   * and redirects are off whatever it says. An interceptor of it that sends a call again gets an
   * {@link java.io.IOException} where the platform may have acted on the first sending. The call
   * then fails with the error of the first response, or with an {@link
   * io.github.qxylogin.client.errors.InvalidResponseException} that contains its body. A clone of a
   * call is rejected always.
   *
   * <p>The client's interceptors see each call once, before it is signed, with SMS codes and
   * cookies in clear. Its network interceptors see each attempt, with token and signature. A
   * dispatcher of virtual threads is allowed; {@code setMaxRequestsPerHost} limits its asynchronous
   * calls.
   */
  public QixiangyunLoginBuilder okHttpClient(OkHttpClient client) {
    options.given = Objects.requireNonNull(client, "client");
    parent = null;
    return this;
  }

  /**
   * Sets the application's name and version, such as {@code my-app/1.2}, which go before those of
   * this client, of OkHttp and of Java in the {@code User-Agent} of each request. Default: none. A
   * header that an interceptor of a given OkHttp client or a raw interface has set stays.
   *
   * @throws IllegalArgumentException if it is empty, or has other characters than printed ASCII
   */
  public QixiangyunLoginBuilder userAgent(String application) {
    options.userAgent = UserAgent.of(application);
    return this;
  }

  /** Sets the clock that dates requests and ends tokens. Default: the system's. */
  public QixiangyunLoginBuilder clock(Clock clock) {
    options.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /** Sets how to wait between two sendings, so that tests need not. */
  QixiangyunLoginBuilder backoff(Backoff pauses) {
    options.backoff = pauses;
    return this;
  }

  /**
   * Sets the key that passwords are encrypted with. Default: the one that the vendor publishes, the
   * contract's {@code x-encryption}; another for a test double of the platform.
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
   * @throws IllegalStateException if the credentials are missing, or the builder is of a client
   *     that was closed
   */
  public QixiangyunLogin build() {
    if (options.appKey.isEmpty() || options.appSecret.isEmpty()) {
      throw new IllegalStateException(
          "No credentials: call credentials(appKey, appSecret) with those of the vendor's console");
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

  private static String printed(String name, String value) {
    if (value == null || !value.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          name + " must be printed ASCII without spaces: copy it from the vendor's console");
    }
    return value;
  }
}
