package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.TokenService;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import retrofit2.Retrofit;

/**
 * The HTTP clients of typed calls, of raw calls and of the calls that fetch a token, each with its
 * interceptors in the order in which a request passes them; a response passes them backwards.
 */
final class Transport implements AutoCloseable {
  private final Options options;
  private final OperationLookup operations;
  private final CallAdapters calls;
  private final SecretMask mask;
  private final ObjectMapper json;
  private final ExecutorService tokenThread = oneDaemon();
  private final OkHttpClient typed;
  private final OkHttpClient raw;

  /**
   * Creates the clients.
   *
   * @param login makes the calls that continue what others led to
   */
  Transport(Options options, LoginServices login) {
    this.options = options;
    json = Json.mapper(options.passwords());
    operations = new OperationLookup(options.contract(), options.baseUrl());
    mask = new SecretMask(new Redaction(options.contract()), json, options.appSecret());
    calls =
        new CallAdapters(
            new CallRunner(options.baseUrl(), codes(), mask, json), new AnswerReader(json, login));

    Interceptor entry = new EntryInterceptor();
    Interceptor rawCall = new RawCallInterceptor(mask);
    Interceptor observer = observer();
    Interceptor retry =
        new RetryInterceptor(new RetryRule(codes()), options.backoff(), options.retries());
    Interceptor logging = new LoggingInterceptor(codes(), mask, json);
    BufferingInterceptor buffering = new BufferingInterceptor(json, options.attemptTimeout());
    // All callers wait for one fetch: a silent one must not take the time of them all.
    Duration attempt = Objects.requireNonNullElse(options.attemptTimeout(), options.callTimeout());
    Interceptor tokenBuffering = new BufferingInterceptor(json, attempt);

    OkHttpClient bare =
        options.client().newBuilder().addNetworkInterceptor(buffering::receive).build();
    OkHttpClient unsigned = client(bare, entry, observer, retry, logging, tokenBuffering);
    Interceptor signing = new SigningInterceptor(operations, options, tokens(unsigned));
    typed = client(bare, entry, observer, retry, signing, logging, buffering);
    raw = client(bare, entry, rawCall, observer, retry, signing, logging, buffering);
  }

  private CodeCatalogue codes() {
    return options.contract().codes();
  }

  private Interceptor observer() {
    CallObserver observer = options.observer();
    return observer == null
        ? chain -> chain.proceed(chain.request())
        : new ObserverInterceptor(observer, codes(), mask);
  }

  private TokenSource tokens(OkHttpClient unsigned) {
    // Whoever waits for a token does so within his own time, and a login has most.
    Duration longest = RetryRule.longer(options.callTimeout(), options.loginTimeout());
    TokenService service = retrofit(Preparation.NONE, unsigned, longest).create(TokenService.class);
    TokenFetch fetch = new TokenFetch(service, options);
    TokenRenewal renewal =
        new TokenRenewal(fetch, options.tokenStore(), options.appKey(), options.clock());
    return new TokenSource(renewal::after, tokenThread, options.clock());
  }

  /** Returns a client with more interceptors, in the order in which a request passes them. */
  private static OkHttpClient client(OkHttpClient bare, Interceptor... inOrder) {
    OkHttpClient.Builder builder = bare.newBuilder();
    for (Interceptor interceptor : inOrder) {
      builder.addInterceptor(interceptor);
    }
    return builder.build();
  }

  private Retrofit retrofit(Preparation preparation, OkHttpClient over) {
    return retrofit(preparation, over, options.callTimeout());
  }

  private Retrofit retrofit(Preparation preparation, OkHttpClient over, Duration reading) {
    return new Retrofit.Builder()
        .baseUrl(options.baseUrl())
        .callFactory(
            new CallFactory(operations, json, preparation, over, reading, options.loginTimeout()))
        .addConverterFactory(new JsonConverters(json))
        .addCallAdapterFactory(calls)
        .build();
  }

  /** Returns what makes the Retrofit interfaces of typed calls. */
  Retrofit typed() {
    return retrofit(new Preparation(true, List.of(new Completeness(), encryption())), typed);
  }

  /** Returns what makes any Retrofit interface, whose requests may lack what the contract asks. */
  Retrofit raw() {
    return retrofit(new Preparation(false, List.of(encryption())), raw);
  }

  private RequestCheck encryption() {
    return new EncryptionCheck(options.passwords().blockBytes());
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

  @Override
  public void close() {
    tokenThread.shutdown();
    if (options.given() == null) {
      // The clients share both.
      typed.dispatcher().executorService().shutdown();
      typed.connectionPool().evictAll();
    }
  }
}
