package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.services.MultiAccountService.SmsSent;
import io.github.qxylogin.client.types.TaskId;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Outcomes in a Spring session. */
class OutcomeSerializationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MovableClock clock = new MovableClock();
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().clock(clock).build();

  private static Object copy(Object value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }

  @TestFactory
  List<DynamicTest> serialize_everyOutcome_keepsWhatItsJsonKeeps() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : FakePlatform.CONTRACT.operations()) {
      for (Case documented : operation.cases()) {
        boolean outcome = operation.outcomeOf(documented.response()).isPresent();
        if (outcome && TypedCalls.exist(operation) && !TypedCalls.giveNothing(operation)) {
          String name = operation.id() + " " + documented.name();
          tests.add(dynamicTest(name, () -> isKept(operation, documented)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests;
  }

  private void isKept(Operation operation, Case documented) throws Exception {
    platform.respondWithCase(operation.id(), documented.name());
    Object result = TypedCalls.call(Form.BLOCKING, login, operation.id());

    Object copy = copy(result);

    assertThat(JSON.writeValueAsString(copy)).isEqualTo(JSON.writeValueAsString(result));
  }

  /** They repeat the password that the request has set. */
  @TestFactory
  List<DynamicTest> serialize_everyEchoedSecretOfAModel_isLeftOut() {
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode schemas = FakePlatform.CONTRACT.document().at("/components/schemas");
    for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
      for (Map.Entry<String, JsonNode> member : schema.getValue().path("properties").properties()) {
        if (member.getValue().path("x-echoed").asBoolean()) {
          String path = schema.getKey() + "." + member.getKey();
          tests.add(dynamicTest(path, () -> isLeftOut(schema.getKey(), member.getKey())));
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void isLeftOut(String schema, String member) throws Exception {
    Object model = JSON.convertValue(Map.of(member, "canary-4711"), GeneratedCalls.model(schema));
    Method getter = model.getClass().getMethod(member);
    assertThat(getter.invoke(model)).isEqualTo(Optional.of("canary-4711"));

    assertThat(getter.invoke(copy(model))).isEqualTo(Optional.empty());
  }

  @Test
  void validUntil_ofAnSmsCode_isFiveMinutesAfterItWasSent() throws Exception {
    SmsSent sent = Form.BLOCKING.send(login).smsSent().orElseThrow();

    SmsSent read = JSON.readValue(JSON.writeValueAsString(sent), SmsSent.class);

    assertThat(sent.sentAt()).contains(clock.instant());
    assertThat(read.validUntil()).contains(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(read).isEqualTo(sent);
  }

  @Test
  void validUntil_ofAnOutcomeMadeByHand_isNotKnown() {
    assertThat(SmsSent.builder().taskId(new TaskId("7")).build().validUntil()).isEmpty();
  }
}
