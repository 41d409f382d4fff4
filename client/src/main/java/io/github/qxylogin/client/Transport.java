package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Redaction;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
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
  private final ExecutorService tokenThread = oneDaemon();
  private final OkHttpClient client;

  Transport(Options options) {
    this.options = options;
    json = Json.mapper(options.passwords());
    operations = new Operations(options.contract(), options.baseUrl());
    mask = new SecretMask(new Redaction(options.contract()), json, options.appSecret());
    exchange = new Exchange(options.baseUrl(), codes(), mask, json);

    WholeAnswers answers = new WholeAnswers(json);
    OkHttpClient bare =
        options.client().newBuilder().addNetworkInterceptor(answers::receive).build();
    OkHttpClient unsigned = over(bare, logged(answers));
    TokenApi tokenApi = retrofit(calls(RequestCheck.NONE, unsigned)).create(TokenApi.class);
    TokenFetch fetch = new TokenFetch(tokenApi, exchange, options);
    TokenRenewal renewal = new TokenRenewal(fetch, options);
    TokenSource tokens = new TokenSource(renewal::after, tokenThread, options.clock());
    client = over(bare, new SignIn(operations, options, tokens, logged(answers)));
  }

  private CodeCatalogue codes() {
    return options.contract().codes();
  }

  private Sender logged(Sender answers) {
    Redaction redaction = new Redaction(options.contract());
    return new CallLog(redaction, codes(), mask, json, answers);
  }

  private OkHttpClient over(OkHttpClient bare, Sender attempt) {
    Mending mending = new Mending(codes());
    Sender repeated = new Resending(mending, options.backoff(), options.retries(), attempt);
    Sender buffered = new BufferedBodies(repeated);
    CallObserver observer = options.observer();
    Sender whole = observer == null ? buffered : new Observed(observer, codes(), mask, buffered);
    return bare.newBuilder().addInterceptor(whole.interceptor()).build();
  }

  private Call.Factory calls(RequestCheck check, OkHttpClient over) {
    return new LoginCalls(operations, check, over, options);
  }

  private Retrofit retrofit(Call.Factory calls) {
    return new Retrofit.Builder()
        .baseUrl(options.baseUrl())
        .callFactory(calls)
        .addConverterFactory(new JsonConverters(json))
        .build();
  }

  /**
   * Returns what makes Retrofit interfaces of signed calls.
   *
   * @param complete whether it refuses requests that lack what the contract requires
   */
  Retrofit retrofit(boolean complete) {
    RequestCheck encryption = new EncryptionCheck(json, options.passwords().blockBytes());
    RequestCheck check = complete ? new Completeness(json).then(encryption) : encryption;
    return retrofit(calls(check, client));
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
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
