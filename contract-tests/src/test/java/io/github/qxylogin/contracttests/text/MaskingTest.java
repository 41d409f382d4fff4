package io.github.qxylogin.contracttests.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private final Masking masking = new Masking(Contract.load());

  @Test
  void clean_secretInsideOfJsonText_isMasked() {
    masking.learn("quo\"ted");

    assertThat(masking.clean("{\"smsCode\":\"quo\\\"ted\"}")).isEqualTo("{\"smsCode\":\"██\"}");
  }

  @Test
  void clean_secretAsItIs_isMasked() {
    masking.learn("quo\"ted");

    assertThat(masking.clean("a quo\"ted text")).isEqualTo("a ██ text");
  }

  @Test
  void clean_secretThatContainsAnother_isMaskedWhole() {
    masking.learn("secret");
    masking.learn("secret-and-more");

    assertThat(masking.clean("a secret-and-more")).isEqualTo("a ██");
  }

  @Test
  void clean_shortSensitiveValue_isMaskedByItsNameAlone() {
    masking.learn(JsonNodeFactory.instance.objectNode().put("smsCode", "2000"));

    assertThat(masking.clean("code 2000")).isEqualTo("code 2000");
    assertThat(masking.show("/smsCode", TextNode.valueOf("2000"))).isEqualTo("██");
  }

  @Test
  void contentType_parametersBesideTheCharset_areNotShown() {
    assertThat(masking.contentType("text/plain; name=张三丰; charset=GBK"))
        .isEqualTo("text/plain;charset=GBK");
    assertThat(masking.contentType("张三丰")).isEqualTo("██");
  }

  @Test
  void shown_bodyOfARealTargetThatIsNoJson_hasNoNameInIt() {
    masking.hideResponses();
    Response response =
        Response.of(200, "text/html", "<nsrmc>杭州某某科技</nsrmc> 用户 张三丰 已登录".getBytes(UTF_8));

    assertThat(masking.shown(response).asText()).contains("██").doesNotContain("张三丰", "某某");
  }

  @Test
  void show_longValue_isCut() {
    assertThat(masking.show("/message", TextNode.valueOf("长".repeat(1000)))).hasSize(201);
  }

  @Test
  void cleanPlace_secretAsTheNameOfAMember_isMasked() {
    Masking masking = new Masking(Contract.load());
    masking.learn("secret/with~signs");

    assertThat(masking.cleanPlace("/x/secret~1with~0signs")).isEqualTo("/x/██");
  }

  @Test
  void cleanPlace_responsesHidden_masksOnlyNamesThatMayBeValues() {
    Masking masking = new Masking(Contract.load());
    masking.hideResponses();

    assertThat(Stream.of("", "/data/12/nsrsbh", "/data/13912345678"))
        .extracting(masking::cleanPlace)
        .containsExactly("", "/data/12/nsrsbh", "/data/██");
  }

  @Test
  void got_responsesHidden_showsCodesAndTextsWithoutNumbers() {
    Masking masking = new Masking(Contract.load());
    masking.hideResponses();

    assertThat(masking.got("/code", TextNode.valueOf("product_binding_check")))
        .isEqualTo("\"product_binding_check\"");
    assertThat(masking.got("/code", TextNode.valueOf("13912345678"))).isEqualTo("\"██ string\"");
    assertThat(masking.got("/message", TextNode.valueOf("13912345678 请稍后")))
        .isEqualTo("\"██ 请稍后\"");
    assertThat(masking.got("/data/nsrmc", TextNode.valueOf("某公司"))).isEqualTo("\"██ string\"");
    assertThat(masking.gotWord("/data/sflx", TextNode.valueOf("XMZ"))).isEqualTo("\"XMZ\"");
  }

  @Test
  void isCode_everyCodeOfTheContract_isOne() {
    assertThat(Contract.load().codes().all())
        .extracting(Code::code)
        .isNotEmpty()
        .allMatch(Envelope::isCode);
  }

  @Test
  void cleanDocumented_valueThatLooksLikeASecret_isShown() {
    masking.learn("000000");

    assertThat(
            masking.cleanDocumented(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("expires_in", "1000000")
                    .put("smsCode", "1")))
        .hasToString("{\"expires_in\":\"1000000\",\"smsCode\":\"██\"}");
  }
}
