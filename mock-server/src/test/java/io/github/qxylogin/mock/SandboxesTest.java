package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.TestedState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Isolated mocks on one server. */
@Isolated("counts threads and open files of the JVM")
class SandboxesTest {
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final int MANY = 1_000;
  private static final int USED = 300;
  private static final int AT_ONCE = 64;

  private static LoginMock server;

  @BeforeAll
  static void start() {
    server = TestedState.mock().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void openSandbox_sameTaxpayerInTwo_bothAreSentTheirFirstSms() {
    try (LoginMock one = server.openSandbox();
        LoginMock other = server.openSandbox()) {
      String first = send(one).caseName();
      String second = send(other).caseName();

      assertThat(first).isEqualTo("sms-sent");
      assertThat(second).isEqualTo("sms-sent");
    }
  }

  @Test
  void openSandbox_fromOneThatWasCalled_startsEmpty() {
    try (LoginMock one = server.openSandbox()) {
      send(one);

      try (LoginMock other = one.openSandbox()) {
        assertThat(sms(other)).isZero();
      }
    }
  }

  @Test
  void openSandbox_called_leavesNothingWithTheServersOwnMock() {
    try (LoginMock sandbox = server.openSandbox()) {
      send(sandbox);

      assertThat(sms(server)).isZero();
    }
  }

  @Test
  void clock_advancedInOne_staysInTheOther() {
    try (LoginMock one = server.openSandbox();
        LoginMock other = server.openSandbox()) {
      one.clock().advance(Duration.ofDays(1));

      assertThat(other.clock().instant()).isBefore(Instant.now().plusSeconds(60));
    }
  }

  @Test
  void reset_one_keepsTheOther() {
    try (LoginMock one = server.openSandbox();
        LoginMock other = server.openSandbox()) {
      send(other);

      one.reset();

      assertThat(sms(other)).isOne();
    }
  }

  @Test
  void call_hostHeaderNamesAnotherPort_isServedByTheOneItReaches() {
    try (LoginMock one = server.openSandbox();
        LoginMock other = server.openSandbox()) {
      send(one);

      String response =
          new RawConnection(port(other))
              .send(
                  "GET /__mock/sms HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:%d\r\n\r\n"
                      .formatted(port(one)))
              .response()
              .body();

      assertThat(response).isEqualTo("[]");
    }
  }

  @Test
  void close_sandbox_rejectsConnections() throws Exception {
    LoginMock sandbox = server.openSandbox();

    sandbox.close();

    assertThat(rejectsConnections(port(sandbox))).isTrue();
  }

  @Test
  void close_manySandboxes_eachRejectsConnectionsAtOnce() throws Exception {
    for (int i = 0; i < MANY; i++) {
      LoginMock sandbox = server.openSandbox();

      sandbox.close();

      assertThat(rejectsConnections(port(sandbox))).isTrue();
    }
  }

  @Test
  void close_sandboxWithAnOpenConnection_hangsUp() {
    LoginMock sandbox = server.openSandbox();
    RawConnection connection = new RawConnection(port(sandbox));
    connection.send("HEAD /__mock/sms HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (!connection.line().isEmpty()) {
      // headers
    }

    sandbox.close();

    assertThat(connection.response().text()).isEmpty();
  }

  @Test
  void close_twice_isNoError() {
    LoginMock sandbox = server.openSandbox();
    sandbox.close();

    sandbox.close();

    assertThat(sms(server)).isZero();
  }

  @Test
  void close_sandbox_keepsTheOthersServing() {
    try (LoginMock one = server.openSandbox()) {
      server.openSandbox().close();

      assertThat(sms(one)).isZero();
    }
  }

  @Test
  void close_server_closesItsSandboxes() throws Exception {
    LoginMock ending = TestedState.mock().start();
    LoginMock sandbox = ending.openSandbox();

    ending.close();

    assertThat(rejectsConnections(port(sandbox))).isTrue();
  }

  @Test
  void openSandbox_serverClosed_saysSo() {
    LoginMock ended = TestedState.mock().start();
    ended.close();

    assertThatThrownBy(ended::openSandbox)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the mock is closed: open sandboxes while it runs, or start another mock");
  }

  @Test
  void respond_portOfAClosedSandbox_isGone() {
    MockSettings settings =
        new MockSettings(
            new SmsCodes("1", false, Map.of()),
            Optional.empty(),
            Optional.empty(),
            Clock.systemUTC(),
            false,
            0,
            Set.of(),
            Optional.empty());
    Sandboxes sandboxes =
        new Sandboxes(
            settings, settings.state(ContractIndexes.of(Contract.load()), Store.inMemory()));

    MockRequest call = new MockRequest("GET", "/__mock/health", "", header -> null, new byte[0]);

    assertThat(sandboxes.owns("GET", call.path())).isTrue();
    assertThat(sandboxes.respond(1, call).status()).isEqualTo(410);
  }

  @Test
  void openSandbox_manyAtOnce_needNoThread() {
    List<LoginMock> open = new ArrayList<>();
    int before = threads();

    for (int i = 0; i < MANY; i++) {
      open.add(server.openSandbox());
    }

    // Of what ran before, a thread may come to its end, or its pool be given another.
    assertThat(threads()).isLessThan(before + MANY / 10);
    open.forEach(LoginMock::close);
  }

  @Test
  void openSandbox_hundredsUsedAndClosed_leaveNothing() throws Exception {
    for (int i = 0; i < AT_ONCE; i++) {
      useOne();
    }
    int before = threads();
    long openBefore = openDescriptors();
    List<WeakReference<MockClock>> clocks = new ArrayList<>();

    for (int i = 0; i < USED; i++) {
      clocks.add(new WeakReference<>(useOne()));
    }

    assertThat(threads()).isLessThan(before + USED / 5);
    await(() -> openDescriptors() < openBefore + USED / 5);
    await(() -> areCollected(clocks));
  }

  @Test
  void openSandbox_inParallel_eachSeesItsOwnCallsAlone() throws Exception {
    ExecutorService testers = Executors.newFixedThreadPool(AT_ONCE);
    Callable<List<String>> test =
        () -> {
          try (LoginMock mock = server.openSandbox()) {
            List<String> cases = new ArrayList<>();
            cases.add(send(mock).caseName());
            cases.add(send(mock).caseName());
            mock.clock().advance(Duration.ofMinutes(2));
            cases.add(send(mock).caseName());
            return cases;
          }
        };

    List<Future<List<String>>> seen =
        testers.invokeAll(Stream.generate(() -> test).limit(AT_ONCE * 4L).toList());

    for (Future<List<String>> each : seen) {
      assertThat(each.get()).containsExactly("sms-sent", "sms-too-frequent", "sms-sent");
    }
    testers.shutdown();
  }

  private static MockClock useOne() {
    try (LoginMock sandbox = server.openSandbox()) {
      send(sandbox);
      return sandbox.clock();
    }
  }

  private static Http.Response send(LoginMock mock) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return new Http(mock.url()).post(SEND.path(), body.put("nsrsbh", "91110000TESTTEST01"));
  }

  private static int sms(LoginMock mock) {
    return new Http(mock.url()).get("/__mock/sms").json().size();
  }

  private static int port(LoginMock mock) {
    return URI.create(mock.url()).getPort();
  }

  private static boolean rejectsConnections(int port) throws IOException {
    try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // A client is given any free port, this one too, and then is connected with itself.
      return connected.getLocalPort() == port;
    } catch (ConnectException rejected) {
      return true;
    }
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static boolean areCollected(List<WeakReference<MockClock>> clocks) {
    System.gc();
    return clocks.stream().allMatch(clock -> clock.get() == null);
  }
}
