package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.github.qxylogin.client.internal.http.EntryInterceptor;
import io.github.qxylogin.client.internal.http.LoggingInterceptor;
import io.github.qxylogin.client.internal.http.ObserverInterceptor;
import io.github.qxylogin.client.internal.http.OperationLookup;
import io.github.qxylogin.client.internal.http.RawCallInterceptor;
import io.github.qxylogin.client.internal.http.RetryInterceptor;
import io.github.qxylogin.client.internal.http.RetryRule;
import io.github.qxylogin.client.internal.http.SecretMask;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
  private final Shared<OkHttpClient> http;
  private final Shared<TokenSource> tokens;
  private final Interceptor entry = new EntryInterceptor();
  private final Interceptor observer;
  private final Interceptor retry;
  private final Interceptor logging;
  private final OkHttpClient typed;
  private final OkHttpClient raw;
  private volatile boolean closed;

  Transport(Options options) {
    this(options, new Shared<>(options.shared(), shared -> release(options, shared)), null);
  }

  /**
   * Creates the way of a client that shares what others own.
   *
   * @param shared one owner of it is this
   * @param token likewise; null if this client has to fetch one of its own
   */
  private Transport(
      Options options, Shared<OkHttpClient> shared, @Nullable Shared<TokenSource> token) {
    this.options = options;
    http = shared;
    operations = new OperationLookup(options.contract, options.baseUrl);
    mask =
        new SecretMask(
            options.contract,
            options.json,
            options.appSecret,
            RequestSigner.md5(options.appSecret.getBytes(UTF_8)));
    runner = new CallRunner(options.baseUrl, options.contract, mask, options.json);
    observer = observer();
    retry = new RetryInterceptor(new RetryRule(options.contract), options.backoff, options.retries);
    logging = new LoggingInterceptor(options.contract, mask, options.json);
    Interceptor rawCall = new RawCallInterceptor(mask);
    BufferingInterceptor buffering = new BufferingInterceptor(options.json, options.attemptTimeout);

    OkHttpClient bare =
        options
            .client(shared.get())
            .newBuilder()
            .addInterceptor(
                chain -> chain.proceed(UserAgent.sign(chain.request(), options.userAgent)))
            .addNetworkInterceptor(buffering::receive)
            .build();
    tokens = token == null ? tokens(bare) : token;
    Interceptor open = this::whileOpen;
    Interceptor signing =
        new SigningInterceptor(
            operations,
            options.contract,
            new RequestSigner(options.appKey, options.appSecret),
            options.clock,
            tokens.get());
    typed = client(bare, open, entry, observer, retry, signing, logging, buffering);
    raw = client(bare, open, entry, rawCall, observer, retry, signing, logging, buffering);
  }

  /** Returns where the token of a client comes from that shares none. */
  private Shared<TokenSource> tokens(OkHttpClient bare) {
    // All callers wait for one fetch: a silent one must not take the time of them all.
    Duration limit = options.attemptTimeout;
    Duration attempt = limit == null ? options.callTimeout : limit;
    Interceptor buffering = new BufferingInterceptor(options.json, attempt);
    OkHttpClient unsigned = client(bare, entry, observer, retry, logging, buffering);
    // Whoever waits for a token does so within his own time, and a login has most.
    Duration longest = Collections.max(Arrays.asList(options.callTimeout, options.actionTimeout));
    TokenService service =
        retrofit(Preparation.NONE, unsigned, longest, null).create(UnservedTokenService.class);
    TokenRenewal renewal =
        new TokenRenewal(
            new TokenFetch(
                service,
                options.clock,
                options.contract.grant(),
                options.appKey,
                options.appSecret),
            boundedStore(),
            options.tokenStoreKey(),
            options.clock);
    ExecutorService thread = oneDaemon();
    TokenSource source = new TokenSource(renewal::after, thread, options.clock);
    return new Shared<>(source, unused -> thread.shutdown());
  }

  private @Nullable TokenStore boundedStore() {
    TokenStore store = options.tokenStore;
    return store == null
        ? null
        : new BoundedTokenStore(
            store, BoundedTokenStore.LONGEST, BoundedTokenStore.lockLimit(options.callTimeout));
  }

  /**
   * Returns the way of a client that is derived from the one of this, and shares its HTTP stack;
   * its token only if the platform would give both the same.
   *
   * @throws IllegalStateException if this is closed, and has nothing left to share
   */
  synchronized Transport derived(Options others) {
    if (closed) {
      throw new IllegalStateException(
          "The client that this builder is of was closed: build before you close it");
    }
    Shared<TokenSource> token = options.shareTokenWith(others) ? tokens.withAnotherOwner() : null;
    return new Transport(others, http.withAnotherOwner(), token);
  }

  Options options() {
    return options;
  }

  /** A call that has begun goes on; what it shares may still be open for others. */
  private Response whileOpen(Interceptor.Chain chain) throws IOException {
    if (closed) {
      throw new ClosedClientException();
    }
    return chain.proceed(chain.request());
  }

  private Interceptor observer() {
    CallObserver observer = options.observer;
    return observer == null
        ? chain -> chain.proceed(chain.request())
        : new ObserverInterceptor(observer, options.contract, mask);
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
      Preparation preparation, OkHttpClient over, Duration reading, @Nullable LoginServices login) {
    return new Retrofit.Builder()
        .baseUrl(options.baseUrl)
        .callFactory(
            new CallFactory(
                operations, options.json, preparation, over, reading, options.actionTimeout))
        .addConverterFactory(new JsonConverters(options.json))
        .addCallAdapterFactory(
            new CallAdapters(runner, new AnswerReader(options.json, login, options.clock)))
        .build();
  }

  /**
   * Returns what makes the services.
   *
   * @param login makes the calls that continue what others led to
   */
  Retrofit typed(LoginServices login) {
    return retrofit(Preparation.typed(options.passwords), typed, options.callTimeout, login);
  }

  /** Returns what makes any Retrofit interface, whose requests may lack what the contract asks. */
  Retrofit raw(LoginServices login) {
    return retrofit(Preparation.raw(options.passwords), raw, options.callTimeout, login);
  }

  /** The thread that fetches tokens ends when it was idle for a while. */
  private static ExecutorService oneDaemon() {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        work -> {
          Thread thread = new Thread(work, "qixiangyun-login token");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void release(Options options, OkHttpClient shared) {
    if (options.given == null) {
      shared.dispatcher().executorService().shutdown();
      shared.connectionPool().evictAll();
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      tokens.release();
      http.release();
    }
  }

  /** Something that several clients own, and that the last of them to be closed releases. */
  private static final class Shared<T> {
    private final T value;
    private final Consumer<T> release;
    private int owners = 1;

    /** Creates what has one owner. */
    Shared(T value, Consumer<T> release) {
      this.value = value;
      this.release = release;
    }

    T get() {
      return value;
    }

    /** Returns this, with another owner; called by one that has not let go. */
    synchronized Shared<T> withAnotherOwner() {
      owners++;
      return this;
    }

    /** Lets one owner go. */
    synchronized void release() {
      owners--;
      if (owners == 0) {
        release.accept(value);
      }
    }
  }
}
