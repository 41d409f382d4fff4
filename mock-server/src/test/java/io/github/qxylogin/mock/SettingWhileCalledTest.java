package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is set, changed and removed while calls take it: each change is whole for every call. */
class SettingWhileCalledTest {
  private static final int ROUNDS = TestedState.rounds(500);
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String MINE = "91110000TESTTEST01";
  private static final String THEIRS = "91110000TESTTEST02";

  private static final MockSettings SETTINGS =
      new MockSettings(
          new SmsCodes("002100", false, Map.of()),
          Optional.empty(),
          Optional.empty(),
          Clock.systemUTC(),
          false,
          10,
          Set.of(),
          Optional.empty());

  @AutoClose private final Store store = TestedState.store();
  private final Sandbox sandbox =
      new Sandboxes(SETTINGS, SETTINGS.state(ContractIndexes.of(CONTRACT), store)).main();
  private final ExecutorService others = Executors.newSingleThreadExecutor();
  private final AtomicBoolean done = new AtomicBoolean();

  @AfterEach
  void stop() {
    others.shutdownNow();
  }

  @Test
  void once_setWhileCallsTakeIt_isTakenOnce() throws Exception {
    Future<Integer> taken = others.submit(() -> count(() -> isTaken(MINE)));

    for (int round = 0; round < ROUNDS; round++) {
      await(() -> sandbox.state.outcomes().of(MINE).size() < 3);
      stubbing(MINE).once().returns("sms-too-frequent");
    }

    await(() -> sandbox.state.outcomes().of(MINE).isEmpty());
    done.set(true);
    assertThat(get(taken)).isEqualTo(ROUNDS);
  }

  @Test
  void clear_ofOneIdentity_leavesTheFaultOfAnother() throws Exception {
    MockStubbing mine = stubbing(MINE);
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 200; i++) {
        mine.once().fails(FaultKind.EMPTY_RESPONSE);
      }
      // The last to be set, and so to be removed, has the first name.
      sandbox.state.faults().removeIf(set -> set.name().equals("test-1"));
      mine.once().fails(FaultKind.EMPTY_RESPONSE);

      Future<?> clearing = others.submit(mine::clear);
      await(() -> sandbox.state.faults().of("test-2").isEmpty());
      sandbox.state.store().run(() -> sandbox.state.faults().match(request(MINE)));
      stubbing(THEIRS).fails(FaultKind.EMPTY_RESPONSE);
      clearing.get(20, TimeUnit.SECONDS);

      assertThat(isSet(THEIRS)).as("round " + round).isTrue();
      sandbox.state.faults().reset();
    }
  }

  @Test
  void put_takenAtOnce_getsWhatItSet() throws Exception {
    Future<Integer> taken = others.submit(() -> count(() -> isTaken(MINE)));
    MockRequest put =
        new MockRequest(
            "PUT",
            "/__mock/outcomes/" + MINE,
            "",
            Map.of("Content-Type", "application/json")::get,
            "{\"case\":\"sms-too-frequent\",\"times\":1}".getBytes(UTF_8));
    String set =
        "{\"identity\":\"911****ST01\","
            + "\"outcomes\":[{\"case\":\"sms-too-frequent\",\"times\":1,\"left\":1}]}";

    int otherwise = 0;
    for (int round = 0; round < 4 * ROUNDS; round++) {
      MockResponse response = sandbox.control(put);
      otherwise += new String(response.body(), UTF_8).equals(set) ? 0 : 1;
    }

    await(() -> sandbox.state.outcomes().of(MINE).isEmpty());
    done.set(true);
    assertThat(get(taken)).isPositive();
    assertThat(otherwise).isZero();
  }

  private MockStubbing stubbing(String identity) {
    return new MockStubbing(sandbox.state, identity, null, null, null);
  }

  private boolean isSet(String identity) {
    return sandbox.state.faults().all().stream()
        .anyMatch(set -> identity.equals(set.fault().identity()));
  }

  private boolean isTaken(String taxpayer) {
    return sandbox
        .state
        .store()
        .transact(() -> sandbox.state.outcomes().take(request(taxpayer)).isPresent());
  }

  private static OperationRequest request(String taxpayer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("nsrsbh", taxpayer);
    MockRequest call = new MockRequest("POST", SEND.path(), "", header -> null, new byte[0]);
    return new OperationRequest(SEND, call, body, false, Instant.EPOCH);
  }

  /** Returns how often something was so, until the test is done. */
  private int count(BooleanSupplier something) {
    int count = 0;
    while (!done.get() && !Thread.currentThread().isInterrupted()) {
      count += something.getAsBoolean() ? 1 : 0;
    }
    return count;
  }

  private static int get(Future<Integer> count) throws Exception {
    return count.get(20, TimeUnit.SECONDS);
  }
}
