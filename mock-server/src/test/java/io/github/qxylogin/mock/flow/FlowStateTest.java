package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.FlowState.Redemption;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class FlowStateTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final List<String> PERSON = List.of("5100", "person");
  private static final List<String> KEY = List.of("taxpayer", "account");

  @AutoClose private final Store store = TestedState.store();
  private final MockClock clock = new MockClock(Clock.fixed(NOW, ZoneOffset.UTC), store);
  private final FlowState state = new FlowState(clock, store);

  /** The list of SMS looks while a task is being redeemed. */
  @Test
  void state_duringARedemption_isOpenUntilAllIsDone() {
    Task task = task("1");
    state.keep(task);

    FlowSnapshot.State during =
        state.transact(
            () -> {
              state.redeem("1", mine -> true, code -> true);
              return CompletableFuture.supplyAsync(() -> state.state(task)).join();
            });

    assertThat(during).isEqualTo(FlowSnapshot.State.OPEN);
    assertThat(state.state(task)).isEqualTo(FlowSnapshot.State.REDEEMED);
  }

  @Test
  void claimSend_aMomentBeforeTheLimit_isRefused() {
    state.claimSend("send", PERSON, LIMIT, Set.of());
    clock.advance(LIMIT.minusNanos(1));

    assertThat(state.claimSend("send", PERSON, LIMIT, Set.of())).isFalse();
  }

  @Test
  void claimSend_atTheLimit_isGranted() {
    state.claimSend("send", PERSON, LIMIT, Set.of());
    clock.advance(LIMIT);

    assertThat(state.claimSend("send", PERSON, LIMIT, Set.of())).isTrue();
  }

  @Test
  void claimSend_afterTheClockWentBack_isGrantedAndThenLimits() {
    clock.advance(Duration.ofDays(1));
    state.claimSend("send", PERSON, LIMIT, Set.of());
    clock.reset();

    boolean granted = state.claimSend("send", PERSON, LIMIT, Set.of());

    assertThat(granted).isTrue();
    assertThat(state.claimSend("send", PERSON, LIMIT, Set.of())).isFalse();
  }

  @Test
  void redeem_beforeTheTimeAtWhichItWasSent_hasEnded() {
    clock.advance(LIFE);
    state.send(
        new Task(
            "1",
            SEND,
            Map.of(),
            Set.of(),
            PERSON,
            List.of(),
            "0",
            Map.of(),
            state.now(),
            Optional.of(NOW.plus(LIFE)),
            LIFE));
    clock.reset();

    assertThat(redeem("1").result()).isEqualTo(Redemption.Result.EXPIRED);
  }

  @Test
  void redeem_oneOfTwoTasksWithOneDouble_leavesTheOther() {
    state.send(task("1736647432086679601"));
    state.send(task("1736647432086679603"));
    redeem("1736647432086679601");

    Redemption rounded = redeem("1736647432086679600");

    assertThat(rounded.result()).isEqualTo(Redemption.Result.ROUNDED);
    assertThat(rounded.task().orElseThrow().id()).isEqualTo("1736647432086679603");
  }

  @Test
  void holds_beforeTheTimeAtWhichItWasOpened_isFalse() {
    clock.advance(LIFE);
    state.open(List.of(KEY), PERSON, LIFE, List.of());
    clock.reset();

    assertThat(state.holds(KEY)).isFalse();
  }

  @Test
  void redeem_aMomentBeforeItsEnd_isRedeemed() {
    state.send(task("1"));
    clock.advance(LIFE.minusNanos(1));

    assertThat(redeem("1").task()).isPresent();
  }

  @Test
  void redeem_atItsEnd_hasEnded() {
    state.send(task("1"));
    clock.advance(LIFE);

    assertThat(redeem("1").result()).isEqualTo(Redemption.Result.EXPIRED);
  }

  @Test
  void holds_aMomentBeforeItsEnd_butNotAtIt() {
    state.open(List.of(KEY), PERSON, LIFE, List.of());
    clock.advance(LIFE.minusNanos(1));
    assertThat(state.holds(KEY)).isTrue();

    clock.advance(Duration.ofNanos(1));

    assertThat(state.holds(KEY)).isFalse();
  }

  @Test
  void open_twoLoginsOfOnePersonAtOnce_leaveTheLastOneHeld() throws Exception {
    int rounds = TestedState.rounds(5_000);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < rounds; round++) {
        Future<?> second = other.submit(() -> openTogether(together));
        openTogether(together);
        second.get();

        assertThat(state.holds(KEY)).as("round " + round).isTrue();
      }
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void holds_whileTheSameAccountLogsInAgain_holds() throws Exception {
    state.open(List.of(KEY), PERSON, LIFE, List.of());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> again =
          other.submit(
              () ->
                  IntStream.range(0, TestedState.rounds(50_000))
                      .forEach(i -> state.open(List.of(KEY), PERSON, LIFE, List.of())));

      while (!again.isDone()) {
        assertThat(state.holds(KEY)).isTrue();
      }
    } finally {
      other.shutdownNow();
    }
  }

  private Void openTogether(CyclicBarrier together) throws Exception {
    together.await();
    state.open(List.of(KEY), PERSON, LIFE, List.of());
    return null;
  }

  @Test
  void sms_sameTaskTwice_isListedOnce() {
    state.send(task("1"));
    state.send(task("1"));

    assertThat(state.sms()).hasSize(1);
  }

  @Test
  void sms_moreThanAThousand_keepsTheNewest() {
    IntStream.rangeClosed(1, 1001).forEach(i -> state.send(task(Integer.toString(i))));

    assertThat(state.sms()).hasSize(1000).first().extracting(Task::id).isEqualTo("1001");
  }

  @Test
  void latestSms_sentWhileSomebodyWaits_isTold() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<Task>> waiting =
          other.submit(() -> state.latestSms(task -> task.id().equals("2"), DEADLINE));

      state.send(task("1"));
      state.send(task("2"));

      assertThat(waiting.get()).map(Task::id).contains("2");
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void latestSms_noneInTime_isNone() {
    state.send(task("1"));

    assertThat(state.latestSms(task -> false, Duration.ofMillis(1))).isEmpty();
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "40,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void tasks_amongTwentyThousand_keepsTheLatestFiveThousand() {
    IntStream.range(0, 20_000).forEach(i -> state.keep(task(Integer.toString(i))));

    assertThat(IntStream.range(0, 20_000).filter(this::redeems))
        .hasSize(5_000)
        .first()
        .isEqualTo(15_000);
  }

  @Test
  void redeem_again_isKnownOfTheLatestThousand() {
    IntStream.rangeClosed(1, 1001).forEach(i -> state.keep(task(Integer.toString(i))));
    IntStream.rangeClosed(1, 1001).forEach(this::redeems);

    assertThat(redeem("1").result()).isEqualTo(Redemption.Result.UNKNOWN);
    assertThat(redeem("2").result()).isEqualTo(Redemption.Result.USED_UP);
  }

  @Test
  void redeem_idRoundedThatIsRedeemedOrForgotten_isUnknown() {
    state.keep(task("1736647432086679601"));
    redeem("1736647432086679601");
    state.keep(task("1800000000000000001"));
    state.reset();

    assertThat(redeem("1736647432086679600").result()).isEqualTo(Redemption.Result.UNKNOWN);
    assertThat(redeem("1800000000000000000").result()).isEqualTo(Redemption.Result.UNKNOWN);
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "200,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void tasks_amongOthersThatAreTriedOften_keepsTheLatest() {
    for (int i = 0; i < 100_000; i++) {
      state.keep(task(Integer.toString(i)));
      state.redeem(Integer.toString(i % 1000), task -> false, task -> false);
    }

    assertThat(IntStream.range(95_000, 100_000).filter(this::redeems)).hasSize(5_000);
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "20,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void sessions_amongTwentyThousand_holdsTheLatestFiveThousand() {
    IntStream.range(0, 20_000).forEach(i -> state.open(List.of(key(i)), key(i), LIFE, List.of()));

    assertThat(IntStream.range(0, 20_000).filter(i -> state.holds(key(i))))
        .hasSize(5_000)
        .first()
        .isEqualTo(15_000);
  }

  private static List<String> key(int number) {
    return List.of("taxpayer", Integer.toString(number));
  }

  private boolean redeems(int id) {
    return redeem(Integer.toString(id)).task().isPresent();
  }

  @Test
  void reset_forgetsWhoHeldASession() {
    state.open(List.of(KEY), PERSON, LIFE, List.of());
    state.reset();
    List<String> other = List.of("taxpayer", "other");
    state.open(List.of(other), List.of(), LIFE, List.of());

    state.open(List.of(KEY), PERSON, LIFE, List.of());

    assertThat(state.holds(other)).isTrue();
    assertThat(state.holds(KEY)).isTrue();
  }

  private Redemption redeem(String id) {
    return state.redeem(id, task -> true, task -> true);
  }

  private static Task task(String id) {
    return new Task(
        id,
        SEND,
        Map.of(),
        Set.of(),
        PERSON,
        List.of(),
        "002100",
        Map.of(),
        NOW,
        Optional.of(NOW.plus(LIFE)),
        LIFE);
  }
}
