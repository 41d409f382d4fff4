package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.build.GeneratorView;
import io.github.qxylogin.contract.document.Published;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final ObjectNode WHOLE = (ObjectNode) Contract.load().document();
  private static final ObjectNode PUBLISHED = Published.of(WHOLE);
  private static final JsonNode GENERATED = GeneratorView.of(WHOLE).at("/components/schemas");

  @Test
  void published_hasNothingThatIsOurs() {
    assertThat(WHOLE.findValues("x-mock")).isNotEmpty();
    assertThat(PUBLISHED.findValues("x-mock")).isEmpty();
    assertThat(PUBLISHED.findParents("value"))
        .isNotEmpty()
        .noneMatch(example -> example.path("x-evidence").asText().equals("assumed"));
  }

  @Test
  void published_hasNoStatementThatIsAssumed() {
    assertThat(PUBLISHED.findValuesAsText("x-evidence")).isNotEmpty().doesNotContain("assumed");
    assertThat(PUBLISHED.findValuesAsText("evidence")).isNotEmpty().doesNotContain("assumed");
  }

  @Test
  void published_hasNothingOfAGenerator() {
    assertThat(PUBLISHED.findValues("x-builder")).isEmpty();
    assertThat(PUBLISHED.findValues("x-field-extra-annotation")).isEmpty();
    assertThat(PUBLISHED.findValues("patternProperties")).isEmpty();
  }

  @Test
  void published_ofAnotherContract_hasAnotherDigest() {
    ObjectNode other = WHOLE.deepCopy();
    Specimen.anyCase(other, "/when").remove("when");

    assertThat(Published.of(other).path("x-digest")).isNotEqualTo(PUBLISHED.path("x-digest"));
    assertThat(Published.of(WHOLE)).isEqualTo(PUBLISHED);
  }

  @Test
  void published_spellings_areMembersLikeAnyOther() {
    JsonNode members = PUBLISHED.at("/components/schemas/EnvelopeMembers/properties");

    assertThat(members.at("/req_id/x-spelling-of").asText()).isEqualTo("reqId");
    assertThat(members.at("/req_id/type").asText()).isEqualTo("string");
  }

  @Test
  void generated_spellings_areOneMember() {
    JsonNode members = GENERATED.at("/EnvelopeMembers/properties");

    assertThat(members.has("req_id")).isFalse();
    assertThat(annotation(members.path("reqId"))).contains("JsonAlias(\"req_id\")");
    assertThat(GENERATED.findValues("x-spelling-of")).isEmpty();
  }

  @Test
  void generated_spellingOfAMemberOfAnotherPart_standsInPlaceOfIt() {
    JsonNode members = GENERATED.at("/EtaxEnvelope/allOf/1/properties");

    assertThat(members.has("msg")).isFalse();
    assertThat(annotation(members.path("message"))).contains("JsonAlias(\"msg\")");
    assertThat(members.at("/message/type/1").asText()).isEqualTo("null");
  }

  @Test
  void generated_requests_haveBuilders() {
    assertThat(GENERATED.properties())
        .isNotEmpty()
        .allSatisfy(
            schema ->
                assertThat(schema.getValue().path("x-builder").asBoolean())
                    .as(schema.getKey())
                    .isEqualTo(schema.getKey().endsWith("Request")));
  }

  private static String annotation(JsonNode property) {
    return property.path("x-field-extra-annotation").asText();
  }

  private static String meaning(String description) {
    ObjectNode contract = WHOLE.deepCopy();
    ((ObjectNode) contract.at("/components/schemas/Region")).put("description", description);
    return GeneratorView.of(contract).at("/components/schemas/Region/x-meaning").asText();
  }

  @Test
  void generated_meaning_isTheFirstEnglishSentence() {
    assertThat(meaning("地区 / The region, as 5.1 says. Four digits."))
        .isEqualTo("The region, as 5.1 says.");
    assertThat(meaning("Only English")).isEqualTo("Only English");
  }

  @Test
  void generated_meaning_cannotBreakAComment() {
    assertThat(meaning("区 / A `b` */ class <X> & {@link Y}\n \\u002a/ end."))
        .isEqualTo(
            "A <code>b</code> *&#47; class &lt;X&gt; &amp; &#123;&#64;link Y&#125;"
                + " &#92;u002a/ end.");
  }

  @Test
  void generated_everyDescription_hasItsMeaning() {
    assertThat(
            GENERATED.findParents("description").stream()
                .filter(n -> n.path("description").isTextual()))
        .isNotEmpty()
        .allMatch(schema -> !schema.path("x-meaning").asText().isBlank());
    assertThat(PUBLISHED.findValues("x-meaning")).isEmpty();
  }
}
