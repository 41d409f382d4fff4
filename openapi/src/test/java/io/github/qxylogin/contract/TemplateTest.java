package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.document.ContractException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void template_ofAnAccountId_isTheDigestOfItsDescription() {
    Template accountId = template("sendSmsCode", "/data/accountId");

    assertThat(accountId.isA(Template.MD5)).isTrue();
    assertThat(accountId.quoted()).containsExactly("[a%b@q]");
    assertThat(accountId.names()).containsEntry("KPY", "开票员");
    assertThat(accountId.namesOf("request")).containsExactly("gryhm", "sjhm", "sflx");
  }

  @Test
  void lookup_ofARegion_hasItsOtherWidth() {
    assertThat(template("findAccounts", "/data/0/dq").names())
        .hasSize(36)
        .containsEntry("11", "1100");
  }

  @Test
  void template_ofAMemberAlone_isTheMember() {
    Template accountId = template("uploadSmsCode", "/data/accountId");

    assertThat(accountId.namesOf("task")).containsExactly("accountId");
    assertThat(accountId.isA(Template.MD5)).isFalse();
  }

  @Test
  void template_withoutArguments_isACall() {
    Template fresh = template("getQrCode", "/data/qrcodeId");

    assertThat(fresh.isA(Template.RANDOM_VALUE)).isTrue();
    assertThat(fresh.namesOf("request")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "be2ba2a0 | 'be2ba2a0' is no template such as {{request.nsrsbh}}",
        "{{request.\"x\"}} | is no template such as {{request.nsrsbh}}",
        "{{sha1 request.nsrsbh}} | '{{sha1 request.nsrsbh}}' is no template",
        "{{response.nsrsbh}} | '{{response.nsrsbh}}' is no template",
        "{{md5 nsrsbh}} | '{{md5 nsrsbh}}' is no template",
        "{{md5 (zh request.nsrsbh}} | '{{md5 (zh request.nsrsbh}}' is no template",
        "{{md5 request.nsrsbh}} | is no template such as {{request.nsrsbh}}",
        "{{md5 request.areaCode request.nsrsbh}} | is no template such as {{request.nsrsbh}}",
        "{{zh}} | is no template such as {{request.nsrsbh}}",
        "{{zh request.nsrsbh request.areaCode}} | is no template such as {{request.nsrsbh}}",
        "{{zh request.nsrsbh}} | '{{zh request.nsrsbh}}' finds no x-values",
        "{{randomValue request.nsrsbh}} | is no template such as {{request.nsrsbh}}",
        "{{mask request.nsrsbh request.nsrsbh}} | is no template such as {{request.nsrsbh}}",
        "{{date 'yyyy' request.nsrsbh request.nsrsbh}} | is no template such as {{request.nsrsbh}}",
        "{{lookup request.areaCode request.areaCode}} | is no template such as {{request.nsrsbh}}",
        "{{request.nsrsbh request.areaCode}} | is no template such as {{request.nsrsbh}}",
        "{{lookup 'Areas' request.areaCode}} | 'Areas' names no schema",
      })
  void template_thatIsWrong_isRejectedWithItsPlace(String text, String message) {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document ->
                        ContractUnderTest.operation(document, "getQrCode")
                            .withObject("/x-mock/response/data")
                            .put("qrcodeId", text)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/response/data/qrcodeId: ")
        .hasMessageContaining(message);
  }

  private static Template template(String operation, String at) {
    return CONTRACT.operation(operation).templates().stream()
        .filter(template -> template.at().toString().equals(at))
        .findFirst()
        .orElseThrow();
  }
}
