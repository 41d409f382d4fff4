package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Template;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowValuesTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String SENT = "{{request.sent}}";
  private static final TextNode DOCUMENTED = TextNode.valueOf("documented");

  private static final JsonNode DOCUMENTED_LIST = JsonNodeFactory.instance.arrayNode();

  private final ObjectNode request = JsonNodeFactory.instance.objectNode();

  @Test
  void put_aValue_replacesTheDocumentedOne() {
    request.put("sent", "mine");

    assertThat(put(SENT, DOCUMENTED)).isEqualTo(TextNode.valueOf("mine"));
  }

  @Test
  void put_aMemberThatNobodySent_removesIt() {
    assertThat(put(SENT, DOCUMENTED)).isNull();
  }

  @Test
  void put_nullForAMember_removesIt() {
    request.putNull("sent");

    assertThat(put(SENT, DOCUMENTED)).isNull();
  }

  @Test
  void put_aMemberOfAnUnknownObject_leavesTheDocumentedValue() {
    assertThat(put("{{task.sent}}", DOCUMENTED)).isEqualTo(DOCUMENTED);
  }

  @Test
  void put_aText_getsTheTypeThatIsDocumented() {
    request.put("sent", "1736647432086679601");

    assertThat(put(SENT, LongNode.valueOf(1))).isEqualTo(LongNode.valueOf(1736647432086679601L));
    assertThat(put("{{'true'}}", BooleanNode.FALSE)).isEqualTo(BooleanNode.TRUE);
  }

  @Test
  void put_aNumber_getsTheTypeThatIsDocumented() {
    request.put("sent", 11);

    assertThat(put(SENT, DOCUMENTED)).isEqualTo(TextNode.valueOf("11"));
  }

  @Test
  void concat_ofTextsAndMembers_joinsThem() {
    request.put("sent", "002100");

    assertThat(put("{{concat 'code ' request.sent '.'}}", DOCUMENTED))
        .isEqualTo(TextNode.valueOf("code 002100."));
  }

  @Test
  void randomNumbers_ofANumber_makesAsManyInTheForm() {
    request.put("sent", "3");

    JsonNode numbers = put("{{randomNumbers '170########' request.sent}}", DOCUMENTED_LIST);

    assertThat(numbers).hasSize(3).allMatch(n -> n.asText().matches("170\\d{8}"));
  }

  @Test
  void randomNumbers_ofMoreThanAHundred_makesAHundred() {
    request.put("sent", 100_000);

    assertThat(put("{{randomNumbers '#' request.sent}}", DOCUMENTED_LIST)).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{concat 'a' request.sent}}",
        "{{date 'yyyy' '+08:00' request.sent}}",
        "{{lookup 'AreaCode' request.sent}}",
        "{{mask '#**' request.sent}}",
        "{{md5 '-' request.sent}}",
        "{{randomNumbers '170########' request.sent}}",
        "{{zh request.sent}}",
      })
  void call_withAMemberThatNobodySent_removesIt(String template) {
    assertThat(put(template, DOCUMENTED)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{date 'yyyy' '+08:00' task.sent}}",
        "{{defaultIfEmpty task.sent 'none'}}",
        "{{lookup 'AreaCode' task.sent}}",
        "{{mask '#**' task.sent}}",
        "{{md5 '-' task.sent}}",
        "{{zh task.sent}}",
      })
  void call_withAMemberOfAnUnknownObject_leavesTheDocumentedValue(String template) {
    assertThat(put(template, DOCUMENTED)).isEqualTo(DOCUMENTED);
  }

  @Test
  void defaultIfEmpty_ofABlankText_isTheDefault() {
    request.put("sent", " ");

    assertThat(put("{{defaultIfEmpty request.sent 'none'}}", DOCUMENTED))
        .isEqualTo(TextNode.valueOf("none"));
  }

  @Test
  void lookup_ofAValueThatHasNoOther_isTheValue() {
    request.put("sent", "99");

    assertThat(put("{{lookup 'AreaCode' request.sent}}", DOCUMENTED))
        .isEqualTo(TextNode.valueOf("99"));
  }

  /** A caller who sends three digits must not get them back. */
  @ParameterizedTest
  @CsvSource({
    "###****####, 18512342434, 185****2434",
    "###****####, 8618512342434, 861****2434",
    "#******####, 13912341107, 1******1107",
    "***, 123, ***",
    "###****####, 185, ***",
    "###****####, '', ''",
  })
  void masked_number_hasTheForm(String form, String number, String masked) {
    assertThat(FlowValues.masked(form, number)).isEqualTo(masked);
  }

  @Test
  void time_ofADocumentedAccount_isReadByItsTemplate() {
    Template created =
        CONTRACT.operation("createAccount").templates().stream()
            .filter(template -> template.namesOf("account").anyMatch("createdAt"::equals))
            .findFirst()
            .orElseThrow();
    ObjectNode account =
        JsonNodeFactory.instance.objectNode().put("createdAt", "2023-12-19T06:24:24Z");

    String time = put("account", account, created.text(), DOCUMENTED).asText();

    assertThat(time).isEqualTo("2023-12-19 14:24:24");
    assertThat(FlowValues.time(created, time)).isEqualTo(Instant.parse("2023-12-19T06:24:24Z"));
  }

  private JsonNode put(String text, JsonNode documented) {
    return put("request", request, text, documented);
  }

  private static JsonNode put(String name, JsonNode object, String text, JsonNode documented) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.set("member", documented);
    Template template =
        new Template(JsonPointer.compile("/data/member"), text, Map.of("11", "1100"));
    new FlowValues(Map.of()).with(name, object::get).put(response, template, documented);
    return response.get("member");
  }
}
