package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gets every documented answer through the typed methods, in both forms. */
class EveryCaseTest {
  /** Refusals by their code, which tell the caller all the same what he wants to know. */
  private static final Set<String> RESULTS = Set.of("createAccount already-exists");

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  EveryCaseTest() throws IOException {}

  @Test
  void typedCalls_ofTheContract_areFound() {
    assertThat(CONTRACT.operations().stream().filter(TypedCalls::exist).count())
        .isGreaterThanOrEqualTo(21);
  }

  @TestFactory
  Stream<DynamicTest> call_everyCase_givesItsResultOrItsException() {
    return CONTRACT.operations().stream()
        .filter(TypedCalls::exist)
        .flatMap(
            operation ->
                operation.cases().stream()
                    .flatMap(c -> Stream.of(Form.values()).map(f -> test(operation, c, f))));
  }

  private DynamicTest test(Operation operation, Case documented, Form form) {
    String name = operation.id() + " " + documented.name();
    return dynamicTest(name + " " + form, () -> check(operation, documented, form, name));
  }

  private void check(Operation operation, Case documented, Form form, String name) {
    platform.answerCase(operation.id(), documented.name());
    JsonNode request =
        Optional.ofNullable(documented.request())
            .filter(given -> operation.missingFrom(given).isEmpty())
            .orElse(operation.firstSuccess().request());

    if (documented.family() == Family.OK || RESULTS.contains(name)) {
      Object result = TypedCalls.call(form, login, operation, request);
      assertThat(result == null).isEqualTo(TypedCalls.giveNothing(operation));
    } else {
      assertThatThrownBy(() -> TypedCalls.call(form, login, operation, request))
          .isExactlyInstanceOf(RefusalTest.CLASSES.get(documented.family()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deleteAccount, deleted",
    "checkAccount, valid",
    "recoverLogin, recovered",
    "checkSession, valid"
  })
  void call_withIds_sendsTheDocumentedRequest(String operation, String name) throws Exception {
    JsonNode request = CONTRACT.operation(operation).documentedCase(name).request();

    TypedCalls.call(Form.BLOCKING, login, CONTRACT.operation(operation), request);

    String sent = platform.requests(operation).get(0).getBody().utf8();
    assertThat(Json.mapper().readTree(sent)).isEqualTo(request);
  }
}
