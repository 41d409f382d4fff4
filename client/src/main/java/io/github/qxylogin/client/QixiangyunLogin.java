package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Redaction;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * The login API of the Qixiangyun platform, signed in as one application. Immutable, and safe for
 * use by several threads: make one and share it.
 *
 * <pre>{@code
 * try (QixiangyunLogin login =
 *     QixiangyunLogin.builder().credentials(appKey, appSecret).build()) {
 *   LoginOutcome outcome = login.multiAccount().sendSmsCode(request);
 * }
 * }</pre>
 */
public final class QixiangyunLogin implements AutoCloseable {
  private final Options options;
  private final OkHttpClient client;
  private final Retrofit retrofit;
  private final MultiAccount multiAccount;

  private QixiangyunLogin(Options options) {
    this.options = options;
    Contract contract = options.contract();
    Operations operations = new Operations(contract, options.baseUrl());
    ObjectMapper json = Json.mapper(options.passwords());
    SecretMask mask = new SecretMask(new Redaction(contract), json, options.appSecret());
    Exchange exchange = new Exchange(operations, contract.codes(), mask, json);

    OkHttpClient bare = options.client();
    BufferedBodies buffered = new BufferedBodies(operations);
    BoundedAnswers bounded = new BoundedAnswers();
    OkHttpClient unsigned =
        bare.newBuilder().addInterceptor(buffered).addInterceptor(bounded).build();
    Retrofit forToken =
        new Retrofit.Builder()
            .baseUrl(options.baseUrl())
            .callFactory(new LoginCalls(operations, unsigned))
            .addConverterFactory(new JsonConverters(json))
            .build();
    TokenFetch fetch = new TokenFetch(forToken.create(TokenApi.class), exchange, options);
    TokenSource tokens = new TokenSource(fetch, options.clock());

    SignIn signIn = new SignIn(operations, options, tokens, json);
    client =
        bare.newBuilder()
            .addInterceptor(buffered)
            .addInterceptor(signIn)
            .addInterceptor(bounded)
            .build();
    LoginCalls calls = new LoginCalls(operations, client);
    EncryptionCheck encryption = new EncryptionCheck(options.passwords().blockBytes());
    CheckedCalls lenient = new CheckedCalls(operations, encryption, false, json, calls);
    retrofit = forToken.newBuilder().callFactory(lenient).build();
    CheckedCalls strict = new CheckedCalls(operations, encryption, true, json, calls);
    Retrofit complete = retrofit.newBuilder().callFactory(strict).build();
    multiAccount = new MultiAccount(complete.create(MultiAccountApi.class), exchange);
  }

  /** Returns a builder with every option at its default; the credentials have none. */
  public static Builder builder() {
    return new Builder(Contract.load());
  }

  /** Returns the self-held login of several accounts of one taxpayer. */
  public MultiAccount multiAccount() {
    return multiAccount;
  }

  /**
   * Returns a raw Retrofit interface, such as {@link MultiAccountApi}, with signing and tokens
   * attached, under the same rule of never sending twice. Its calls return the answer whatever its
   * code, and throw {@link java.io.IOException}; when the token could not be had, its cause is the
   * {@link QixiangyunException} that tells why. A path that the contract does not describe is
   * signed, and never sent twice. A request may lack what the contract requires, but one whose
   * password is in clear where it must be encrypted, or contradicts the field that tells which it
   * is, is not sent: its call fails with an {@link IllegalArgumentException}.
   *
   * @throws IllegalArgumentException if it is no Retrofit interface
   */
  public <T> T api(Class<T> retrofitInterface) {
    return retrofit.create(retrofitInterface);
  }

