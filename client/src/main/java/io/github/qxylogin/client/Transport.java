package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.auth.RequestSigner;
import io.github.qxylogin.client.internal.auth.SigningInterceptor;
import io.github.qxylogin.client.internal.auth.TimeLimitedTokenStore;
import io.github.qxylogin.client.internal.auth.TokenFetch;
import io.github.qxylogin.client.internal.auth.TokenRenewal;
import io.github.qxylogin.client.internal.auth.TokenSource;
import io.github.qxylogin.client.internal.call.CallAdapters;
import io.github.qxylogin.client.internal.call.CallFactory;
import io.github.qxylogin.client.internal.call.CallRunner;
import io.github.qxylogin.client.internal.call.ResponseReader;
import io.github.qxylogin.client.internal.call.UnservedTokenService;
import io.github.qxylogin.client.internal.http.BufferingInterceptor;
import io.github.qxylogin.client.internal.http.ClosedClientException;
import io.github.qxylogin.client.internal.http.LoggingInterceptor;
import io.github.qxylogin.client.internal.http.ObserverInterceptor;
import io.github.qxylogin.client.internal.http.OperationLookup;
import io.github.qxylogin.client.internal.http.RawCallInterceptor;
import io.github.qxylogin.client.internal.http.RetryInterceptor;
import io.github.qxylogin.client.internal.http.SecretMask;
import io.github.qxylogin.client.internal.http.SendGuard;
import io.github.qxylogin.client.internal.http.UserAgent;
import io.github.qxylogin.client.internal.json.JsonConverters;
import io.github.qxylogin.client.internal.json.RequestPreparer;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.TokenService;
import io.github.qxylogin.client.spi.TokenStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * Creates the HTTP clients of typed calls, raw calls and token fetches. Requests pass the
 * interceptors in their order, responses in reverse order.
 */
final class Transport implements AutoCloseable {
  private final Options options;
  private final AtomicInteger owners;
  private final OkHttpClient bare;
  private final OperationLookup operations;
  private final SecretMask mask;
  private final CallRunner runner;
  private final TokenSource tokens;
  private final SigningInterceptor signing;
  private volatile boolean closed;

  Transport(Options options) {
    this(options, options.shared(), new AtomicInteger(), null);
  }

  /**
   * Creates the transport of a client that shares resources.
   *
   * @param shared the HTTP client; its last owner to be closed releases it
   * @param token the shared token; null if this client fetches its own
   */
  private Transport(
      Options options, OkHttpClient shared, AtomicInteger owners, @Nullable TokenSource token) {
    this.options = options;
    this.owners = owners;
    owners.incrementAndGet();
    bare = options.client(shared);
    operations = new OperationLookup(options.contract, options.baseUrl);
    String digest = RequestSigner.md5(options.appSecret.getBytes(UTF_8));
    mask = new SecretMask(options.contract, options.appSecret, digest);
    runner = new CallRunner(options.baseUrl, mask, options.json);
    tokens = token == null ? tokens() : token;
    RequestSigner signer = new RequestSigner(options.appKey, options.appSecret);
    signing = new SigningInterceptor(operations, signer, options.clock, tokens);
  }

  /**
   * Returns an HTTP client with its interceptors in the order of a call.
   *
   * @param signing null for token fetches, which also work while this is closed
   */
  private OkHttpClient client(@Nullable Interceptor signing, boolean raw) {
    BufferingInterceptor buffering = new BufferingInterceptor(options.json);
    OkHttpClient.Builder inOrder = bare.newBuilder();
    inOrder.addInterceptor(
        chain -> chain.proceed(UserAgent.addTo(chain.request(), options.userAgent)));
    if (signing != null) {
      inOrder.addInterceptor(
          chain -> {
            rejectIfClosed();
            return chain.proceed(chain.request());
          });
    }
    inOrder.addInterceptor(SendGuard.interceptor(options.json));
    if (raw) {
      inOrder.addInterceptor(new RawCallInterceptor(mask));
    }
    if (options.observer != null) {
      inOrder.addInterceptor(new ObserverInterceptor(options.observer, mask, runner::family));
    }
    inOrder.addInterceptor(new RetryInterceptor(options.backoff));
    if (signing != null) {
      inOrder.addInterceptor(signing);
    }
    return inOrder
        .addInterceptor(new LoggingInterceptor(mask))
        .addInterceptor(buffering)
        .addNetworkInterceptor(buffering::receive)
        .build();
  }

