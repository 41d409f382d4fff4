package io.github.qxylogin.client;

import com.sun.management.ThreadMXBean;
import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
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
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * One call through the client, and the same through the generated interface alone: on a connection
 * that is kept, and, for a call that is never sent twice, on a fresh one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class CallBenchmark {
  /** Calls of an iteration. */
  static final int KEPT = 2000;

  /** Calls of an iteration on fresh connections, of which a machine has only so many a minute. */
  static final int FRESH = 400;

  private static final int WARM_UP = 20;
  private static final int ITERATIONS = 10;

  @Param("0")
  public int port;

  private final Contract contract = Contract.load();
  private final SendSmsCodeRequest sending =
      Json.mapper()
          .convertValue(
              contract
                  .operations(Flow.Role.ISSUES_TASK)
                  .get(0)
                  .firstSuccess()
                  .request()
                  .orElseThrow(),
              SendSmsCodeRequest.class);
  private QixiangyunLogin login;
  private MultiAccount ours;
  private MultiAccountApi bare;
  private MultiAccountApi bareFresh;

  /** What the calling thread spent on an iteration. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Spent {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public long cpuNanos;
    public long bytes;

    private long cpuBefore;
    private long bytesBefore;

    @Setup(Level.Iteration)
    public void start() {
      bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      cpuBefore = THREADS.getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void stop() {
      cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuBefore;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    }
  }

  @Setup(Level.Trial)
  public void connect() {
    String address = "http://127.0.0.1:" + port + "/";
    WorkedSample sample = contract.workedSample();
    login =
        QixiangyunLogin.builder()
            .baseUrl(address)
            .credentials(sample.appKey(), sample.appSecret())
            .build();
    ours = login.multiAccount();
    ours.checkSession("91110000TESTTEST01", "account");
    bare = bare(address, new OkHttpClient());
    ConnectionPool none = new ConnectionPool(0, 1, TimeUnit.SECONDS);
    bareFresh = bare(address, new OkHttpClient.Builder().connectionPool(none).build());
  }

  private static MultiAccountApi bare(String address, OkHttpClient client) {
    return new Retrofit.Builder()
        .baseUrl(address)
        .client(client)
        .addConverterFactory(JacksonConverterFactory.create(Json.mapper()))
        .build()
        .create(MultiAccountApi.class);
  }

  @TearDown(Level.Trial)
  public void disconnect() {
    login.close();
  }

  @Benchmark
  @Warmup(iterations = WARM_UP, batchSize = KEPT)
  @Measurement(iterations = ITERATIONS, batchSize = KEPT)
  public Object keptOurs(Spent spent) {
    return ours.checkSession("91110000TESTTEST01", "account");
  }

  @Benchmark
  @Warmup(iterations = WARM_UP, batchSize = KEPT)
  @Measurement(iterations = ITERATIONS, batchSize = KEPT)
  public Object keptBare(Spent spent) throws IOException {
    CheckSessionRequest request =
        new CheckSessionRequest()
            .nsrsbh("91110000TESTTEST01")
            .accountId("account")
            .isOnlyCheckCache(1);
    return bare.checkSession(request).execute().body().getData();
  }

  @Benchmark
  @Warmup(iterations = WARM_UP, batchSize = FRESH)
  @Measurement(iterations = ITERATIONS, batchSize = FRESH)
  public Object freshOurs(Spent spent) {
    return ours.sendSmsCode(sending);
  }

  @Benchmark
  @Warmup(iterations = WARM_UP, batchSize = FRESH)
  @Measurement(iterations = ITERATIONS, batchSize = FRESH)
  public Object freshBare(Spent spent) throws IOException {
    return bareFresh.sendSmsCode(sending).execute().body().getData();
  }
}
