package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.auth.BoundedTokenStore;
import io.github.qxylogin.client.internal.auth.RequestSigner;
import io.github.qxylogin.client.internal.auth.SigningInterceptor;
import io.github.qxylogin.client.internal.auth.TokenFetch;
import io.github.qxylogin.client.internal.auth.TokenRenewal;
import io.github.qxylogin.client.internal.auth.TokenSource;
import io.github.qxylogin.client.internal.call.AnswerReader;
import io.github.qxylogin.client.internal.call.CallAdapters;
import io.github.qxylogin.client.internal.call.CallFactory;
import io.github.qxylogin.client.internal.call.CallRunner;
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
import io.github.qxylogin.client.internal.json.Preparation;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.TokenService;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * The HTTP clients of typed calls, of raw calls and of the calls that fetch a token, each with its
 * interceptors in the order in which a request passes them; a response passes them backwards.
 */
final class Transport implements AutoCloseable {
  private final Options options;
  private final OperationLookup operations;
  private final CallRunner runner;
  private final SecretMask mask;
  private final Stack http;
  private final TokenSource tokens;
  private final Interceptor entry;
  private final Interceptor observer;
  private final Interceptor retry;
  private final Interceptor logging;
  private final BufferingInterceptor buffering;
  private final SigningInterceptor signing;
  private final OkHttpClient typed;
  private final OkHttpClient raw;
  private volatile boolean closed;

  Transport(Options options) {
    this(options, new Stack(options), null);
  }

  /**
   * Creates the way of a client that shares what others own.
   *
   * @param shared one owner of it is this
   * @param token likewise; null if this client has to fetch one of its own
   */
  private Transport(Options options, Stack shared, @Nullable TokenSource token) {
    this.options = options;
    http = shared;
    operations = new OperationLookup(options.contract, options.baseUrl);
    mask =
        new SecretMask(
            options.contract,
            options.appSecret,
            RequestSigner.md5(options.appSecret.getBytes(UTF_8)));
    runner = new CallRunner(options.baseUrl, mask, options.json);
    entry = SendGuard.entry(options.json);
    observer = observer();
    retry = new RetryInterceptor(options.backoff);
    logging = new LoggingInterceptor(mask);
    Interceptor rawCall = new RawCallInterceptor(mask);
    buffering = new BufferingInterceptor(options.json);

    OkHttpClient bare =
        options
            .client(shared.client)
            .newBuilder()
            .addInterceptor(
                chain -> chain.proceed(UserAgent.sign(chain.request(), options.userAgent)))
            .addNetworkInterceptor(buffering::receive)
            .build();
    tokens = token == null ? tokens(bare) : token;
    Interceptor open = this::whileOpen;
    signing =
        new SigningInterceptor(
            operations,
            options.contract,
            new RequestSigner(options.appKey, options.appSecret),
            options.clock,
            tokens);
    typed = client(bare, open, entry, observer, retry, signing, logging, buffering);
    raw = client(bare, open, entry, rawCall, observer, retry, signing, logging, buffering);
  }

  /** Returns where the token of a client comes from that shares none. */
  private TokenSource tokens(OkHttpClient bare) {
    // All callers wait for one fetch: a silent one must not take the time of them all.
    Duration limit = options.attemptTimeout;
    Duration attempt = limit == null ? options.callTimeout : limit;
    OkHttpClient unsigned = client(bare, entry, observer, retry, logging, buffering);
    // Whoever waits for a token does so within his own time, and a login has most.
    Duration longest = Collections.max(Arrays.asList(options.callTimeout, options.actionTimeout));
    TokenService service =
        retrofit(Preparation.typed(options.passwords), unsigned, longest, attempt, null)
            .create(UnservedTokenService.class);
    TokenStore store = options.tokenStore;
    TokenRenewal renewal =
        new TokenRenewal(
            new TokenFetch(
                service, options.clock, options.contract.grant, options.appKey, options.appSecret),
            store == null ? null : new BoundedTokenStore(store, BoundedTokenStore.LONGEST),
            options.tokenStoreKey(),
            options.clock,
            TokenRenewal.lockWait(options.callTimeout));
    return new TokenSource(renewal::after, Transport::onDaemon, options.clock);
  }

  /**
   * Returns the transport of a derived client. It shares the HTTP stack, and the token of equal
   * credentials.
   *
   * @throws IllegalStateException if this is closed, and has nothing left to share
   */
  synchronized Transport derived(Options others) {
    if (closed) {
      throw new IllegalStateException(
          "The client that this builder is of was closed: build before you close it");
    }
    TokenSource token = options.sharesTokenWith(others) ? tokens : null;
    return new Transport(others, http.withAnotherOwner(), token);
  }

  Options options() {
    return options;
  }

  /** A call that has begun goes on; what it shares may still be open for others. */
  private Response whileOpen(Interceptor.Chain chain) throws IOException {
    requireOpen();
    return chain.proceed(chain.request());
  }

  private void requireOpen() throws ClosedClientException {
    if (closed) {
      throw new ClosedClientException();
    }
  }

  private Interceptor observer() {
    CallObserver observer = options.observer;
    return observer == null
        ? chain -> chain.proceed(chain.request())
        : new ObserverInterceptor(observer, mask);
  }

  /** Returns a client with more interceptors, in the order in which a request passes them. */
  private static OkHttpClient client(OkHttpClient bare, Interceptor... inOrder) {
    OkHttpClient.Builder builder = bare.newBuilder();
    for (Interceptor interceptor : inOrder) {
      builder.addInterceptor(interceptor);
    }
    return builder.build();
  }

  private Retrofit retrofit(
      Preparation preparation,
      OkHttpClient over,
      Duration reading,
      @Nullable Duration attempt,
      @Nullable LoginServices login) {
    return new Retrofit.Builder()
        .baseUrl(options.baseUrl)
        .callFactory(
            new CallFactory(
                operations,
                options.json,
                preparation,
                over,
                reading,
                options.actionTimeout,
                attempt,
                options.retries))
        .addConverterFactory(new JsonConverters(options.json))
        .addCallAdapterFactory(
            new CallAdapters(runner, new AnswerReader(options.json, login, options.clock)))
        .build();
  }

  private Retrofit retrofit(Preparation preparation, OkHttpClient over, LoginServices login) {
    return retrofit(preparation, over, options.callTimeout, options.attemptTimeout, login);
  }

  /**
   * Returns what makes the services.
   *
   * @param login makes the calls that continue what others led to
   */
  Retrofit typed(LoginServices login) {
    return retrofit(Preparation.typed(options.passwords), typed, login);
  }

  /** Returns what makes any Retrofit interface, whose requests may lack what the contract asks. */
  Retrofit raw(LoginServices login) {
    return retrofit(Preparation.raw(options.passwords), raw, login);
  }

  /**
   * Returns the headers that sign a request which another client sends.
   *
   * @throws QixiangyunException if there is no token, or this is closed
   */
  Map<String, String> sign(String method, byte[] body) {
    try {
      requireOpen();
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
    if (!closed) {
      closed = true;
      http.release();
    }
  }

  /** The HTTP stack that several clients own. The last of them to be closed releases it. */
  private static final class Stack {
    private final OkHttpClient client;
    private final boolean given;
    private int owners = 1;

    Stack(Options options) {
      client = options.shared();
      given = options.given != null;
    }

    synchronized Stack withAnotherOwner() {
      owners++;
      return this;
    }

    synchronized void release() {
      owners--;
      if (owners == 0 && !given) {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
      }
    }
  }
}
