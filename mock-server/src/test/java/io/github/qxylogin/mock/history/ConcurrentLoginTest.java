package io.github.qxylogin.mock.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.history.LoginCall.Advance;
import io.github.qxylogin.mock.history.LoginCall.Reset;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The responses of many concurrent clients can be put into an order that the model of the login
 * explains: no task is lost or redeemed twice, nobody gets what is another's, no SMS goes out too
 * soon, and the later login of a person ends the earlier one.
 *
 * <p>Where the state is not in memory, each person calls two replicas at the same time.
 *
 * <p>A short run; {@code -Dhistory.rounds=2000} makes it a long one.
 */
@ExtendWith(TestedMock.class)
class ConcurrentLoginTest {
  private static final int ROUNDS = Integer.getInteger("history.rounds", 5);
  private static final int RESET_ROUNDS = Math.min(ROUNDS, 40);
  private static final long SEED = Long.getLong("history.seed", 5);
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(119),
          Duration.ofMinutes(2),
          Duration.ofSeconds(299),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30));

  private final LoginMock mock;
  private final List<LoginMock> replicas;

  ConcurrentLoginTest(LoginMock mock, @TestedMock.Replica LoginMock other) {
    this.mock = mock;
    replicas = List.of(mock, other);
  }

  @Test
  void login_64PersonsAtOnce_isLinearizable(TestReporter reporter) throws Exception {
    Random random = new Random(SEED);
    mock.clock().freeze();

    try (Crowd crowd = new Crowd(replicas, 64, 2, SEED)) {
      for (int round = 0; round < ROUNDS; round++) {
        crowd.round();
        Duration step = STEPS.get(random.nextInt(STEPS.size()));
        crowd.everybodyFeels(new Advance(step), () -> mock.clock().advance(step));
        crowd.check();
      }

      assertThat(crowd.contention().contestedTasks()).isGreaterThan(ROUNDS);
      assertThat(crowd.contention().contestedSessions()).isGreaterThan(ROUNDS);
      assertThat(crowd.contention().contestedSends()).isGreaterThan(ROUNDS);
      reporter.publishEntry("at once", crowd.contention().toString());
    }
  }

  @Test
  void login_fiveThreadsForEachPerson_isLinearizable() {
    assertThat(contested(replicas)).isGreaterThan(ROUNDS);
  }

  private static int contested(List<LoginMock> mocks) {
    LoginMock mock = mocks.get(0);
    mock.clock().freeze();
    try (Crowd crowd = new Crowd(mocks, 8, 5, SEED)) {
      for (int round = 0; round < ROUNDS; round++) {
        crowd.round();
        crowd.everybodyFeels(new Advance(STEPS.get(2)), () -> mock.clock().advance(STEPS.get(2)));
        crowd.check();
      }
      return crowd.contention().contestedTasks();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Beside another sandbox, in which the same persons do the same at the same time. */
  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "sandboxes are in memory wherever their server is")
  @Test
  void login_twoSandboxesAtOnce_areEachLinearizable() {
    try (LoginMock one = mock.openSandbox();
        LoginMock other = mock.openSandbox()) {
      CompletableFuture<Integer> beside =
          CompletableFuture.supplyAsync(() -> contested(List.of(other)));

      assertThat(contested(List.of(one))).isGreaterThan(ROUNDS);
      assertThat(beside.join()).isGreaterThan(ROUNDS);
    }
  }

  @Test
  void login_resetFromTimeToTime_isLinearizable() throws Exception {
    try (Crowd crowd = new Crowd(replicas, 8, 2, SEED)) {
      for (int round = 0; round < RESET_ROUNDS; round++) {
        CompletableFuture<Void> resets =
            CompletableFuture.runAsync(
                () -> {
                  try (KeptConnection control = new KeptConnection(mock.url())) {
                    for (int reset = 0; reset < 10; reset++) {
                      crowd.everybodyFeels(
                          new Reset(), () -> control.post("/__mock/reset", Map.of()));
                    }
                  }
                });
        crowd.round();
        resets.join();
        crowd.check();
      }

      assertThat(crowd.contention().besideResets()).isGreaterThan(RESET_ROUNDS);
    }
  }
}
