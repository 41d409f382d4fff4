package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.store.CountedStore;
import io.github.qxylogin.mock.testing.Http;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of the control API is consistent, whatever changes while it is read. */
class OneMomentTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String TAXPAYER = "91110000TESTTEST01";

  private final AtomicInteger readsUntilForgotten = new AtomicInteger();
  private final InstantSource clock =
      () -> {
        if (readsUntilForgotten.getAndDecrement() == 1) {
          CompletableFuture.runAsync(() -> control("DELETE", "identities/" + TAXPAYER, "")).join();
        }
        return Instant.EPOCH;
      };
  private final MockSettings settings =
      new MockSettings(
          new SmsCodes("002100", false, Map.of()),
          Optional.empty(),
          Optional.empty(),
          clock.withZone(ZoneOffset.UTC),
          false,
          100,
          Set.of(),
          Optional.empty());
  private final Sandbox sandbox =
      new Sandboxes(
              settings,
              settings.state(
                  ContractIndexes.of(CONTRACT), CountedStore.counting(new AtomicInteger())))
          .main();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void identities_forgottenWhileTheyAreRead_areOfOneMoment(int reads) {
    ObjectNode body = SEND.firstSuccess().request().deepCopy();
    byte[] sent = Http.json(body.put("nsrsbh", TAXPAYER)).getBytes(UTF_8);
    sandbox.respond(new MockRequest("POST", SEND.path(), "", header -> null, sent));
    control("PUT", "outcomes/" + TAXPAYER, "{\"case\":\"sms-too-frequent\"}");

    readsUntilForgotten.set(reads);
    JsonNode listed = control("GET", "identities", "").get(0);

    assertThat(readsUntilForgotten).hasNonPositiveValue();
    assertThat(listed.path("tasks").asInt()).isEqualTo(listed.path("outcomes").asInt());
  }

  private JsonNode control(String method, String path, String body) {
    MockRequest call =
        new MockRequest(method, "/__mock/" + path, "", header -> null, body.getBytes(UTF_8));
    return Http.parse(new String(sandbox.control(call).body(), UTF_8));
  }
}
