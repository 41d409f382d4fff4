package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.Template.Call;
import io.github.qxylogin.contract.Template.Function;
import io.github.qxylogin.contract.Template.Member;
import io.github.qxylogin.contract.Template.Text;
import io.github.qxylogin.contract.document.ContractException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateReaderTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void template_ofAnAccountId_isTheDigestOfItsDescription() {
    Template accountId = template("sendSmsCode", "/data/accountId");

    Call digest = (Call) accountId.value();
    assertThat(digest.function()).isEqualTo(Function.MD5);
    assertThat(digest.arguments().subList(0, 3))
        .containsExactly(
            new Text("[a%b@q]"), new Member("request", "gryhm"), new Member("request", "sjhm"));
    assertThat(((Call) digest.arguments().get(3)).names()).containsEntry("KPY", "开票员");
    assertThat(accountId.namesOf("request")).containsExactly("gryhm", "sjhm", "sflx");
  }

  @Test
  void lookup_ofARegion_hasItsOtherWidth() {
    Call lookup = (Call) template("findAccounts", "/data/0/dq").value();

    assertThat(lookup.names()).hasSize(36).containsEntry("11", "1100");
  }

  @Test
  void template_ofAMemberAlone_isTheMember() {
    assertThat(template("uploadSmsCode", "/data/accountId"))
        .isEqualTo(
            new Template(JsonPointer.compile("/data/accountId"), new Member("task", "accountId")));
  }

  @Test
  void template_withoutArguments_isACall() {
    Template fresh = template("getQrCode", "/data/qrcodeId");

    assertThat(fresh.value()).isEqualTo(new Call(Function.RANDOM_VALUE, List.of(), Map.of()));
    assertThat(fresh.isA(Function.RANDOM_VALUE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "be2ba2a0 | 'be2ba2a0' is no template such as {{request.nsrsbh}}",
        "{{request.\"x\"}} | is no template such as {{request.nsrsbh}}",
        "{{sha1 request.nsrsbh}} | 'sha1' is none of [date, defaultIfEmpty, lookup, mask, md5,",
        "{{response.nsrsbh}} | 'response.nsrsbh' is no member of [account, binding, request, task]",
        "{{md5 nsrsbh}} | 'nsrsbh' is no member of [account, binding, request, task]",
        "{{md5 (zh request.areaCode}} | a closing bracket is missing",
        "{{md5 request.nsrsbh}} | md5 is called as {{md5 TEXT VALUE ...}}",
        "{{md5 request.areaCode request.nsrsbh}} | md5 is called as {{md5 TEXT VALUE ...}}",
        "{{zh}} | zh is called as {{zh VALUE}}",
        "{{zh request.nsrsbh request.areaCode}} | zh is called as {{zh VALUE}}",
        "{{randomValue request.nsrsbh 'x'}} | randomValue is called as {{randomValue}}",
        "{{mask request.nsrsbh request.nsrsbh}} | mask is called as {{mask TEXT VALUE}}",
        "{{date 'yyyy' request.nsrsbh request.nsrsbh}} | date is called as {{date TEXT TEXT VALUE}}",
        "{{lookup request.areaCode request.areaCode}} | lookup is called as {{lookup TEXT VALUE}}",
        "{{request.nsrsbh request.areaCode}} | 'request.areaCode' is too many",
        "{{lookup 'Areas' request.areaCode}} | 'Areas' names no schema",
        "{{lookup 'AccountId' request.areaCode}} | lookup finds no x-values",
        "{{zh request.nsrsbh}} | zh finds no x-values",
      })
  void template_thatIsWrong_isRefusedWithItsPlace(String text, String message) {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        Specimen.operation(document, "getQrCode")
                            .withObject("/x-mock/response/data")
                            .put("qrcodeId", text)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/response/data/qrcodeId: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "['{{randomValue}}', '{{randomValue}}']"})
  void list_withoutOneElement_isRefusedWithItsPlace(String list) {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        Specimen.operation(document, "getQrCode")
                            .withObject("/x-mock/response")
                            .set("data", Specimen.json(list))))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/response/data: a list of one element is expected");
  }

  private static Template template(String operation, String at) {
    return CONTRACT.operation(operation).templates().stream()
        .filter(template -> template.at().toString().equals(at))
        .findFirst()
        .orElseThrow();
  }
}