  /** Creates the token source of a client without a shared token. */
  private TokenSource tokens() {
    // All callers wait for one fetch: a hanging attempt must not use up their timeouts.
    Duration limit = options.attemptTimeout;
    Duration attempt = limit == null ? options.callTimeout : limit;
    // Each caller waits within its own timeout; the fetch itself gets the longest of them.
    Duration longest = Collections.max(Arrays.asList(options.callTimeout, options.actionTimeout));
    TokenService service =
        retrofit(true, client(null, false), longest, attempt, null)
            .create(UnservedTokenService.class);
    TokenStore store = options.tokenStore;
    TokenFetch fetch =
        new TokenFetch(
            service, options.clock, options.contract.grant, options.appKey, options.appSecret);
    TokenRenewal renewal =
        new TokenRenewal(
            fetch,
            store == null ? null : new TimeLimitedTokenStore(store, TimeLimitedTokenStore.LONGEST),
            options.tokenStoreKey(),
            options.clock,
            TokenRenewal.lockWait(options.callTimeout));
    return new TokenSource(renewal::after, Transport::onDaemon, options.clock);
  }

  /**
   * Returns the transport of a derived client. It shares the HTTP client, and the token if the
   * credentials are equal.
   *
   * @throws IllegalStateException if this is closed
   */
  synchronized Transport derived(Options others) {
    if (closed) {
      throw new IllegalStateException(
          "The client of this builder is closed: build before you close it");
    }
    TokenSource token = options.sharesTokenWith(others) ? tokens : null;
    return new Transport(others, bare, owners, token);
  }

  Options options() {
    return options;
  }

  /** Rejects new calls; running ones finish, and shared resources may stay open for others. */
  private void rejectIfClosed() throws ClosedClientException {
    if (closed) {
      throw new ClosedClientException();
    }
  }

  private Retrofit retrofit(
      boolean typed,
      OkHttpClient over,
      Duration reading,
      @Nullable Duration attempt,
      @Nullable LoginServices login) {
    RequestPreparer preparation = new RequestPreparer(options.passwords, typed);
    BiConsumer<SendGuard, Boolean> limits =
        (guard, acting) -> {
          guard.limitTime(acting ? options.actionTimeout : reading);
          guard.limitAttempts(attempt);
          guard.limitRetries(options.retries);
        };
    return new Retrofit.Builder()
        .baseUrl(options.baseUrl)
        .callFactory(new CallFactory(operations, options.json, preparation, over, limits))
        .addConverterFactory(new JsonConverters(options.json))
        .addCallAdapterFactory(
            new CallAdapters(runner, new ResponseReader(options.json, login, options.clock)))
        .build();
  }

  /**
   * Returns the Retrofit for services and for users' interfaces.
   *
   * @param typed whether it creates services; their requests are completed and checked
   * @param login makes the calls that continue an outcome
   */
  Retrofit signed(boolean typed, LoginServices login) {
    OkHttpClient over = client(signing, !typed);
    return retrofit(typed, over, options.callTimeout, options.attemptTimeout, login);
  }

  /**
   * Returns the signing headers for a request of another HTTP client.
   *
   * @throws QixiangyunException if there is no token, or this is closed
   */
  Map<String, String> sign(String method, byte[] body) {
    try {
      rejectIfClosed();
      return signing.headers(method, body, options.callTimeout);
    } catch (IOException failed) {
      throw runner.failure("sign", failed);
    }
  }

  private static void onDaemon(Runnable work) {
    Thread thread = new Thread(work, "qixiangyun-login token");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void close() {
    boolean last = !closed && owners.decrementAndGet() == 0;
    closed = true;
    if (last && options.given == null) {
      bare.dispatcher().executorService().shutdown();
      bare.connectionPool().evictAll();
    }
  }
}
