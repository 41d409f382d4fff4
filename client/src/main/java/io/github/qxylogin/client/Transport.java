package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Redaction;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import retrofit2.Retrofit;

/**
 * The way of a call to the platform and back: its stretches in their order, from the inner to the
 * outer, first for the calls that fetch a token, then for all others, which need one.
 */
final class Transport implements AutoCloseable {
  private final Options options;
  private final OperationLookup operations;
  private final Exchange exchange;
  private final SecretMask mask;
  private final ObjectMapper json;
  private final ExecutorService tokenThread = oneDaemon();
  private final OkHttpClient typed;
  private final OkHttpClient raw;

  Transport(Options options) {
    this.options = options;
    json = Json.mapper(options.passwords());
    operations = new OperationLookup(options.contract(), options.baseUrl());
    mask = new SecretMask(new Redaction(options.contract()), json, options.appSecret());
    exchange = new Exchange(options.baseUrl(), codes(), mask, json);

    BufferingInterceptor answers = new BufferingInterceptor(json, options.attemptTimeout());
    OkHttpClient bare =
        options.client().newBuilder().addNetworkInterceptor(answers::receive).build();
    // All callers wait for one fetch: a silent one must not take the time of them all.
    Duration attempt = Objects.requireNonNullElse(options.attemptTimeout(), options.callTimeout());
    OkHttpClient unsigned = client(bare, repeated(logged(new BufferingInterceptor(json, attempt))));
    // Whoever waits for a token does so within his own time, and a login has most.
    Duration longest = RetryRule.longer(options.callTimeout(), options.loginTimeout());
    TokenApi tokenApi = retrofit(RequestCheck.NONE, unsigned, longest).create(TokenApi.class);
    TokenFetch fetch = new TokenFetch(tokenApi, exchange, options);
    TokenRenewal renewal =
        new TokenRenewal(fetch, options.tokenStore(), options.appKey(), options.clock());
    TokenSource tokens = new TokenSource(renewal::after, tokenThread, options.clock());
    Sender signed = repeated(new SigningInterceptor(operations, options, tokens, logged(answers)));
    typed = client(bare, signed);
    raw = client(bare, new RawCallInterceptor(mask, signed));
  }

  private CodeCatalogue codes() {
    return options.contract().codes();
  }

  private Sender logged(Sender answers) {
    return new LoggingInterceptor(codes(), mask, json, answers);
  }

  private Sender repeated(Sender attempt) {
    RetryRule rule = new RetryRule(codes());
    Sender repeated = new RetryInterceptor(rule, options.backoff(), options.retries(), attempt);
    Sender buffered = new EntryInterceptor(repeated);
    CallObserver observer = options.observer();
    return observer == null ? buffered : new ObserverInterceptor(observer, codes(), mask, buffered);
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
        .callFactory(new CallFactory(operations, check, over, reading, options.loginTimeout()))
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
