package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.operation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The view of the contract for one module. */
class ModuleViewTest {
  private static final Contract WHOLE = Contract.load();

  static Stream<String> modules() {
    return WHOLE.modules().stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void module_ofTheContract_hasTheOperationsOfItsPagesAlone(String module) {
    assertThat(WHOLE.module(module).operations())
        .extracting(Operation::id)
        .isNotEmpty()
        .isEqualTo(
            WHOLE.operations().stream()
                .map(Operation::id)
                .filter(id -> modules(WHOLE, id).contains(module))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void module_ofTheContract_hasNothingThatNothingNames(String module) {
    ContractUnderTest view = new ContractUnderTest((ObjectNode) WHOLE.module(module).document());

    List<String> used = view.document().findValuesAsText("$ref");
    assertThat(view.schemas().keySet())
        .allMatch(
            name ->
                used.contains("#/components/schemas/" + name)
                    || view.document().path("paths").toString().contains("\"" + name + "\""));
    assertThat(view.document().path("tags").findValuesAsText("name"))
        .isEqualTo(view.endpoints().stream().map(Operation::tag).distinct().toList());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void module_ofTheContract_namesNothingThatIsGone(String module) {
    Contract view = WHOLE.module(module);
    List<String> ids = view.operations().stream().map(Operation::id).toList();

    assertThat(view.operations())
        .allSatisfy(
            operation ->
                assertThat(ids)
                    .containsAll(operation.links().stream().map(Link::operationId).toList()));
    assertThat(view.document().findValuesAsText("$ref"))
        .allMatch(ref -> view.document().at(ref.substring(1)).isObject());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void module_ofItself_isTheSame(String module) {
    Contract view = WHOLE.module(module);

    assertThat(view.modules()).containsExactly(module);
    assertThat(view.module(module).document()).isEqualTo(view.document());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void yaml_ofAModule_isItsPublishedDocument(String module) throws IOException {
    Contract view = WHOLE.module(module);
    JsonNode yaml =
        new ObjectMapper(new YAMLFactory()).readTree(Resources.bytes(Resources.yaml(module)));

    assertThat(new ObjectMapper().readTree(yaml.toString())).isEqualTo(view.published());
    assertThat(new String(Resources.bytes(Resources.yaml(module)), UTF_8))
        .startsWith("openapi: 3.1.0\n");
  }

  /** Who uses the jar has no YAML: the jar holds JSON, and texts as they are served. */
  @ParameterizedTest
  @MethodSource("modules")
  void module_whereNoYamlCanBeRead_isRead(String module) throws Exception {
    URL[] jars =
        Stream.of(Contract.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);

    try (URLClassLoader bare = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      Class<?> contract = bare.loadClass(Contract.class.getName());
      Object whole = contract.getMethod("load").invoke(null);
      Object view = contract.getMethod("module", String.class).invoke(whole, module);

      assertThat((List<?>) contract.getMethod("operations").invoke(view))
          .hasSameSizeAs(WHOLE.module(module).operations());
    }
  }

  @Test
  void module_unknown_listsThoseThereAre() {
    assertThatThrownBy(() -> WHOLE.module("newest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The contract has no module 'newest'. It has: [legacy, current]");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void module_withAnIntroductionOfItsOwn_hasItInPlaceOfTheWholes(String module) {
    JsonNode own = WHOLE.document().path("x-modules").path(module).path("description");
    String whole = WHOLE.document().at("/info/description").asText();

    assertThat(WHOLE.module(module).document().at("/info/description").asText())
        .isEqualTo(own.asText(whole));
  }

  @Test
  void module_thatIsNewer_hasAnIntroductionOfItsOwn() {
    assertThat(WHOLE.module("current").document().at("/info/description").asText())
        .contains("登录业务（新）")
        .doesNotContain("closed to new integrations");
  }

  @Test
  void module_operationOfAnother_goesWithTheLinksToIt() {
    Contract view = legacy(document -> others(operation(document, "checkSession")));

    assertThat(view.operation("sendSmsCode").links())
        .extracting(Link::operationId)
        .contains("uploadSmsCode")
        .doesNotContain("checkSession");
  }

  @ParameterizedTest
  @CsvSource({"legacy,", "current, proxyNsrsbh"})
  void module_conditionOfOneModulesPage_holdsInThatModuleAlone(String module, String asked) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("aggOrgId", 7583454730897015L).put("accountId", 504325035988992L).put("dlfs", 15);

    assertThat(WHOLE.module(module).operation("updateAccount").missingFrom(request))
        .extracting(Field::name)
        .isEqualTo(Stream.ofNullable(asked).toList());
  }

  @Test
  void module_schemaThatHoldsItself_comesToAnEnd() {
    Contract view =
        legacy(
            document -> {
              ObjectNode data =
                  (ObjectNode) document.at("/components/schemas/UploadSmsCodeData/properties");
              data.putObject("again").put("$ref", "#/components/schemas/UploadSmsCodeData");
            });

    assertThat(view.operation("uploadSmsCode").fields()).isNotEmpty();
  }

  private static Contract legacy(Consumer<ObjectNode> change) {
    ObjectNode document = (ObjectNode) WHOLE.document();
    change.accept(document);
    return Contract.of(document).module("legacy");
  }

  /** Marks a part as the newer module's alone. */
  private static void others(ObjectNode part) {
    part.putArray("x-modules").add("current");
  }

  private static List<String> modules(Contract contract, String id) {
    ObjectNode operation = operation((ObjectNode) contract.document(), id);
    return operation.path("x-modules").valueStream().map(JsonNode::asText).toList();
  }
}
