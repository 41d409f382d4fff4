package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import org.junit.jupiter.api.Test;

class GeneratorViewTest {
  private static final ObjectNode PUBLISHED = Contract.load().published();
  private static final JsonNode GENERATED = GeneratorView.of(PUBLISHED).at("/components/schemas");

  @Test
  void of_spellings_areOneMember() {
    JsonNode members = GENERATED.at("/EnvelopeMembers/properties");

    assertThat(members.has("req_id")).isFalse();
    assertThat(annotation(members.path("reqId"))).contains("JsonAlias(\"req_id\")");
    assertThat(GENERATED.findValues("x-spelling-of")).isEmpty();
  }

  @Test
  void of_spellingOfAFieldOfAnotherPart_replacesIt() {
    JsonNode members = GENERATED.at("/EtaxEnvelope/allOf/1/properties");

    assertThat(members.has("msg")).isFalse();
    assertThat(annotation(members.path("message"))).contains("JsonAlias(\"msg\")");
    assertThat(members.at("/message/type/1").asText()).isEqualTo("null");
  }

  @Test
  void of_requestsOfOperationsAlone_haveBuilders() {
    String sent = PUBLISHED.path("paths").findValues("requestBody").toString();

    assertThat(GENERATED.properties())
        .isNotEmpty()
        .allSatisfy(
            schema ->
                assertThat(schema.getValue().path("x-builder").asBoolean())
                    .as(schema.getKey())
                    .isEqualTo(sent.contains("schemas/" + schema.getKey() + "\"")));
  }

  private static String annotation(JsonNode property) {
    return property.path("x-field-extra-annotation").asText();
  }

  private static String meaning(String description) {
    ObjectNode published = PUBLISHED.deepCopy();
    ((ObjectNode) published.at("/components/schemas/Region")).put("description", description);
    return GeneratorView.of(published).at("/components/schemas/Region/x-meaning").asText();
  }

  @Test
  void of_meaning_isTheFirstEnglishSentence() {
    assertThat(meaning("地区 / The region, as 5.1 says. Four digits."))
        .isEqualTo("The region, as 5.1 says.");
    assertThat(meaning("Only English")).isEqualTo("Only English");
  }

  @Test
  void of_meaning_cannotBreakAComment() {
    assertThat(meaning("区 / A `b` */ class <X> & {@link Y}\n \\u002a/ end."))
        .isEqualTo(
            "A <code>b</code> *&#47; class &lt;X&gt; &amp; {&#64;link Y}" + " &#92;u002a/ end.");
  }

  @Test
  void of_everyDescription_hasItsMeaning() {
    assertThat(
            GENERATED.findParents("description").stream()
                .filter(n -> n.path("description").isTextual()))
        .isNotEmpty()
        .allMatch(schema -> !schema.path("x-meaning").asText().isBlank());
  }
}
