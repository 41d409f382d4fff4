package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import retrofit2.Retrofit;

/**
 * The way of a call to the platform and back: the interceptors in their order, first for the calls
 * that fetch a token, then for all others, which need one.
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
    exchange = new Exchange(operations, codes(), mask, json);

    OkHttpClient bare = options.client();
    TokenApi tokenApi = retrofit(calls(with(bare, List.of()))).create(TokenApi.class);
    TokenFetch fetch = new TokenFetch(tokenApi, exchange, options);
    TokenRenewal renewal = new TokenRenewal(fetch, options);
    TokenSource tokens = new TokenSource(renewal::after, tokenThread, options.clock());
    client = with(bare, List.of(new SignIn(operations, options, tokens)));
  }

  private CodeCatalogue codes() {
    return options.contract().codes();
  }

  private OkHttpClient with(OkHttpClient bare, List<Interceptor> signing) {
    List<Interceptor> way = new ArrayList<>();
    way.add(new Discreet(mask));
    if (options.observer() != null) {
      way.add(new Observed(options.observer(), operations, codes(), mask));
    }
    way.add(new BufferedBodies(operations));
    way.add(new Resending(operations, new Mending(codes()), options.backoff(), options.retries()));
    way.addAll(signing);
    way.add(new CallLog(new Redaction(options.contract()), codes(), mask, json));
    way.add(new WholeAnswers(json));
    OkHttpClient.Builder builder = bare.newBuilder();
    way.forEach(builder::addInterceptor);
    return builder.build();
  }

  private Call.Factory calls(OkHttpClient over) {
    return new LoginCalls(operations, over, options.callTimeout(), options.loginTimeout());
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
    EncryptionCheck encryption = new EncryptionCheck(options.passwords().blockBytes());
    return retrofit(new CheckedCalls(operations, encryption, complete, json, calls(client)));
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
