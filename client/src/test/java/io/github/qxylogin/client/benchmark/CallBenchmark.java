package io.github.qxylogin.client.benchmark;

import com.sun.management.ThreadMXBean;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService;
import io.github.qxylogin.client.types.AccountId;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.WorkedSample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * Calls through the client, and the same through the generated interface alone: on a connection
 * that is kept, and, for a call that may not be sent twice, on a fresh one. An invocation makes a
 * few calls of each side, one side after the other, and the next begins with another side: so what
 * the machine does meanwhile falls on all alike. A kept connection is one for both, since the core
 * that its server's thread runs on makes a call dearer or cheaper by more than the runtime does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 20, batchSize = CallBenchmark.TURNS)
@Measurement(iterations = 10, batchSize = CallBenchmark.TURNS)
public class CallBenchmark {
  /** Invocations of an iteration; each side comes first equally often. */
  static final int TURNS = 36;

  /** Calls of each side in an invocation. */
  static final int KEPT = 50;

  /** The same on fresh connections, of which a machine has only so many a minute. */
  static final int FRESH = 5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 15_000;
  private static final String NSRSBH = "91110000TESTTEST01";
  private static final AccountId ACCOUNT = new AccountId("account");

  @Param("0")
  public int port;

  private final Contract contract = Contract.load();
  private final SendSmsCodeRequest sending =
      Json.mapper()
          .convertValue(
              contract.operations(Flow.Role.ISSUES_TASK).get(0).firstSuccess().request(),
              SendSmsCodeRequest.class);
  private QixiangyunLogin login;
  private MultiAccountService ours;
  private MultiAccountApi bare;
  private MultiAccountApi bareFresh;

  private Password typed;
  private SendSmsCodeRequest sendingTyped;
  private int turn;

  /** The cost of the calling thread on each side in an iteration. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Spent {
    public long bareNanos;
    public long bareBytes;
    public long ourNanos;
    public long ourBytes;
    public long encryptingNanos;
    public long encryptingBytes;
  }

  private interface Side {
    Object call() throws IOException;
  }

  private interface Account {
    void add(long nanos, long bytes);
  }

  private record Measured(Side side, Account account) {}

  @Setup(Level.Trial)
  public void connect() throws IOException {
    String address = "http://127.0.0.1:" + port + "/";
    WorkedSample sample = contract.securityHeaders().sample();
    OkHttpClient shared = new OkHttpClient();
    login =
        QixiangyunLogin.builder()
            .okHttpClient(shared)
            .baseUrl(address)
            .credentials(sample.appKey(), sample.appSecret())
            .build();
    ours = login.multiAccount();
    bare = bare(address, shared);
    typed = Password.of("Typed-by-hand-1".toCharArray());
    sendingTyped = sending.toBuilder().gryhmm(typed).build();
    ConnectionPool none = new ConnectionPool(0, 1, TimeUnit.SECONDS);
    bareFresh = bare(address, shared.newBuilder().connectionPool(none).build());
    warmUp();
  }

  /** Has compiled what all kinds share, before connections are spent on it. */
  private void warmUp() throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      bareCheck();
      ours.checkSession(looking()).execute();
    }
  }

  private static CheckSessionRequest looking() {
    return CheckSessionRequest.builder()
        .nsrsbh(NSRSBH)
        .accountId(ACCOUNT)
        .isOnlyCheckCache(1)
        .buildPartial();
  }

  private Object bareCheck() throws IOException {
    return bare.checkSession(looking()).execute().body().data().orElseThrow();
  }

  private static MultiAccountApi bare(String address, OkHttpClient client) {
    return new Retrofit.Builder()
        .baseUrl(address)
        .client(client)
        .addConverterFactory(
            JacksonConverterFactory.create(
                Json.mapper(PasswordCipher.of(ApiContract.generated().publicKey))))
        .build()
        .create(MultiAccountApi.class);
  }

  @TearDown(Level.Trial)
  public void disconnect() {
    login.close();
    typed.close();
  }

  @Benchmark
  public void kept(Spent spent, Blackhole hole) throws IOException {
    take(
        KEPT,
        hole,
        new Measured(
            this::bareCheck,
            (nanos, bytes) -> {
              spent.bareNanos += nanos;
              spent.bareBytes += bytes;
            }),
        new Measured(
            () -> ours.checkSession(looking()).execute(),
            (nanos, bytes) -> {
              spent.ourNanos += nanos;
              spent.ourBytes += bytes;
            }));
  }

  @Benchmark
  public void fresh(Spent spent, Blackhole hole) throws IOException {
    take(
        FRESH,
        hole,
        new Measured(
            () -> bareFresh.sendSmsCode(sending).execute().body().data().orElseThrow(),
            (nanos, bytes) -> {
              spent.bareNanos += nanos;
              spent.bareBytes += bytes;
            }),
        new Measured(
            () -> ours.sendSmsCode(sending).execute(),
            (nanos, bytes) -> {
              spent.ourNanos += nanos;
              spent.ourBytes += bytes;
            }),
        new Measured(
            () -> ours.sendSmsCode(sendingTyped).execute(),
            (nanos, bytes) -> {
              spent.encryptingNanos += nanos;
              spent.encryptingBytes += bytes;
            }));
  }

  private void take(int calls, Blackhole hole, Measured... sides) throws IOException {
    for (int i = 0; i < sides.length; i++) {
      Measured measured = sides[(turn + i) % sides.length];
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long nanos = THREADS.getCurrentThreadCpuTime();
      for (int call = 0; call < calls; call++) {
        hole.consume(measured.side().call());
      }
      measured
          .account()
          .add(
              THREADS.getCurrentThreadCpuTime() - nanos,
              THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }
    turn++;
  }
}
