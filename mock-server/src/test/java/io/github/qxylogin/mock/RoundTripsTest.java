package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.store.CountedStore;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.Http;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the control API asks a store that several mocks share. */
class RoundTripsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final MockSettings SETTINGS =
      new MockSettings(
          new SmsCodes("002100", false, Map.of()),
          Optional.empty(),
          Optional.empty(),
          Clock.systemUTC(),
          false,
          100,
          Set.of(),
          Optional.empty());

  private final AtomicInteger trips = new AtomicInteger();
  private final Store store = CountedStore.counting(trips);
  private final Sandbox sandbox =
      new Sandboxes(SETTINGS, SETTINGS.state(ContractIndexes.of(CONTRACT), store)).main();

  @ParameterizedTest
  @ValueSource(strings = {"/__mock/sms", "/__mock/identities"})
  void list_ofManyTaxpayers_asksTheStoreFewTimes(String path) {
    for (int taxpayer = 10; taxpayer < 60; taxpayer++) {
      send("91110000TESTTEST" + taxpayer);
    }
    trips.set(0);

    byte[] listed =
        sandbox.control(new MockRequest("GET", path, "", header -> null, new byte[0])).body();

    assertThat(Http.parse(new String(listed, UTF_8))).hasSizeGreaterThanOrEqualTo(50);
    assertThat(trips.get()).isLessThan(15);
  }

  @Test
  void send_ofATaxpayer_readsOnce() {
    send("91110000TESTTEST10");

    assertThat(trips).hasValue(1);
  }

  private void send(String taxpayer) {
    ObjectNode body = SEND.firstSuccess().request().deepCopy();
    byte[] sent = Http.json(body.put("nsrsbh", taxpayer)).getBytes(UTF_8);
    sandbox.respond(new MockRequest("POST", SEND.path(), "", header -> null, sent));
  }
}
