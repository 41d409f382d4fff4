package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import io.github.qxylogin.mock.testing.MockProcess;
import io.github.qxylogin.mock.testing.Slow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A replica is killed in the middle of its calls; the other one goes on. */
@Slow
class KilledReplicaTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  private static final Operation CHECK = CONTRACT.operation("checkSession");
  private static final String CODE = "002100";
  private static final int CLIENTS = 8;
  private static final int CALLS_BEFORE = 200;
  private static final int LONGEST_SECONDS = 180;

  /** Somebody's login, as far as it came: requests and responses. */
  private static final class Login {
    private final String taxpayer;
    private final String mobile;
    private Optional<Response> sent = Optional.empty();
    private Optional<Response> uploaded = Optional.empty();

    Login(int number) {
      taxpayer = "9111TEST%06d".formatted(number);
      mobile = "138%08d".formatted(number);
    }

    Response send(Http mock) {
      return mock.post(SEND.path(), body(SEND).put("gryhm", mobile).put("sjhm", mobile));
    }

    Response upload(Http mock, String task) {
      return mock.post(UPLOAD.path(), body(UPLOAD).put("taskId", task).put("smsCode", CODE));
    }

    boolean isLoggedIn(Http mock, String account) {
      return mock.post(CHECK.path(), Map.of("nsrsbh", taxpayer, "accountId", account))
          .json()
          .path("data")
          .asBoolean();
    }

    /** Returns the tasks whose SMS was sent. */
    List<String> tasks(Http mock) {
      return mock.get("/__mock/sms?nsrsbh=" + taxpayer).json().findValuesAsText("taskId");
    }

    private ObjectNode body(Operation operation) {
      ObjectNode body = operation.firstSuccess().request().deepCopy();
      return body.put("nsrsbh", taxpayer);
    }

    /** Logs in until there is no response any more. */
    void run(Http mock, AtomicInteger served) {
      try {
        sent = Optional.of(send(mock));
        served.incrementAndGet();
        uploaded = Optional.of(upload(mock, sent.get().at("/data/taskId")));
        served.incrementAndGet();
      } catch (AssertionError noResponse) {
        // The replica is gone.
      }
    }

    boolean isServed() {
      return uploaded.isPresent();
    }
  }

  @Test
  void kill_amongLogins_losesNothingServedAndLeavesNothingHalfDone(TestReporter reporter)
      throws Exception {
    try (RealRedis redis = RealRedis.start();
        MockProcess killed =
            MockProcess.start("--port", "0", "--state", redis.address("?timeout=20s").toString());
        LoginMock left = LoginMock.builder().state(redis.address("?timeout=20s")).start()) {
      List<Login> logins = logins(killed);

      Http mock = new Http(left.url());
      for (Login login : logins) {
        assertWhole(login, mock);
      }

      long whole = logins.stream().filter(Login::isServed).count();
      reporter.publishEntry("logins, with responses", logins.size() + ", " + whole);
      assertThat(whole).isGreaterThan(CALLS_BEFORE / 2 - CLIENTS);
      assertThat(logins).as("somebody was amid his login").anyMatch(login -> !login.isServed());
    }
  }

  /** Returns what was done at a replica until it was killed, which it is in the middle. */
  private static List<Login> logins(MockProcess replica) throws Exception {
    Http mock = new Http(replica.address());
    AtomicInteger people = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(1);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<List<Login>>> done =
          IntStream.range(0, CLIENTS)
              .mapToObj(client -> clients.submit(() -> stream(mock, people, served, enough)))
              .toList();
      assertThat(enough.await(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
      replica.process().destroyForcibly().waitFor();
      Stream.Builder<Login> all = Stream.builder();
      for (Future<List<Login>> each : done) {
        each.get(LONGEST_SECONDS, TimeUnit.SECONDS).forEach(all);
      }
      return all.build().toList();
    } finally {
      clients.shutdownNow();
    }
  }

  private static List<Login> stream(
      Http mock, AtomicInteger people, AtomicInteger served, CountDownLatch enough) {
    Stream.Builder<Login> mine = Stream.builder();
    Login login;
    do {
      login = new Login(people.incrementAndGet());
      login.run(mock, served);
      mine.add(login);
      if (served.get() >= CALLS_BEFORE) {
        enough.countDown();
      }
    } while (login.isServed());
    return mine.build().toList();
  }

  private static void assertWhole(Login login, Http left) {
    List<String> tasks = login.tasks(left);
    if (login.sent.isPresent()) {
      Response sent = login.sent.get();
      assertThat(sent.code()).isEqualTo("2000");
      assertThat(tasks).as("the SMS of the response").containsExactly(sent.at("/data/taskId"));
      assertWholeUpload(login, left);
    } else {
      assertThat(tasks).hasSizeLessThan(2);
      Response again = login.send(left);
      assertThat(again.code())
          .as("a limit with its SMS")
          .isEqualTo(tasks.isEmpty() ? "2000" : "8001");
      String task = tasks.isEmpty() ? again.at("/data/taskId") : tasks.get(0);
      assertThat(login.upload(left, task).code()).isEqualTo("2000");
    }
  }

  /** The task is redeemed where there is a session, and there alone. */
  private static void assertWholeUpload(Login login, Http left) {
    Response sent = login.sent.orElseThrow();
    boolean loggedIn = login.isLoggedIn(left, sent.at("/data/accountId"));
    if (login.isServed()) {
      assertThat(login.uploaded.orElseThrow().code()).isEqualTo("2000");
      assertThat(loggedIn).as("the session of the response").isTrue();
    }
    assertThat(login.upload(left, sent.at("/data/taskId")).code())
        .as("a task is there, or its session")
        .isEqualTo(loggedIn ? "5000" : "2000");
  }
}
