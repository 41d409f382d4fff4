package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Value;
import org.junit.jupiter.api.Test;

class SchemaViewTest {
  private static final String SCHEMAS =
      """
      {"components": {"schemas": {
        "Text": {"type": ["string", "null"], "pattern": "^[0-9]+$"},
        "Region": {"type": "string", "x-values": [
          {"value": "5100", "code": "510000", "zh": "四川"}, {"value": "1100", "zh": "北京"}]},
        "Base": {"required": ["id"], "properties": {"id": {"$ref": "#/components/schemas/Text"}}},
        "Whole": {
          "allOf": [
            {"$ref": "#/components/schemas/Base"},
            {"anyOf": [{"required": ["a", "b"]}, {"required": ["c"]}]}],
          "required": ["dq"],
          "properties": {
            "dq": {"$ref": "#/components/schemas/Region"},
            "secret": {"$ref": "#/components/schemas/Text", "x-sensitive": true},
            "region": {"$ref": "#/components/schemas/Region", "x-spelling-of": "dq"},
            "list": {"items": {"$ref": "#/components/schemas/Base"}},
            "bounded": {"allOf": [
              {"$ref": "#/components/schemas/Text"}, {"type": "string", "maxLength": 2}]}}}}}}
      """;

  private static SchemaView view(String schemas, String name) {
    Value root = Value.root(ContractUnderTest.json(schemas));
    return SchemaView.of(root, root.at("components").at("schemas").at(name));
  }

  private static SchemaView whole() {
    return view(SCHEMAS, "Whole");
  }

  private static SchemaView whole(String place) {
    return whole().at(JsonPointer.compile(place)).orElseThrow();
  }

  @Test
  void members_joinedSchemas_areThoseOfAll() {
    assertThat(whole().members())
        .containsExactly("id", "dq", "secret", "region", "list", "bounded");
  }

  @Test
  void required_joinedSchemas_areThoseOfAll() {
    assertThat(whole().required()).containsExactly("id", "dq");
  }

  @Test
  void isSensitive_markBesideAReference_holds() {
    assertThat(whole("/secret").isSensitive()).isTrue();
    assertThat(whole("/id").isSensitive()).isFalse();
  }

  @Test
  void types_oneOfTheJoinedTakesFewer_areThoseThatAllTake() {
    assertThat(whole("/bounded").types()).containsExactly("string");
  }

  @Test
  void types_anyWillDo_areNone() {
    assertThat(whole("/list").types()).isEmpty();
  }

  @Test
  void at_indexOrStar_isAnyElement() {
    assertThat(whole("/list/7/id").types()).containsExactly("string", "null");
    assertThat(whole("/list/*/id").types()).containsExactly("string", "null");
  }

  @Test
  void at_undeclaredMember_isEmpty() {
    assertThat(whole().at(JsonPointer.compile("/list/0/other"))).isEmpty();
  }

  @Test
  void members_noSchemaNamesOne_areNone() {
    assertThat(whole("/dq").members()).isEmpty();
  }

  @Test
  void alternatives_oneOfTheJoinedHasThem_areItsSets() {
    assertThat(whole().alternatives().toString()).matches("\\[\\[(a, b|b, a)], \\[c]]");
  }

  @Test
  void spellings_memberMarkedBesideAReference_hasItsOwn() {
    assertThat(whole().spellings()).hasToString("{region=dq}");
  }

  @Test
  void spellings_ofNoMember_areRejected() {
    SchemaView view =
        view(
            """
            {"components": {"schemas": {"A": {"properties": {"b": {"x-spelling-of": "c"}}}}}}
            """,
            "A");

    assertThatThrownBy(view::spellings)
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("'c' is no member beside it");
  }

  @Test
  void place_reference_isThatOfTheSchemaItLeadsTo() {
    assertThat(whole("/secret").place()).hasToString("/components/schemas/Text");
    assertThat(whole("/list").place()).hasToString("/components/schemas/Whole/properties/list");
  }

  @Test
  void said_byAKeywordOfSeveral_isTheirsTheNearestLast() {
    assertThat(whole().said("properties"))
        .extracting(said -> said.place().toString())
        .containsExactly(
            "/components/schemas/Base/properties", "/components/schemas/Whole/properties");
  }
}
