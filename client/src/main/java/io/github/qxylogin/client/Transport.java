package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * The way of a call to the platform and back: its stretches in their order, from the inner to the
 * outer, first for the calls that fetch a token, then for all others, which need one.
 */
final class Transport implements AutoCloseable {
  private final Options options;
  private final Operations operations;
  private final Exchange exchange;
  private final SecretMask mask;
  private final ObjectMapper json;
  private final Shared<OkHttpClient> http;
  private final Shared<TokenSource> tokens;
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
    json = options.json();
    operations = new Operations(options.contract(), options.baseUrl());
    mask = new SecretMask(new Redaction(options.contract()), json, options.appSecret());
    exchange = new Exchange(options.baseUrl(), codes(), mask, json);

    WholeAnswers answers = new WholeAnswers(json, options.attemptTimeout());
    OkHttpClient bare =
        options
            .client(shared.get())
            .newBuilder()
            .addInterceptor(
                chain -> chain.proceed(UserAgent.sign(chain.request(), options.userAgent())))
            .addNetworkInterceptor(answers::receive)
            .build();
    tokens = token == null ? tokens(bare) : token;
    Sender signed = repeated(new SignIn(operations, options, tokens.get(), logged(answers)));
    OkHttpClient open = bare.newBuilder().addInterceptor(this::whileOpen).build();
    typed = client(open, signed);
    raw = client(open, new Discreet(mask, signed));
  }

  /** Returns where the token of a client comes from that shares none. */
  private Shared<TokenSource> tokens(OkHttpClient bare) {
    // All callers wait for one fetch: a silent one must not take the time of them all.
    Duration attempt = Objects.requireNonNullElse(options.attemptTimeout(), options.callTimeout());
    OkHttpClient unsigned = client(bare, repeated(logged(new WholeAnswers(json, attempt))));
    // Whoever waits for a token does so within his own time, and a login has most.
    Duration longest = Mending.longer(options.callTimeout(), options.loginTimeout());
    TokenApi tokenApi = retrofit(RequestCheck.NONE, unsigned, longest).create(TokenApi.class);
    TokenFetch fetch = new TokenFetch(tokenApi, exchange, options);
    TokenRenewal renewal =
        new TokenRenewal(fetch, boundedStore(), options.appKey(), options.clock());
    ExecutorService thread = oneDaemon();
    TokenSource source = new TokenSource(renewal::after, thread, options.clock());
    return new Shared<>(source, unused -> thread.shutdown());
  }

  private @Nullable TokenStore boundedStore() {
    TokenStore store = options.tokenStore();
    return store == null ? null : new BoundedTokenStore(store, BoundedTokenStore.LONGEST);
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

  private CodeCatalogue codes() {
    return options.contract().codes();
  }

  private Sender logged(Sender answers) {
    return new CallLog(codes(), mask, json, answers);
  }

  private Sender repeated(Sender attempt) {
    Mending mending = new Mending(codes());
    Sender repeated = new Resending(mending, options.backoff(), options.retries(), attempt);
    Sender buffered = new BufferedBodies(repeated);
    CallObserver observer = options.observer();
    return observer == null ? buffered : new Observed(observer, codes(), mask, buffered);
  }

  private static OkHttpClient client(OkHttpClient bare, Sender way) {
    return bare.newBuilder().addInterceptor(way.interceptor()).build();
  }

  private Retrofit retrofit(RequestCheck check, OkHttpClient over) {
    return retrofit(check, over, options.callTimeout());
  }

  private Retrofit retrofit(RequestCheck check, OkHttpClient over, Duration reading) {
    return new Retrofit.Builder()
        .baseUrl(options.baseUrl())
        .callFactory(new LoginCalls(operations, check, over, reading, options.loginTimeout()))
        .addConverterFactory(new JsonConverters(json))
        .build();
  }

  /** Returns what makes the Retrofit interfaces of typed calls. */
  Retrofit typed() {
    return retrofit(new Completeness(json).then(encryption()), typed);
  }

  /** Returns what makes any Retrofit interface, whose requests may lack what the contract asks. */
  Retrofit raw() {
    return retrofit(encryption(), raw);
  }

  private RequestCheck encryption() {
    return new EncryptionCheck(json, options.passwords().blockBytes());
  }

  Exchange exchange() {
    return exchange;
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
    if (options.given() == null) {
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
}
