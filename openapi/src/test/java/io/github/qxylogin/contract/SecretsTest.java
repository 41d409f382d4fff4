package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Secrets secrets = new Secrets(new Redaction(Contract.load()), 4);

  @Test
  void clean_valueOfASensitiveMember_isMaskedInEveryOther() throws Exception {
    JsonNode body = json("{\"smsCode\":\"002100\",\"text\":\"no 002100\",\"list\":[\"002100\"]}");

    secrets.learn(body);

    assertThat(secrets.clean(body))
        .hasToString("{\"smsCode\":\"██\",\"text\":\"no ██\",\"list\":[\"██\"]}");
  }

  @Test
  void clean_sensitiveMembersAtAnyDepth_areMasked() throws Exception {
    JsonNode body =
        json(
            "{\"nsrsbh\":\"1\",\"smsCode\":\"002100\",\"data\":[{\"dppt\":{\"cookie\":\"a=b\"}}]}");

    assertThat(secrets.clean(body))
        .hasToString(
            "{\"nsrsbh\":\"1\",\"smsCode\":\"██\",\"data\":[{\"dppt\":{\"cookie\":\"██\"}}]}");
  }

  @Test
  void clean_sensitiveNumbersListsAndObjects_areMaskedToo() throws Exception {
    JsonNode body =
        json("{\"sjhm\":13800000000,\"smsCode\":[\"002100\"],\"cookie\":{\"a\":\"b\"}}");

    assertThat(secrets.clean(body))
        .hasToString("{\"sjhm\":\"██\",\"smsCode\":\"██\",\"cookie\":\"██\"}");
  }

  @Test
  void clean_body_isLeftAsItWas() throws Exception {
    JsonNode body = json("{\"smsCode\":\"002100\"}");

    secrets.clean(body);

    assertThat(body).hasToString("{\"smsCode\":\"002100\"}");
  }

  @Test
  void clean_secretAsNameOrNumber_isMasked() throws Exception {
    secrets.learn("13900000000");

    assertThat(secrets.clean(json("{\"13900000000\":1,\"other\":13900000000}")))
        .hasToString("{\"██\":1,\"other\":\"██\"}");
  }

  @Test
  void clean_jsonInAText_isRedactedByItsNames() throws Exception {
    assertThat(secrets.clean(json("{\"data\":\"{\\\"smsCode\\\":\\\"1\\\",\\\"a\\\":2}\"}")))
        .hasToString("{\"data\":\"{\\\"smsCode\\\":\\\"██\\\",\\\"a\\\":2}\"}");
  }

  @Test
  void learn_jsonInAText_learnsItsSecrets() throws Exception {
    secrets.learn(json("{\"data\":\"{\\\"smsCode\\\":\\\"002100\\\"}\"}"));

    assertThat(secrets.clean("no 002100")).isEqualTo("no ██");
  }

  @Test
  void clean_secretInAnAddressOrQuoted_isMasked() {
    secrets.learn("a/b c\"d");

    assertThat(secrets.clean("x=a%2Fb+c%22d")).isEqualTo("x=██");
    assertThat(secrets.clean("\"a\\/b c\\\"d\"")).isEqualTo("\"██\"");
  }

  @Test
  void clean_secretInOtherCase_isMasked() {
    secrets.learn("0123abcdef");

    assertThat(secrets.clean("0123ABCDEF")).isEqualTo("██");
  }

  @Test
  void clean_shortSecret_isMaskedAsAWordAndNoPart() {
    secrets.learn("2100");

    assertThat(secrets.clean("code 2100, task 1210045")).isEqualTo("code ██, task 1210045");
  }

  @Test
  void learn_shorterThanAsked_isNoSecretInTexts() {
    secrets.learn("210");

    assertThat(secrets.clean("code 210")).isEqualTo("code 210");
  }

  @Test
  void learn_shortDetailOfASensitiveObject_isNoSecretInTexts() throws Exception {
    secrets.learn(json("{\"cookie\":{\"area\":\"3702\",\"id\":\"secret-id\"}}"));

    assertThat(secrets.clean("3702 secret-id")).isEqualTo("3702 ██");
  }

  @Test
  void clean_secretsThatOverlap_areMaskedTogether() {
    secrets.learn("123456");
    secrets.learn("3456789012");

    assertThat(secrets.clean("a 123456789012 b")).isEqualTo("a ██ b");
  }

  @Test
  void clean_secretLearntAfterwards_isMaskedToo() {
    secrets.learn("first-secret");
    secrets.clean("first-secret");

    secrets.learn("second-secret");

    assertThat(secrets.clean("first-secret second-secret")).isEqualTo("██ ██");
  }

  @Test
  void size_secretLearntTwice_countsItOnce() {
    secrets.learn("first/secret");
    secrets.learn(" first/secret ");

    assertThat(secrets.size()).isEqualTo(1);
  }

  @Test
  void clean_secretAsAPageOrBase64HasIt_isMasked() {
    secrets.learn("a+b/c<d> &e");

    assertThat(secrets.clean("<p>a+b/c&lt;d&gt; &amp;e</p>")).isEqualTo("<p>██</p>");
    assertThat(secrets.clean("?x=a%2Bb%2Fc%3Cd%3E%20%26e")).isEqualTo("?x=██");
    assertThat(secrets.clean("/a%2Bb/c%3Cd%3E%20%26e/")).isEqualTo("/██/");
    assertThat(secrets.clean("YStiL2M8ZD4gJmU")).isEqualTo("██");
  }

  @Test
  void clean_whatBeginsAsLearnt_isMaskedToItsEnd() {
    secrets.learnStart("API-SV1:1000:");

    assertThat(secrets.clean("got API-SV1:1000:YTQx/Yw==, wanted")).isEqualTo("got ██, wanted");
    assertThat(secrets.clean("s=API-SV1%3A1000%3AYTQx%2FYw%3D%3D&t")).isEqualTo("s=██&t");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void clean_shortSecretInsideOfANumber_leavesTheNumber() throws Exception {
    secrets.learn("000000");

    assertThat(secrets.clean(json("{\"expires_in\":1296000000}")))
        .hasToString("{\"expires_in\":1296000000}");
  }

  @Test
  void clean_longSecretInsideOfANumber_masksTheNumber() throws Exception {
    secrets.learn("13800138123");

    assertThat(secrets.clean(json("{\"mobile\":8613800138123}")))
        .hasToString("{\"mobile\":\"██\"}");
  }
}
