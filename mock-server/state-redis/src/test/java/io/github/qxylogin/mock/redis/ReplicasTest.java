package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.server.TlsTest;
import io.github.qxylogin.mock.testing.MockProcess;
import io.github.qxylogin.mock.testing.SharedKeyStore;
import io.github.qxylogin.mock.testing.Slow;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two mock servers of one state are as one, whichever of them a call reaches. */
class ReplicasTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  private static final Operation CHECK = CONTRACT.operation("checkSession");
  private static final String TAXPAYER = "91110000TESTTEST01";
  private static final String CODE = "002100";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger STATES = new AtomicInteger();
  private static RealRedis redis;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService crowd = Executors.newFixedThreadPool(16);
  private String name;
  private LoginMock here;
  private LoginMock there;

  /** A response. */
  private record Received(int status, String caseName, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }
  }

  @BeforeAll
  static void begin() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void end() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void start() {
    name = "?name=replicas-" + STATES.incrementAndGet();
    here = mock().start();
    there = mock().start();
  }

  private LoginMockBuilder mock() {
    return LoginMock.builder().state(redis.address(name));
  }

  @AfterEach
  void stop() {
    crowd.shutdownNow();
    here.close();
    there.close();
  }

  private Received call(LoginMock mock, Operation operation, ObjectNode body) {
    return sent(mock, operation.method(), operation.path(), body.toString());
  }

  private Received sent(LoginMock mock, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(mock.url() + path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      String text = new String(response.body(), UTF_8);
      return new Received(
          response.statusCode(),
          response.headers().firstValue("X-Mock-Case").orElse(""),
          JSON.readTree(text.startsWith("<") ? "{}" : text));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private Received send(LoginMock mock, String taxpayer) {
    return call(mock, SEND, body(SEND, taxpayer));
  }

  private Received upload(LoginMock mock, String taxpayer, String task, String code) {
    return call(mock, UPLOAD, body(UPLOAD, taxpayer).put("taskId", task).put("smsCode", code));
  }

  private Received check(LoginMock mock, String taxpayer) {
    return call(mock, CHECK, body(CHECK, taxpayer));
  }

  private static ObjectNode body(Operation operation, String taxpayer) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    return body.put("nsrsbh", taxpayer);
  }

  private static String task(Received sent) {
    return sent.body().at("/data/taskId").asText();
  }

  @Slow
  @Test
  void call_overTls_isServed() throws Exception {
    try (LoginMock secure = SharedKeyStore.withTls(mock()).start()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(secure.httpsUrl() + SEND.path()))
              .timeout(DEADLINE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body(SEND, TAXPAYER).toString()))
              .build();

      HttpResponse<byte[]> response =
          TlsTest.client(secure.certificate())
              .send(request, HttpResponse.BodyHandlers.ofByteArray());

      assertThat(JSON.readTree(response.body()).path("code").asText()).isEqualTo("2000");
    }
  }

  @Test
  void task_issuedHere_isRedeemedThere() {
    String task = task(send(here, TAXPAYER));

    Received login = upload(there, TAXPAYER, task, CODE);

    assertThat(login.code()).isEqualTo("2000");
    assertThat(upload(here, TAXPAYER, task, CODE).code()).isEqualTo("5000");
    assertThat(check(here, TAXPAYER).caseName()).isEqualTo(check(there, TAXPAYER).caseName());
  }

  @Slow
  @Test
  void send_againThere_isTooSoon() {
    send(here, TAXPAYER);

    assertThat(send(there, TAXPAYER).code()).startsWith("8");
  }

  @Test
  void task_64RaceForItAtBoth_isRedeemedOnceEach() {
    List<CompletableFuture<Integer>> identities =
        IntStream.range(0, 64)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> successes("9111TEST%06d".formatted(i)),
                        run -> new Thread(run).start()))
            .toList();

    assertThat(identities).extracting(CompletableFuture::join).containsOnly(1);
  }

  /** Uploads the same code four times at the same time, twice at each replica. */
  private int successes(String taxpayer) {
    String task = task(send(here, taxpayer));
    List<CompletableFuture<Received>> uploads =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> upload(i % 2 == 0 ? here : there, taxpayer, task, CODE), crowd))
            .toList();
    return (int) uploads.stream().filter(each -> each.join().code().equals("2000")).count();
  }

  @Slow
  @Test
  void clock_advancedHere_isAdvancedThere() {
    String task = task(send(here, TAXPAYER));

    here.clock().advance(Duration.ofMinutes(6));

    assertThat(upload(there, TAXPAYER, task, CODE).code()).isEqualTo("5000");
  }

  @ParameterizedTest
  @ValueSource(longs = {-5, 5})
  void clock_ofAnotherMachineIsMinutesApart_doesNotMatter(long minutes) {
    Clock apart = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
    try (LoginMock other = mock().clock(apart).start()) {
      String task = task(send(here, TAXPAYER));

      assertThat(send(other, TAXPAYER).code()).as("the limit holds").startsWith("8");
      assertThat(upload(other, TAXPAYER, task, CODE).code()).isEqualTo("2000");
      assertThat(check(here, TAXPAYER).caseName()).isEqualTo(check(other, TAXPAYER).caseName());
    }
  }

  @Test
  void reset_whenTheStoreIsFull_makesRoom() {
    try (RealRedis own = RealRedis.start();
        LoginMock mock = LoginMock.builder().state(own.address("")).start();
        RedisClient client = RedisClient.create(own.address("").toString())) {
      send(mock, TAXPAYER);
      client.connect().sync().configSet("maxmemory", "1");
      assertThat(send(mock, "91110000TESTTEST02").status()).isEqualTo(503);

      assertThat(sent(mock, "POST", "/__mock/reset", "").status()).isEqualTo(200);

      client.connect().sync().configSet("maxmemory", "0");
      untilUp(mock);
      assertThat(send(mock, TAXPAYER).caseName()).isEqualTo("sms-sent");
    }
  }

  @Slow
  @Test
  void outcome_setHereAsTheFirst_isGivenThereAtOnce() {
    for (int round = 0; round < 5; round++) {
      here.identity(TAXPAYER).returns("sms-too-frequent");

      assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-too-frequent");

      here.reset();
      assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-sent");
      here.reset();
    }
  }

  @Slow
  @Test
  void outcome_setHereAfterTheOnlyOneIsUsedUpThere_isGivenThereAtOnce() {
    for (int round = 0; round < 10; round++) {
      here.identity(TAXPAYER).once().returns("sms-too-frequent");
      assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-too-frequent");

      here.identity("91110000TESTTEST02").once().returns("sms-too-frequent");

      assertThat(send(there, "91110000TESTTEST02").caseName()).isEqualTo("sms-too-frequent");
    }
  }

  @Slow
  @Test
  void send_ofTextThatIsNoUnicode_isServed() {
    for (String lone : List.of("\\ud800", "\\ud801", "\\udc00")) {
      String body = body(SEND, "LONE").toString().replace("LONE", lone);

      assertThat(sent(here, "POST", SEND.path(), body).status()).isEqualTo(200);
      assertThat(sent(there, "POST", SEND.path(), body).status()).isEqualTo(200);
    }
  }

  @Test
  void outcome_setHere_isGivenThereAndCountedForBoth() {
    here.identity(TAXPAYER).times(2).returns("sms-too-frequent");

    assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-too-frequent");
    assertThat(send(here, TAXPAYER).caseName()).isEqualTo("sms-too-frequent");
    assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void outcome_withoutTimes_isNotWrittenByCalls() {
    here.identity(TAXPAYER).returns("valid");
    long before = StoreTroubleTest.calls(redis, "hset");

    assertThat(check(here, TAXPAYER).caseName()).isEqualTo("valid");
    assertThat(check(there, TAXPAYER).caseName()).isEqualTo("valid");

    assertThat(StoreTroubleTest.calls(redis, "hset")).isEqualTo(before);
  }

  @Test
  void outcome_48ConnectionsAskForItAtBoth_isCountedExactly() {
    here.identity(TAXPAYER).times(100).returns("valid");
    ExecutorService connections = Executors.newFixedThreadPool(48);
    try {
      List<CompletableFuture<Received>> sent =
          IntStream.range(0, 150)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> check(i % 2 == 0 ? here : there, TAXPAYER), connections))
              .toList();

      assertThat(sent)
          .extracting(CompletableFuture::join)
          .allMatch(response -> response.status() == 200)
          .filteredOn(response -> response.caseName().equals("valid"))
          .hasSize(100);
    } finally {
      connections.shutdownNow();
    }
  }

  @Slow
  @Test
  void fault_setHere_strikesThere() {
    here.operation(SEND.id()).once().fails(FaultKind.BAD_GATEWAY);

    assertThat(sent(there, "POST", SEND.path(), body(SEND, TAXPAYER).toString()))
        .extracting(Received::status)
        .isEqualTo(502);
    assertThat(send(here, TAXPAYER).status()).isEqualTo(200);
  }

  @Slow
  @Test
  void sms_sentHere_isReadThere() {
    send(here, TAXPAYER);

    assertThat(there.smsCode(TAXPAYER)).isEqualTo(CODE);
    assertThat(sent(there, "GET", "/__mock/sms", "").body().at("/0/nsrsbh").asText())
        .isEqualTo(TAXPAYER);
  }

  @Slow
  @Test
  void sms_awaitedThere_comesWhenItIsSentHere() throws Exception {
    CompletableFuture<Received> awaited =
        CompletableFuture.supplyAsync(
            () ->
                sent(
                    there,
                    "GET",
                    "/__mock/sms/latest?nsrsbh=%s&wait=PT20S".formatted(TAXPAYER),
                    ""),
            crowd);

    send(here, TAXPAYER);

    assertThat(awaited.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).body().path("smsCode").asText())
        .isEqualTo(CODE);
  }

  @Test
  void sms_awaited_readsTheTableOnlyWhenItHasChanged() {
    long before = StoreTroubleTest.calls(redis, "hgetall");

    assertThat(sent(here, "GET", "/__mock/sms/latest?wait=PT1S", "").status()).isEqualTo(404);

    assertThat(StoreTroubleTest.calls(redis, "hgetall") - before).isLessThan(5);
  }

  @Test
  void reset_here_forgetsThere() {
    String task = task(send(here, TAXPAYER));

    here.reset();

    assertThat(upload(there, TAXPAYER, task, CODE).code()).isEqualTo("5000");
    assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Slow
  @Test
  void forget_here_forgetsThere() {
    send(here, TAXPAYER);

    sent(here, "DELETE", "/__mock/identities/" + TAXPAYER, "");

    assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void state_ofAnotherName_isApart() {
    send(here, TAXPAYER);

    try (LoginMock other = LoginMock.builder().state(redis.address(name + "-other")).start()) {
      assertThat(send(other, TAXPAYER).caseName()).isEqualTo("sms-sent");
    }
  }

  @Test
  void lock_madeHere_holdsThere() {
    String task = task(send(here, TAXPAYER));
    IntStream.range(0, 5).forEach(i -> upload(here, TAXPAYER, task, "0"));

    assertThat(send(there, TAXPAYER).caseName()).isEqualTo("locked");
  }

  @Test
  void account_createdHere_isFoundThere() {
    Operation create = CONTRACT.operation("createAccount");
    ObjectNode body = create.firstSuccess().request().deepCopy();
    body.put("gryhm", "13800000009");
    call(here, create, body);

    assertThat(call(there, create, body).caseName()).isEqualTo("already-exists");
  }

  @Slow
  @Test
  void calls_servedByBoth_areListedAtBothInTheirOrder() {
    String task = task(send(here, TAXPAYER));
    upload(there, TAXPAYER, task, CODE);
    check(here, TAXPAYER);

    List<String> operations = List.of(CHECK.id(), UPLOAD.id(), SEND.id());
    assertThat(operations(here)).isEqualTo(operations);
    assertThat(operations(there)).isEqualTo(operations);
    assertThat(sent(there, "GET", "/__mock/requests/1", "").body())
        .isEqualTo(sent(here, "GET", "/__mock/requests/1", "").body());
    assertThat(there.calls()).hasSize(3);
  }

  private List<String> operations(LoginMock mock) {
    return sent(mock, "GET", "/__mock/requests", "").body().findValuesAsText("operation");
  }

  @Slow
  @Test
  void calls_afterTheStoreCameBackEmpty_areListedAtBoth() {
    try (RealRedis own = RealRedis.start();
        LoginMock one = LoginMock.builder().state(own.address("")).start();
        LoginMock other = LoginMock.builder().state(own.address("")).start()) {
      send(one, TAXPAYER);
      operations(one);
      operations(other);
      operations(one);
      own.kill();
      assertThat(send(one, TAXPAYER).status()).isEqualTo(503);
      own.begin();
      untilUp(one);
      // Only now it is sure to have noticed.
      long end = System.nanoTime() + DEADLINE.toNanos();
      while (send(other, "91110000TESTTEST07").status() != 200) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(10_000_000);
      }

      assertThat(sent(one, "GET", "/__mock/requests", "").body().findValuesAsText("nsrsbh"))
          .contains("91110000TESTTEST07");
      assertThat(operations(other)).isEqualTo(operations(one));
    }
  }

  @Slow
  @Test
  void calls_ofOneThatIsClosed_areListed() {
    send(there, TAXPAYER);

    there.close();

    assertThat(operations(here)).containsExactly(SEND.id());
  }

  @Slow
  @Test
  void calls_bothAskAtOnce_areListedAtBoth() {
    send(here, TAXPAYER);
    check(there, TAXPAYER);

    List<CompletableFuture<Integer>> listed =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> operations(i % 2 == 0 ? here : there).size(), crowd))
            .toList();

    assertThat(listed).extracting(CompletableFuture::join).containsOnly(2);
  }

  /** Each look at the journal has all calls that ended before it. */
  @Slow
  @Test
  void calls_askedByEachAfterItsOwn_haveIt() {
    List<CompletableFuture<Boolean>> seen =
        IntStream.range(0, 64)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          String taxpayer = "9111TEST%06d".formatted(i);
                          send(there, taxpayer);
                          return sent(here, "GET", "/__mock/requests", "")
                              .body()
                              .findValuesAsText("nsrsbh")
                              .contains(taxpayer);
                        },
                        crowd))
            .toList();

    assertThat(seen).extracting(CompletableFuture::join).containsOnly(true);
  }

  @Slow
  @Test
  void calls_afterAReset_areForgottenAtBoth() {
    send(there, TAXPAYER);
    send(here, "91110000TESTTEST02");

    here.reset();

    assertThat(operations(there)).isEmpty();
    check(there, TAXPAYER);
    assertThat(operations(here)).containsExactly(CHECK.id());
    assertThat(sent(here, "GET", "/__mock/requests", "").body().at("/0/number").asInt())
        .isEqualTo(3);
  }

  @Slow
  @Test
  void call_wronglySignedThere_reportsHereTheTextToSign() {
    try (LoginMock one = mock().credentials("key", "secret").start();
        LoginMock other = mock().credentials("key", "secret").start()) {
      sent(one, "POST", SEND.path(), body(SEND, TAXPAYER).toString());

      JsonNode told = sent(other, "GET", "/__mock/requests/1", "").body();

      assertThat(told.path("rule").asText()).isEqualTo("authentication");
      assertThat(told.path("alternatives")).isNotEmpty();
    }
  }

  @Test
  void calls_inTheStore_haveNoSecret() {
    call(there, SEND, body(SEND, TAXPAYER).put("gryhmm", "CANARY-in-the-body"));

    assertThat(operations(here)).containsExactly(SEND.id());
    try (RedisClient client = RedisClient.create(redis.address("").toString())) {
      RedisCommands<String, String> commands = client.connect().sync();
      String calls = commands.keys("{qxy:" + name.replace("?name=", "") + "}:*:calls").get(0);
      assertThat(commands.xrange(calls, Range.unbounded()).toString())
          .contains(TAXPAYER)
          .doesNotContain("CANARY");
    }
  }

  @Test
  void call_askedForInClear_isNotKeptSo() {
    call(there, SEND, body(SEND, TAXPAYER).put("gryhmm", "CANARY-in-the-body"));

    Received asked = sent(there, "GET", "/__mock/requests/1?masked=false", "");

    assertThat(asked.status()).isEqualTo(404);
    assertThat(asked.body().path("detail").asText()).startsWith("Call 1 is kept only masked");
  }

  /** The least of some logins: the beats of the mocks ask the store too. */
  @Test
  void login_asksTheStoreTwiceACallAtMost() {
    login("91110000TESTTEST10");

    long least =
        IntStream.range(11, 31)
            .mapToLong(
                i -> {
                  long before = StoreTroubleTest.calls(redis, "evalsha");
                  login("91110000TESTTEST" + i);
                  return StoreTroubleTest.calls(redis, "evalsha") - before;
                })
            .min()
            .orElseThrow();

    assertThat(least).isLessThanOrEqualTo(6);
  }

  private void login(String taxpayer) {
    String task = task(send(here, taxpayer));
    assertThat(upload(there, taxpayer, task, CODE).caseName()).isEqualTo("logged-in");
    assertThat(check(here, taxpayer).status()).isEqualTo(200);
  }

  @Test
  void call_withAFailedCommit_isNotInTheJournal() {
    try (RealRedis own = RealRedis.start();
        LoginMock mock = LoginMock.builder().state(own.address("")).start();
        RedisClient client = RedisClient.create(own.address("").toString())) {
      RedisCommands<String, String> commands = client.connect().sync();
      commands.configSet("maxmemory", "1");

      assertThat(send(mock, TAXPAYER).status()).isEqualTo(503);

      commands.configSet("maxmemory", "0");
      untilUp(mock);
      assertThat(operations(mock)).isEmpty();
    }
  }

  @Test
  void close_here_losesNothing() {
    String task = task(send(here, TAXPAYER));

    here.close();

    assertThat(upload(there, TAXPAYER, task, CODE).code()).isEqualTo("2000");
    try (LoginMock next = mock().start()) {
      assertThat(upload(next, TAXPAYER, task, CODE).code()).isEqualTo("5000");
    }
  }

  @Slow
  @Test
  void sandbox_opened_sharesNothing() {
    try (LoginMock sandbox = here.openSandbox()) {
      send(sandbox, TAXPAYER);

      assertThat(send(there, TAXPAYER).caseName()).isEqualTo("sms-sent");
    }
  }

  @Test
  void call_whileTheStoreIsGone_is503AndGoesOnAfterwards() {
    try (RealRedis own = RealRedis.start();
        LoginMock mock = LoginMock.builder().state(own.address("")).start()) {
      send(mock, TAXPAYER);
      own.kill();

      Received response = send(mock, TAXPAYER);

      assertThat(response.status()).isEqualTo(503);
      assertThat(response.caseName()).isEqualTo("state-unreachable");
      assertThat(response.body().path("message").asText())
          .isEqualTo("The state store is unreachable.");
      assertThat(sent(mock, "GET", "/__mock/health", ""))
          .satisfies(
              health -> {
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.body().at("/state/reachable").asBoolean(true)).isFalse();
              });
      assertThat(sent(mock, "GET", "/__mock/sms", "").status()).isEqualTo(503);

      own.begin();
      untilUp(mock);
      assertThat(send(mock, TAXPAYER).caseName()).isEqualTo("sms-sent");
    }
  }

  @Test
  void health_valueThatCannotBeRead_namesItsTable() {
    try (RedisClient client = RedisClient.create(redis.address("").toString())) {
      RedisCommands<String, String> commands = client.connect().sync();
      here.clock().freeze();
      String clock =
          commands.keys("{qxy:" + name.replace("?name=", "") + "}:*:clock:values").get(0);
      commands.hset(clock, "position", "1:{");

      assertThat(send(there, TAXPAYER).status()).isEqualTo(503);

      Received health = sent(there, "GET", "/__mock/health", "");
      assertThat(health.status()).isEqualTo(503);
      assertThat(health.body().at("/state/problem").asText()).contains("'clock'");
      here.reset();
      untilUp(there);
    }
  }

  @Test
  void health_withoutTheToken_namesNoStore() {
    try (LoginMock guarded = mock().controlToken("secret").start()) {
      JsonNode state = sent(guarded, "GET", "/__mock/health", "").body().path("state");

      assertThat(state.path("reachable").asBoolean()).isTrue();
      assertThat(state.has("store")).isFalse();
    }
  }

  @Slow
  @Test
  void password_inTheEnvironment_isThatOfTheStore() {
    try (RealRedis guarded = RealRedis.start("--requirepass", "right");
        MockProcess mock =
            MockProcess.start(
                Map.of("QXY_STATE_PASSWORD", "right"),
                Redirect.INHERIT,
                "--port=0",
                "--state=" + guarded.address(""))) {
      assertThat(mock.line()).startsWith("listening on ");
    }
  }

  private void untilUp(LoginMock mock) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (sent(mock, "GET", "/__mock/health", "").status() != 200) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void start_withoutAStore_failsAndNamesItWithoutItsPassword() {
    assertThatThrownBy(
            () -> LoginMock.builder().state(URI.create("redis://:secret@127.0.0.1:1")).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("redis://127.0.0.1:1/0")
        .hasMessageNotContaining("secret");
  }
}
