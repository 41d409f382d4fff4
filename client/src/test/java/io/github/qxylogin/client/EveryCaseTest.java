package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gets every documented response through the typed methods, in both forms. */
class EveryCaseTest {
  private static final ObjectMapper JSON = Json.mapper();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @Test
  void typedCalls_ofTheContract_areFound() {
    assertThat(CONTRACT.operations().stream().filter(TypedCalls::exist).count())
        .isEqualTo(CONTRACT.operations().size() - 1);
  }

  @TestFactory
  Stream<DynamicTest> call_everyCase_returnsItsResultOrItsException() {
    return CONTRACT.operations().stream()
        .filter(TypedCalls::exist)
        .flatMap(
            operation ->
                operation.cases().stream()
                    .flatMap(c -> Stream.of(Form.values()).map(f -> test(operation, c, f))));
  }

  /** The name and members of a result are those of the response, except echoed secrets. */
  private static void assertReports(Operation operation, Case documented, JsonNode result) {
    JsonNode data = operation.spelt(documented.response()).path("data");
    String outcome = operation.outcomeOf(documented.response()).orElseThrow().name();
    assertThat(result.path("outcome").asText()).isEqualTo(outcome);
    for (Map.Entry<String, JsonNode> member : result.properties()) {
      String name = member.getKey();
      if (!Set.of("outcome", "sent", "sentAt").contains(name)) {
        JsonNode expected = data.isArray() ? data : data.path(name);
        assertThat(plain(member.getValue())).as(name).isEqualTo(plain(expected));
      }
    }
  }

  /**
   * A number and its text are one, and so are null, empty and missing values, and the two widths of
   * a region.
   */
  private static Object plain(JsonNode value) {
    if (value.isValueNode() || value.isMissingNode()) {
      return AreaCode.of(value.asText("").replace("null", "")).value();
    }
    List<Object> plain = new ArrayList<>();
    value.forEach(child -> plain.add(plain(child)));
    plain.removeIf(child -> child.equals("") || child.equals(List.of()));
    plain.sort(Comparator.comparing(Object::toString));
    return plain;
  }

  private DynamicTest test(Operation operation, Case documented, Form form) {
    String name = operation.id() + " " + documented.name();
    return dynamicTest(name + " " + form, () -> check(operation, documented, form));
  }

  private void check(Operation operation, Case documented, Form form) {
    platform.respondWithCase(operation.id(), documented.name());
    JsonNode request =
        Optional.ofNullable(documented.request())
            .filter(given -> operation.missingFrom(given).isEmpty())
            .orElse(operation.firstSuccess().request());

    if (operation.outcomeOf(documented.response()).isPresent()) {
      Object result = TypedCalls.call(form, login, operation, request);
      assertThat(result == null).isEqualTo(TypedCalls.giveNothing(operation));
      if (result != null) {
        assertReports(operation, documented, JSON.valueToTree(result));
      }
    } else {
      assertThatThrownBy(() -> TypedCalls.call(form, login, operation, request))
          .isExactlyInstanceOf(ErrorResponseTest.CLASSES.get(documented.family()));
    }
  }
}
