package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final String KEY = FlowIndex.session("check", List.of("taxpayer", "account"));

  @AutoClose private final Store store = TestedState.store();
  private final MockClock clock = new MockClock(Clock.fixed(NOW, ZoneOffset.UTC), store);
  private final FlowState state = new FlowState(clock, store);

  /** The list of SMS looks while a task is being redeemed. */
  @Test
  void state_duringARedemption_isOpenUntilAllIsDone() {
    Task task = task("1");
    state.issue(task);

    FlowSnapshot.State during =
        state.transact(
            () -> {
              state.redeem(task);
              return CompletableFuture.supplyAsync(() -> state.state(task)).join();
            });

    assertThat(during).isEqualTo(FlowSnapshot.State.OPEN);
    assertThat(state.state(task)).isEqualTo(FlowSnapshot.State.REDEEMED);
  }

  @Test
  void limit_aMomentBeforeItsEnd_holds() {
    state.limitSends("send", PERSON, LIMIT, List.of());
    clock.advance(LIMIT.minusNanos(1));

    assertThat(state.limit(PERSON)).contains(limitFrom(NOW));
  }

  @Test
  void limit_atItsEnd_isNone() {
    state.limitSends("send", PERSON, LIMIT, List.of());
    clock.advance(LIMIT);

    assertThat(state.limit(PERSON)).isEmpty();
  }

  @Test
  void limitSends_whileALimitHolds_leavesIt() {
    state.limitSends("send", PERSON, LIMIT, List.of());
    clock.advance(Duration.ofSeconds(1));

    state.limitSends("send", PERSON, LIMIT, List.of());

    assertThat(state.limit(PERSON)).contains(limitFrom(NOW));
  }

  @Test
  void limit_afterTheClockWentBack_isNoneUntilTheNextSend() {
    clock.advance(Duration.ofDays(1));
    state.limitSends("send", PERSON, LIMIT, List.of());
    clock.reset();
    assertThat(state.limit(PERSON)).isEmpty();

    state.limitSends("send", PERSON, LIMIT, List.of());

    assertThat(state.limit(PERSON)).contains(limitFrom(NOW));
  }

  private static FlowSnapshot.Limit limitFrom(Instant sentAt) {
    return new FlowSnapshot.Limit("send", sentAt, sentAt.plus(LIMIT), List.of());
  }

  @Test
  void waitsAt_beforeTheTimeAtWhichItWasSent_isFalse() {
    assertThat(task("1").waitsAt(NOW.minusNanos(1))).isFalse();
  }

  @Test
  void waitsAt_aMomentBeforeItsEnd_isTrue() {
    assertThat(task("1").waitsAt(NOW.plus(LIFE).minusNanos(1))).isTrue();
  }

  @Test
  void waitsAt_itsEnd_isFalse() {
    assertThat(task("1").waitsAt(NOW.plus(LIFE))).isFalse();
  }

  @Test
  void openTask_afterOneOfTwoWithOneDoubleIsRedeemed_isTheOther() {
    state.issue(task("1736647432086679601"));
    state.issue(task("1736647432086679603"));
    state.redeem(task("1736647432086679601"));

    assertThat(rounded("1736647432086679600")).map(Task::id).contains("1736647432086679603");
  }

  @Test
  void holds_beforeTheTimeAtWhichItWasOpened_isFalse() {
    clock.advance(LIFE);
    state.open(List.of(KEY), PERSON, LIFE, List.of());
    clock.reset();

    assertThat(state.holds(KEY)).isFalse();
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
          other.submit(() -> IntStream.range(0, TestedState.rounds(50_000)).forEach(i -> logIn()));

      while (!again.isDone()) {
        assertThat(state.transact(() -> state.holds(KEY))).isTrue();
      }
    } finally {
      other.shutdownNow();
    }
  }

  private void logIn() {
    store.run(() -> state.open(List.of(KEY), PERSON, LIFE, List.of()));
  }

  private Void openTogether(CyclicBarrier together) throws Exception {
    together.await();
    logIn();
    return null;
  }

  @Test
  void sms_sameTaskTwice_isListedOnceByItsNewest() {
    send("1");
    send("2");
    send("1");

    assertThat(state.sms()).extracting(Task::id).containsExactly("1", "2");
  }

  @Test
  void sms_moreThanAThousand_keepsTheNewest() {
    IntStream.rangeClosed(1, 1001).forEach(i -> send(Integer.toString(i)));

    assertThat(state.sms()).hasSize(1000).first().extracting(Task::id).isEqualTo("1001");
  }

  @Test
  void latestSms_sentWhileSomebodyWaits_isReturned() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<Task>> waiting =
          other.submit(() -> state.latestSms(task -> task.id().equals("2"), DEADLINE, () -> false));

      send("1");
      send("2");

      assertThat(waiting.get()).map(Task::id).contains("2");
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void latestSms_noneInTime_isNone() {
    send("1");

    assertThat(state.latestSms(task -> false, Duration.ofMillis(1), () -> false)).isEmpty();
  }

  @Test
  void latestSms_whenTheWaitEnds_isNone() {
    assertTimeoutPreemptively(
        DEADLINE,
        () ->
            assertThat(state.latestSms(task -> true, DEADLINE.multipliedBy(2), () -> true))
                .isEmpty());
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "40,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void tasks_amongTwentyThousand_keepsTheLatestFiveThousand() {
    IntStream.range(0, 20_000).forEach(i -> state.issue(task(Integer.toString(i))));

    assertThat(IntStream.range(0, 20_000).filter(this::isKept))
        .hasSize(5_000)
        .first()
        .isEqualTo(15_000);
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "24,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void redeem_othersInGreatNumbers_leavesAnOpenTaskOpen() {
    Task open = task("open");
    state.issue(open);

    IntStream.range(0, 6_000).mapToObj(i -> task("other" + i)).forEach(this::issueAndRedeem);

    assertThat(state.state(open)).isEqualTo(FlowSnapshot.State.OPEN);
    assertThat(state.state(task("other5999"))).isEqualTo(FlowSnapshot.State.REDEEMED);
  }

  private void issueAndRedeem(Task task) {
    state.issue(task);
    state.redeem(task);
  }

  @Test
  void issueAgain_ofARedeemedTask_opensIt() {
    issueAndRedeem(task("1"));

    state.issueAgain(task("1"));

    assertThat(state.state(task("1"))).isEqualTo(FlowSnapshot.State.OPEN);
  }

  @Test
  void forget_ofASettledTask_forgetsItsStatus() {
    Task task = task("1");
    state.issue(task);
    state.complete(task, "done");

    state.forget(task.id());

    assertThat(state.finalStatus(task)).isEmpty();
  }

  @Test
  void openTask_afterAReset_isNone() {
    state.issue(task("1800000000000000001"));
    state.reset();

    assertThat(rounded("1800000000000000000")).isEmpty();
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "200,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void tasks_amongOthersThatAreTriedOften_keepsTheLatest() {
    for (int i = 0; i < 100_000; i++) {
      state.issue(task(Integer.toString(i)));
      state.task(Integer.toString(i % 1000));
    }

    assertThat(IntStream.range(95_000, 100_000).filter(this::isKept)).hasSize(5_000);
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "20,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void sessions_amongTwentyThousand_holdsTheLatestFiveThousand() {
    IntStream.range(0, 20_000)
        .forEach(i -> state.open(List.of(key(i)), person(i), LIFE, List.of()));

    assertThat(IntStream.range(0, 20_000).filter(i -> state.holds(key(i))))
        .hasSize(5_000)
        .first()
        .isEqualTo(15_000);
  }

  private static List<String> person(int number) {
    return List.of("taxpayer", Integer.toString(number));
  }

  private static String key(int number) {
    return FlowIndex.session("check", person(number));
  }

  private boolean isKept(int id) {
    return state.task(Integer.toString(id)).isPresent();
  }

  private void send(String id) {
    state.issue(task(id));
  }

  private Optional<Task> rounded(String id) {
    RoundedId read = RoundedId.of(id).orElseThrow();
    return state.openTask(task -> read.isOf(task.id()));
  }

  @Test
  void reset_forgetsWhoHeldASession() {
    state.open(List.of(KEY), PERSON, LIFE, List.of());
    state.reset();
    String other = FlowIndex.session("check", List.of("taxpayer", "other"));
    state.open(List.of(other), List.of(), LIFE, List.of());

    state.open(List.of(KEY), PERSON, LIFE, List.of());

    assertThat(state.holds(other)).isTrue();
    assertThat(state.holds(KEY)).isTrue();
  }

  private static Task task(String id) {
    return new Task(id, SEND, Map.of(), List.of(), "002100", NOW);
  }
}
