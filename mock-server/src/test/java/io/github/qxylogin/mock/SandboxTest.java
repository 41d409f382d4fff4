package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedState;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String OTHER = "91110000TESTTEST03";
  private static final String CODE = "002100";

  /** What is worked out from the contract takes more than three times as much. */
  private static final long MOST_BYTES = 32 << 10;

  private static final MockSettings SETTINGS =
      new MockSettings(
          new SmsCodes(CODE, false, Map.of()),
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

  @Test
  void fresh_another_worksNothingOutFromTheContract() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    sandbox.fresh();
    long before = threads.getCurrentThreadAllocatedBytes();

    Sandbox fresh = sandbox.fresh();

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    assertThat(fresh.state.indexes()).isSameAs(sandbox.state.indexes());
  }

  @Test
  void forget_taxpayer_forgetsItsLimitAndTaskAndSms() {
    String task = send(TAXPAYER).at("/data/taskId").asText();

    sandbox.state.forget(TAXPAYER);

    assertThat(upload(TAXPAYER, task, CODE).path("code").asText()).isEqualTo("5000");
    assertThat(sandbox.state.flows().sms()).isEmpty();
    assertThat(send(TAXPAYER).path("code").asText()).isEqualTo("2000");
  }

  @Test
  void forget_taxpayer_forgetsItsSession() {
    JsonNode sent = send(TAXPAYER);
    upload(TAXPAYER, sent.at("/data/taskId").asText(), CODE);
    String account = sent.at("/data/accountId").asText();
    assertThat(holds(TAXPAYER, account)).isTrue();

    sandbox.state.forget(TAXPAYER);

    assertThat(holds(TAXPAYER, account)).isFalse();
  }

  @Test
  void forget_taxpayer_liftsItsLock() {
    String task = send(TAXPAYER).at("/data/taskId").asText();
    for (int i = 0; i < 5; i++) {
      upload(TAXPAYER, task, "000000");
    }
    assertThat(send(TAXPAYER).path("code").asText()).isEqualTo("4251");

    sandbox.state.forget(TAXPAYER);

    assertThat(send(TAXPAYER).path("code").asText()).isEqualTo("2000");
  }

  @Test
  void forget_taxpayer_leavesTheOthers() {
    String task = send(OTHER).at("/data/taskId").asText();

    sandbox.state.forget(TAXPAYER);

    assertThat(send(OTHER).path("code").asText()).startsWith("8");
    assertThat(upload(OTHER, task, CODE).path("code").asText()).isEqualTo("2000");
  }

  @Test
  void forget_region_isNobodysIdentity() {
    send(TAXPAYER);

    sandbox.state.forget("5100");

    assertThat(send(TAXPAYER).path("code").asText()).startsWith("8");
    assertThat(sandbox.state.flows().sms()).hasSize(1);
  }

  private JsonNode send(String taxpayer) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return response(SEND, body.put("nsrsbh", taxpayer));
  }

  private JsonNode upload(String taxpayer, String task, String code) {
    return response(
        CONTRACT.operation("uploadSmsCode"),
        Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", code));
  }

  private boolean holds(String taxpayer, String account) {
    return response(
            CONTRACT.operation("checkSession"), Map.of("nsrsbh", taxpayer, "accountId", account))
        .path("data")
        .asBoolean();
  }

  private JsonNode response(Operation operation, Object body) {
    byte[] bytes = Http.json(body).getBytes(UTF_8);
    MockRequest call = new MockRequest("POST", operation.path(), "", header -> null, bytes);
    return Http.parse(new String(sandbox.respond(call).body(), UTF_8));
  }
}
