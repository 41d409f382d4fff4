package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads every documented call of the platform with the method of its webhook. */
class CallbacksTest {
  private static final ObjectMapper JSON = Json.mapper();

  private static Stream<DynamicTest> each(Consumer<Operation> test) {
    assertThat(CONTRACT.webhooks()).isNotEmpty();
    return CONTRACT.webhooks().stream()
        .map(webhook -> dynamicTest(webhook.id(), () -> test.accept(webhook)));
  }

  private static Object read(Operation webhook, String body) {
    try {
      return Callbacks.class.getMethod(webhook.id(), String.class).invoke(null, body);
    } catch (InvocationTargetException rejected) {
      throw (RuntimeException) rejected.getCause();
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(missing.getMessage(), missing);
    }
  }

  @Test
  void callbacks_haveTwoMethodsForEachWebhook_andNoOther() {
    assertThat(Arrays.stream(Callbacks.class.getDeclaredMethods()).map(m -> m.getName()))
        .containsExactlyInAnyOrderElementsOf(
            CONTRACT.webhooks().stream().flatMap(w -> Stream.of(w.id(), w.id())).toList());
  }

  @TestFactory
  Stream<DynamicTest> read_everyCase_hasItsMembers() {
    return each(
        webhook ->
            webhook.cases().stream()
                .map(Case::request)
                .filter(body -> body != null)
                .forEach(
                    body -> assertThat(written(read(webhook, body.toString()))).isEqualTo(body)));
  }

  private static JsonNode written(Object read) {
    try {
      return JSON.readTree(JSON.writeValueAsString(read));
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  @TestFactory
  Stream<DynamicTest> read_memberThatNoPageHas_isIgnored() {
    return each(
        webhook -> {
          ObjectNode body = webhook.firstSuccess().request().deepCopy();
          Object read = read(webhook, body.toString());

          assertThat(read(webhook, body.put("later", "canary").toString())).isEqualTo(read);
        });
  }

  @TestFactory
  Stream<DynamicTest> response_ofEveryWebhook_isAccepted() {
    return each(
        webhook -> {
          JsonNode response = response(webhook);

          assertThat(response).isEqualTo(webhook.firstSuccess().response());
          Map<JsonPointer, String> accepted =
              webhook.inFlow(Flow::callback).orElseThrow().accepted();
          accepted.forEach((at, value) -> assertThat(response.at(at).asText()).isEqualTo(value));
        });
  }

  /** Returns the text of the constant that is named after the webhook. */
  private static JsonNode response(Operation webhook) {
    String name = webhook.id().replaceAll("(?=\\p{Lu})", "_") + "_RESPONSE";
    return Arrays.stream(Callbacks.class.getFields())
        .filter(field -> Modifier.isFinal(field.getModifiers()))
        .filter(field -> field.getName().equalsIgnoreCase(name))
        .map(
            field -> {
              try {
                return JSON.readTree((String) field.get(null));
              } catch (IOException | IllegalAccessException unreadable) {
                throw new AssertionError(unreadable);
              }
            })
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> toString_canariesInEverySecret_hidesThem() {
    return each(
        webhook -> {
          String body =
              Secrets.planted(webhook.firstSuccess().request(), webhook.requestSchema()).toString();

          String shown = read(webhook, body).toString();

          Secrets.in(body).forEach(name -> assertThat(shown).doesNotContain("canary-" + name));
        });
  }

  /** A body that ends early, and one each of whose members has another type. */
  @TestFactory
  Stream<DynamicTest> read_unreadableBodyOfCanaries_namesPlaceAndNoValue() {
    return each(
        webhook -> {
          ObjectNode body =
              Secrets.planted(webhook.firstSuccess().request(), webhook.requestSchema());
          String whole = body.toString();
          assertHides(webhook, whole.substring(0, whole.length() - 1));
          body.properties()
              .forEach(
                  member ->
                      member.setValue(
                          member.getValue().isContainerNode()
                              ? body.textNode("canary")
                              : body.arrayNode().add(body.objectNode().put("canary", "canary"))));
          assertHides(webhook, body.toString());
        });
  }

  private static void assertHides(Operation webhook, String body) {
    InvalidResponseException rejected =
        catchThrowableOfType(InvalidResponseException.class, () -> read(webhook, body));
    StringWriter trace = new StringWriter();
    rejected.printStackTrace(new PrintWriter(trace));

    assertThat(rejected).hasMessageStartingWith(webhook.id() + " received ");
    assertThat(rejected.responseBody()).hasValue(body);
    assertThat(trace.toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "17", "", " ", "<html>", "\"\""})
  void read_bodyThatIsNoObject_isReported(String body) {
    Operation webhook = CONTRACT.webhooks().get(0);

    assertThatThrownBy(() -> read(webhook, body))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageMatching(
            webhook.id()
                + " received text that is no JSON of the contract( at line 1, column \\d+)?"
                + "\\. Check that the platform sent it\\.");
  }

  @Test
  void read_unreadableBody_isNoFailureOfACall() {
    InvalidResponseException rejected =
        catchThrowableOfType(
            InvalidResponseException.class, () -> read(CONTRACT.webhooks().get(0), "{"));

    assertThat(rejected.family()).isEqualTo(Family.INVALID_RESPONSE);
    assertThat(rejected.httpStatus()).isEmpty();
    assertThat(rejected.retryable()).isFalse();
    assertThat(rejected.mayHaveActed()).isFalse();
  }

  @Test
  void read_bytes_areUtf8() throws ReflectiveOperationException {
    for (Operation webhook : CONTRACT.webhooks()) {
      String body = webhook.firstSuccess().request().toString();

      Object read =
          Callbacks.class.getMethod(webhook.id(), byte[].class).invoke(null, body.getBytes(UTF_8));

      assertThat(read).isEqualTo(read(webhook, body));
    }
  }
}
