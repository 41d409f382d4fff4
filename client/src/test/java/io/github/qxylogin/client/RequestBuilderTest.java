package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.CheckEtaxSessionRequest;
import io.github.qxylogin.client.model.FindAccountsRequest;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The builders of the generated requests, which come from our own template. */
class RequestBuilderTest {
  private static final ObjectMapper JSON =
      Json.mapper(PasswordCipher.of(ApiContract.generated().publicKey));

  private static final Pattern BARE =
      Pattern.compile("/\\*\\* Sets \\{@code [^}]*}( \\(required\\))?\\. *\\*/");

  @Test
  void build_fieldsMissing_listsThem() {
    SendSmsCodeRequest.Builder builder =
        Form.sending().toBuilder().nsrsbh(null).sflx(null).type(null);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SendSmsCodeRequest lacks nsrsbh, sflx: set them before build()");
  }

  @Test
  void build_oneFieldMissing_namesIt() {
    assertThatThrownBy(() -> FindAccountsRequest.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("FindAccountsRequest lacks aggOrgId: set it before build()");
  }

  @Test
  void build_afterTheMissingWasSet_isTheRequest() {
    SendSmsCodeRequest wanted = Form.sending();
    SendSmsCodeRequest.Builder builder = wanted.toBuilder().sjhm(null);
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);

    assertThat(builder.sjhm(wanted.sjhm().orElseThrow()).build()).isEqualTo(wanted);
  }

  @Test
  void build_alternatives_areLeftToTheCall() {
    assertThat(CheckEtaxSessionRequest.builder().build())
        .isEqualTo(CheckEtaxSessionRequest.builder().buildPartial());
  }

  @Test
  void buildPartial_fieldsMissing_isWhatWasSet() {
    assertThat(SendSmsCodeRequest.builder().sflx(IdentityType.BSY).buildPartial())
        .hasToString("SendSmsCodeRequest[sflx=BSY]");
  }

  @Test
  void builder_usedOn_leavesWhatItBuilt() {
    SendSmsCodeRequest.Builder builder = Form.sending().toBuilder();

    SendSmsCodeRequest first = builder.sflx(IdentityType.BSY).build();
    SendSmsCodeRequest second = builder.sflx(IdentityType.KPY).build();

    assertThat(first.sflx()).contains(IdentityType.BSY);
    assertThat(second).isEqualTo(first.toBuilder().sflx(IdentityType.KPY).build());
  }

  @Test
  void toBuilder_changed_leavesTheRequest() {
    SendSmsCodeRequest request = Form.sending();

    SendSmsCodeRequest other = request.toBuilder().nsrsbh("other").build();

    assertThat(request.nsrsbh()).contains(Form.NSRSBH);
    assertThat(other.toBuilder().nsrsbh(Form.NSRSBH).build()).isEqualTo(request);
  }

  @Test
  void toString_builder_masksAsTheRequestDoes() {
    SendSmsCodeRequest request = Form.sending();

    assertThat(request.toBuilder()).hasToString("Builder of " + request);
  }

  /** The Javadoc that an editor shows of a setter with a vendor's name. */
  @Test
  void setters_describeWhatTheFieldMeans() throws IOException {
    assertThat(settersOf(SendSmsCodeRequest.class))
        .contains(
            "/** Sets {@code nsrsbh} (required). The taxpayer's identification number. */",
            "/** Sets {@code areaCode} (required). The tax bureau, as four digits. */")
        .anyMatch(setter -> setter.startsWith("/** Sets {@code gryhmm} (required). The "));
  }

  @TestFactory
  Stream<DynamicTest> setters_everyRequest_describeWhatTheFieldMeans() {
    return FakePlatform.CONTRACT.operations().stream()
        .filter(RequestBuilderTest::takesABody)
        .map(
            operation ->
                dynamicTest(
                    operation.id(),
                    () ->
                        assertThat(settersOf(GeneratedCalls.request(operation)))
                            .isNotEmpty()
                            .noneMatch(setter -> BARE.matcher(setter).matches())));
  }

  private static List<String> settersOf(Class<?> request) throws IOException {
    Path source =
        Path.of("target/generated-sources/openapi", request.getName().replace('.', '/') + ".java");
    return Files.readAllLines(source).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("/** Sets "))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> generated_everyOperation_onlyItsRequestMayLackFields() {
    return FakePlatform.CONTRACT.operations().stream()
        .map(
            operation ->
                dynamicTest(
                    operation.id(),
                    () -> {
                      assertThat(mayLackFields(GeneratedCalls.request(operation)))
                          .isEqualTo(takesABody(operation));
                      assertThat(mayLackFields(GeneratedCalls.response(operation))).isFalse();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> toBuilder_everyRequest_copiesEveryField() {
    return FakePlatform.CONTRACT.operations().stream()
        .filter(RequestBuilderTest::takesABody)
        .map(operation -> dynamicTest(operation.id(), () -> copies(operation)));
  }

  private static void copies(Operation operation) throws Exception {
    ObjectNode all = JSON.createObjectNode();
    operation.fields().stream()
        .filter(f -> f.spellingOf() == null)
        .forEach(f -> all.set(f.name(), value(f.types())));
    Class<?> type = GeneratedCalls.request(operation);
    Object request = JSON.treeToValue(all, type);

    Object builder = type.getMethod("toBuilder").invoke(request);
    Object copy = builder.getClass().getMethod("buildPartial").invoke(builder);

    assertThat(JSON.<ObjectNode>valueToTree(copy)).hasSize(all.size());
    assertThat(copy).isEqualTo(request).isNotSameAs(request);
  }

  private static JsonNode value(Set<String> types) {
    if (types.contains("array")) {
      return JSON.createArrayNode();
    }
    if (types.contains("object")) {
      return JSON.createObjectNode();
    }
    return TextNode.valueOf(types.contains("boolean") ? "true" : "1");
  }

  private static boolean takesABody(Operation operation) {
    return !operation.fields().isEmpty();
  }

  private static boolean mayLackFields(Class<?> type) {
    return Arrays.stream(type.getClasses())
        .flatMap(builder -> Arrays.stream(builder.getMethods()))
        .anyMatch(m -> m.getName().equals("buildPartial"));
  }
}
