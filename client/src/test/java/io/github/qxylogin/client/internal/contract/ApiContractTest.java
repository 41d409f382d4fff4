package io.github.qxylogin.client.internal.contract;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.client.JarWithout;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Field.EncryptedWhen;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Operation.RequiredWhen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares the client's facts and rules with the contract. */
class ApiContractTest {
  private static final ApiContract FACTS = ApiContract.generated();

  private static Stream<DynamicTest> each(Consumer<Operation> check) {
    return CONTRACT.operations().stream()
        .map(operation -> dynamicTest(operation.id(), () -> check.accept(operation)));
  }

  private static io.github.qxylogin.client.internal.contract.Operation known(Operation operation) {
    return FACTS.operationAt(operation.method(), operation.path()).orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> operation_everyOne_isAsDescribed() {
    return each(
        operation -> {
          var known = known(operation);
          assertThat(known.id).isEqualTo(operation.id());
          assertThat(known.acting).isEqualTo(operation.effect() != Effect.NONE);
          assertThat(known.signed).isEqualTo(operation.signed());
        });
  }

  @TestFactory
  Stream<DynamicTest> code_everyListedOneAndItsNeighbours_meansTheSame() {
    List<String> codes = new ArrayList<>(CONTRACT.codes().names());
    CONTRACT.codes().names().stream()
        .filter(code -> code.matches("\\d+"))
        .forEach(code -> codes.add("" + (Integer.parseInt(code) + 1)));
    codes.addAll(List.of("", "0", "9999", "4", "40000", "8xxx"));
    return each(
        operation ->
            codes.forEach(
                code -> assertSame(operation.code(code), known(operation).code(code), code)));
  }

  @Test
  void generated_jarWithoutItsFacts_namesTheMissingFile() throws Exception {
    try (JarWithout jar = new JarWithout("contract.json")) {
      assertThatThrownBy(() -> Class.forName(ApiContract.class.getName(), true, jar))
          .rootCause()
          .hasMessage(
              "io/github/qxylogin/client/internal/contract/contract.json is missing: keep it in the"
                  + " jar that contains the client");
    }
  }

  private static void assertSame(
      Optional<io.github.qxylogin.contract.Code> expected, Optional<Code> known, String code) {
    assertThat(known.isPresent()).as(code).isEqualTo(expected.isPresent());
    if (expected.isPresent()) {
      assertThat(known.get().family.key()).as(code).isEqualTo(expected.get().family().key());
      assertThat(known.get().meaning).as(code).isEqualTo(expected.get().english());
      assertThat(known.get().retryable).as(code).isEqualTo(expected.get().retryable());
      assertThat(known.get().retryAfter).as(code).isEqualTo(expected.get().retryAfter());
      assertThat(known.get().rejectedBeforeActing)
          .as(code)
          .isEqualTo(expected.get().rejectedBeforeActing());
    }
  }

  @TestFactory
  Stream<DynamicTest> outcomeOf_everyCaseAndPartsOfIt_isTheSame() {
    return each(
        operation -> {
          for (Case example : operation.cases()) {
            for (JsonNode response : thinned(example.response())) {
              var known = known(operation);
              assertThat(known.outcomeOf(known.normalize(response)))
                  .as("%s", response)
                  .isEqualTo(operation.outcomeOf(response).map(Object::toString));
            }
          }
        });
  }

  /** Returns a response, and as often with something of it gone. */
  private static List<JsonNode> thinned(JsonNode response) {
    Random random = new Random(7);
    List<JsonNode> responses = new ArrayList<>(List.of(response));
    for (int i = 0; i < 30; i++) {
      JsonNode copy = response.deepCopy();
      thin(copy, random);
      responses.add(copy);
    }
    return responses;
  }

  private static void thin(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        switch (random.nextInt(8)) {
          case 0 -> object.remove(name);
          case 1 -> object.put(name, "");
          case 2 -> object.putNull(name);
          case 3 -> object.put(name, false);
          default -> thin(object.get(name), random);
        }
      }
    }
  }

  /** Checks an operation by its usual request, and as often with something of it gone. */
  private static Stream<DynamicTest> eachRequest(BiConsumer<Operation, JsonNode> check) {
    return each(
        operation -> {
          JsonNode usual = operation.firstSuccess().request();
          if (usual != null) {
            thinned(usual).forEach(body -> check.accept(operation, body));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> missingFrom_anyPartOfARequest_isTheSame() {
    return eachRequest(ApiContractTest::assertSameMissing);
  }

  @TestFactory
  Stream<DynamicTest> missingFrom_valueThatNeedsMore_isTheSame() {
    return each(
        operation -> {
          for (RequiredWhen when : operation.requiredWhen()) {
            for (JsonNode value : when.values()) {
              assertSameMissing(operation, body(when.field(), value));
              assertSameMissing(operation, body(when.field(), TextNode.valueOf(value.asText())));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> missingFrom_alternativeThatIsBegun_isTheSame() {
    return each(
        operation ->
            operation.alternatives().stream()
                .flatMap(Set::stream)
                .forEach(name -> assertSameMissing(operation, body(name, TextNode.valueOf("x")))));
  }

  private static JsonNode body(String name, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(name, value);
  }

  private static void assertSameMissing(Operation operation, JsonNode body) {
    assertThat(known(operation).missingFrom(body))
        .as("%s", body)
        .isEqualTo(operation.missingFrom(body).stream().map(Field::name).toList());
  }

  @TestFactory
  Stream<DynamicTest> isIdempotent_anyPartOfARequest_isTheSame() {
    return eachRequest(
        (operation, body) ->
            assertThat(known(operation).isIdempotent(body))
                .as("%s", body)
                .isEqualTo(operation.idempotence().holds(name -> body.path(name).asText())));
  }

  @TestFactory
  Stream<DynamicTest> fields_everyOne_areAsDescribed() {
    return each(
        operation -> {
          List<RequestField> known = known(operation).fields;
          assertThat(known)
              .extracting(field -> field.name)
              .containsExactlyElementsOf(operation.fields().stream().map(Field::name).toList());
          for (int i = 0; i < known.size(); i++) {
            assertSame(operation, operation.fields().get(i), known.get(i));
          }
        });
  }

  private static void assertSame(Operation operation, Field expected, RequestField known) {
    EncryptedWhen when = expected.encryptedWhen();
    assertThat(known.encrypted).isEqualTo(expected.publicKey() != null || when != null);
    assertThat(known.encryptionFlag).isEqualTo(when == null ? null : when.field());
    if (when != null) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      for (JsonNode value : when.values()) {
        assertThat(known.markedEncrypted.matches(body.set(when.field(), value))).isTrue();
      }
      assertThat(known.markedEncrypted.matches(body.put(when.field(), "other"))).isFalse();
      assertThat(operation.fields())
          .filteredOn(field -> field.name().equals(when.field()))
          .singleElement()
          .matches(field -> field.accepts(known.encryptedValue));
    }
    List<JsonNode> keeps = expected.keepsEffect();
    assertThat(known.defaultValue).isEqualTo(keeps.isEmpty() ? null : keeps.get(0));
    ObjectNode usual = usual(operation);
    BodyRule defaultEffect = known(operation).defaultEffect;
    keeps.forEach(v -> assertThat(defaultEffect.matches(with(usual, expected, v))).isTrue());
    assertThat(defaultEffect.matches(with(usual, expected, TextNode.valueOf("other"))))
        .isEqualTo(keeps.isEmpty());
  }

  /** Returns a body with the fields on which the effect of an operation depends. */
  private static ObjectNode usual(Operation operation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    operation.fields().stream()
        .filter(field -> !field.keepsEffect().isEmpty())
        .forEach(field -> body.set(field.name(), field.keepsEffect().get(0)));
    return body;
  }

  private static JsonNode with(ObjectNode body, Field field, JsonNode value) {
    return body.deepCopy().set(field.name(), value);
  }

  @TestFactory
  Stream<DynamicTest> operation_every_readsAndHasItsDescription() {
    return each(
        operation -> {
          assertThat(known(operation).texts).containsExactlyInAnyOrderElementsOf(operation.texts());
          assertThat(known(operation).carried)
              .containsExactlyInAnyOrderElementsOf(carried(operation));
        });
  }

  /** Returns the fields that a next call takes over from the request, but no secrets. */
  private static Set<String> carried(Operation operation) {
    Set<String> secrets =
        operation.fields().stream()
            .filter(Field::sensitive)
            .map(Field::name)
            .collect(Collectors.toSet());
    return operation.links().stream()
        .flatMap(link -> link.fields().values().stream())
        .filter(Link.Source.Place.class::isInstance)
        .map(Link.Source.Place.class::cast)
        .filter(place -> !place.inResponse())
        .map(place -> place.at().getMatchingProperty())
        .filter(name -> !secrets.contains(name))
        .collect(Collectors.toSet());
  }

  @Test
  void lists_codes_areThoseOfTheContract() {
    assertThat(CONTRACT.codes().names()).isNotEmpty().allMatch(FACTS::lists);
    assertThat(FACTS.lists("9999")).isFalse();
  }

  @Test
  void signingIn_codeKeyAndGrant_areTheContracts() {
    assertThat(CONTRACT.codes().names().stream().filter(FACTS.dateSkewed::equals))
        .containsExactly(CONTRACT.codes().responseTo(Condition.DATE_SKEWED).code().code());
    assertThat(CONTRACT.operations())
        .flatExtracting(Operation::fields)
        .extracting(Field::publicKey)
        .filteredOn(Objects::nonNull)
        .isNotEmpty()
        .containsOnly(FACTS.publicKey);
    assertThat(CONTRACT.operations(Flow.Role.ISSUES_TOKEN))
        .extracting(operation -> operation.flow().token().byCredentials())
        .containsExactly(FACTS.grant);
  }

  @Test
  void isSensitive_everyName_isAsMarked() {
    assertThat(CONTRACT.sensitiveNames()).isNotEmpty().allMatch(FACTS::isSensitive);
    assertThat(CONTRACT.operations())
        .flatExtracting(Operation::fields)
        .filteredOn(field -> !CONTRACT.sensitiveNames().contains(field.name()))
        .isNotEmpty()
        .noneMatch(field -> FACTS.isSensitive(field.name()));
  }

  @Test
  void headers_andServer_areTheContracts() {
    assertThat(FACTS.tokenHeader).isEqualTo(CONTRACT.securityHeaders().token());
    assertThat(FACTS.dateHeader).isEqualTo(CONTRACT.securityHeaders().date());
    assertThat(FACTS.signatureHeader).isEqualTo(CONTRACT.securityHeaders().signature());
    assertThat(FACTS.skew).isEqualTo(CONTRACT.securityHeaders().skew());
    assertThat(FACTS.server).isEqualTo(CONTRACT.server());
  }
}