  /** Releases threads and connections, unless the OkHttp client was given. Running calls finish. */
  @Override
  public void close() {
    if (options.given() == null) {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  @Override
  public String toString() {
    return "QixiangyunLogin[baseUrl=" + options.baseUrl() + ", appKey=" + options.appKey() + "]";
  }

  /** Builds clients. Not safe for use by several threads; what it builds is. */
  public static final class Builder {
    /** OkHttp counts milliseconds in an int. */
    private static final Duration LONGEST = Duration.ofDays(24);

    private final Contract contract;
    private HttpUrl baseUrl;
    private @Nullable String appKey;
    private @Nullable String appSecret;
    private Duration callTimeout = Duration.ofSeconds(90);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Clock clock = Clock.systemUTC();
    private PasswordCipher passwords;
    private @Nullable OkHttpClient given;

    private Builder(Contract contract) {
      this.contract = contract;
      baseUrl = url(contract.document().at("/servers/0/url").textValue());
      passwords = PasswordCipher.published(contract);
    }

    /**
     * Sets the address below which the contract's paths lie. Default: the contract's first server,
     * which is the real platform; another for a mock or a proxy.
     *
     * @throws IllegalArgumentException if it is no http or https URL, or has a user, query or
     *     fragment
     */
    public Builder baseUrl(String address) {
      baseUrl = url(address);
      return this;
    }

    /**
     * Sets the application's AppKey and AppSecret, from the vendor's console. Needed. Refused ones
     * fail every call for 60 seconds by the builder's clock, before the platform is asked again.
     *
     * @throws IllegalArgumentException if one is empty, or has other characters than printed ASCII
     */
    public Builder credentials(String key, String secret) {
      appKey = printed("AppKey", key);
      appSecret = printed("AppSecret", secret);
      return this;
    }

    /**
     * Sets how long a call may take from its start to the last byte of its answer, a new token and
     * a second sending included. Default: 90 seconds, since a login waits for the tax bureau; less
     * gives up logins that the bureau may still complete. There is no other limit on silence. A
     * call whose time ends while it fetches a token ends with that fetch, 20 seconds later at most.
     *
     * @throws IllegalArgumentException if it is not positive or above 24 days
     */
    public Builder callTimeout(Duration timeout) {
      callTimeout = positive("callTimeout", timeout);
      return this;
    }

    /**
     * Sets how long connecting may take, within the time of the call. Default: 10 seconds.
     *
     * @throws IllegalArgumentException if it is not positive or above 24 days
     */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = positive("connectTimeout", timeout);
      return this;
    }

    /**
     * Sets an OkHttp client to share threads, connections, proxy and TLS with. Default: one of our
     * own, which closing releases. The timeouts of this builder replace the given client's; retries
     * and redirects are off whatever it says, and its interceptors must not send twice.
     */
    public Builder okHttpClient(OkHttpClient client) {
      given = Objects.requireNonNull(client, "client");
      return this;
    }

    /** Sets the clock that dates requests and ends tokens. Default: the system's. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets the key that passwords are encrypted with. Default: the one that the vendor publishes,
     * the contract's {@code x-public-key}; another for a test double of the platform.
     *
     * @throws IllegalArgumentException if its length is no multiple of 512 bits
     */
    public Builder passwordKey(RSAPublicKey key) {
      passwords = new PasswordCipher(key);
      return this;
    }

    /**
     * Returns the client. Nothing is sent before its first call.
     *
     * @throws IllegalStateException if the credentials are missing
     */
    public QixiangyunLogin build() {
      if (appKey == null || appSecret == null) {
        throw new IllegalStateException(
            "No credentials: call credentials(appKey, appSecret) with those of the vendor's console");
      }
      return new QixiangyunLogin(
          new Options(
              contract,
              baseUrl,
              appKey,
              appSecret,
              callTimeout,
              connectTimeout,
              clock,
              passwords,
              given));
    }

    private static HttpUrl url(String address) {
      HttpUrl url = address == null ? null : HttpUrl.parse(address);
      if (url == null
          || !(url.username() + url.password()).isEmpty()
          || url.query() != null
          || url.fragment() != null) {
        throw new IllegalArgumentException(
            "baseUrl must be http or https without user, query and fragment,"
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

    private static Duration positive(String name, Duration timeout) {
      Objects.requireNonNull(timeout, name);
      boolean fits = !timeout.isNegative() && !timeout.isZero() && timeout.compareTo(LONGEST) <= 0;
      if (!fits || timeout.toMillis() == 0) {
        throw new IllegalArgumentException(
            name + " is " + timeout + ": give one from a millisecond to 24 days, such as PT90S");
      }
      return timeout;
    }
  }
}
