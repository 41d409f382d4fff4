package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.answers;
import static io.github.qxylogin.contract.Forms.description;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.failing;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where the documentation contradicts itself about answers, both of its forms are valid, and no
 * third one. The numbers are those of FACTS.md §5, from 25 on those of CORRECTIONS.md.
 */
class AnswerContradictionsTest {

  @Test
  void no1_reqId_isSpeltBothWays() {
    assertThat(answers("sendSmsCode", "{'reqId': 'a', 'code': '4000', 'success': true}")).isTrue();
    assertThat(answers("sendSmsCode", "{'req_id': 'a', 'code': '4000', 'success': true}")).isTrue();

    // One of the two is on every answer of these pages, and it is a string.
    assertThat(answers("sendSmsCode", "{'code': '4000', 'success': true}")).isFalse();
    assertThat(answers("sendSmsCode", "{'reqId': 1, 'code': '4000', 'success': true}")).isFalse();
    assertThat(answers("sendSmsCode", "{'req_id': 1, 'code': '4000', 'success': true}")).isFalse();
  }

  @Test
  void no4_taskId_isAStringOrANumber() {
    for (String operation : List.of("sendSmsCode", "sendEtaxSmsCode", "getQrCode")) {
      assertThat(answers(operation, with("{'taskId': '1736647432086679600'}"))).isTrue();
      assertThat(answers(operation, with("{'taskId': 1736647432086679600}"))).isTrue();

      // No page prints a fraction.
      assertThat(answers(operation, with("{'taskId': 1.5}"))).isFalse();
    }
  }

  @Test
  void no5_businessError_isASuccessWithOrWithoutData() {
    assertThat(answers("sendSmsCode", failing(", 'data': ''"))).isTrue();
    assertThat(answers("sendSmsCode", failing(", 'data': null"))).isTrue();
    assertThat(answers("sendSmsCode", failing(""))).isTrue();

    // Neither a text nor a list is printed anywhere.
    assertThat(answers("sendSmsCode", failing(", 'data': 'no'"))).isFalse();
    assertThat(answers("sendSmsCode", failing(", 'data': []"))).isFalse();
    assertThat(answers("sendSmsCode", "{'reqId': 'a', 'code': '1', 'success': 'true'}")).isFalse();
  }

  @Test
  void no6_code_isAStringOrNull() {
    assertThat(answers("sendSmsCode", "{'reqId': 'a', 'code': '2000', 'success': true}")).isTrue();
    assertThat(answers("sendSmsCode", "{'reqId': 'a', 'code': null, 'success': true}")).isTrue();

    // Required by every page; an integer is printed in the items of batch binding alone (34).
    assertThat(answers("sendSmsCode", "{'reqId': 'a', 'success': true}")).isFalse();
    assertThat(answers("sendSmsCode", "{'reqId': 'a', 'code': 2000, 'success': true}")).isFalse();
    assertThat(description("/components/schemas/EnvelopeMembers/properties/code"))
        .contains("items of bindProducts have an integer");
    assertThat(answers("bindProducts", with("[{'msg': 'a', 'code': 2000, 'productCode': '0004'}]")))
        .isTrue();
    assertThat(
            answers("bindProducts", with("[{'msg': 'a', 'code': '2000', 'productCode': '0004'}]")))
        .isFalse();
    assertThat(answers("bindProducts", failing(""))).isTrue();
  }

  @Test
  void no7_singleAccountLogin_hasMsgAndResultOrMessageAndData() {
    String data = "{'dppt': {'cookie': 'a'}, 'etax': {'cookie': 'b'}}";
    for (String operation : List.of("sendEtaxSmsCode", "uploadEtaxSmsCode")) {
      assertThat(answers(operation, "{'code': '2000', 'msg': 'a', 'result': " + data + "}"))
          .isTrue();
      assertThat(answers(operation, with(data))).isTrue();

      // The second form has both of its members, and the first an id.
      assertThat(answers(operation, "{'code': '2000', 'msg': 'a', 'data': " + data + "}"))
          .isFalse();
      assertThat(answers(operation, "{'code': '2000', 'success': true}")).isFalse();
      assertThat(answers(operation, "{'code': '2000', 'msg': 'a', 'result': {'etax': {}}}"))
          .isFalse();
    }

    // Only these two pages print it.
    assertThat(answers("uploadSmsCode", "{'code': '2000', 'msg': 'a', 'result': " + data + "}"))
        .isFalse();
  }

  @Test
  void no8_etaxAndTpass_mayBeThereOrNot() {
    String login = "{'accountId': 'a', 'individualId': 'b', 'dppt': {'cookie': 'c'}";
    assertThat(answers("uploadSmsCode", with(login + "}"))).isTrue();
    assertThat(
            answers(
                "uploadSmsCode",
                with(login + ", 'etax': {'cookie': 'd'}, 'tpass': {'cookie': 'e'}}")))
        .isTrue();

    // The answer to sending lacks dppt too, while the code waits.
    assertThat(answers("sendSmsCode", with("{'taskId': '1', 'accountId': 'a'}"))).isTrue();
    assertThat(answers("uploadSmsCode", with("{'accountId': 'a', 'individualId': 'b'}"))).isFalse();
  }

  @Test
  void no9_dppt_hasTheCookieOfTheExample() {
    String login = "{'accountId': 'a', 'individualId': 'b', 'dppt': {'cookie': 'c', 'other': 1}}";
    assertThat(answers("uploadSmsCode", with(login))).isTrue();
    assertThat(answers("uploadSmsCode", failing(""))).isTrue();

    // The seed page lists no children; its example and the newer page have the cookie.
    assertThat(answers("uploadSmsCode", with(login.replace("'cookie': 'c', ", "")))).isFalse();
    assertThat(
            Forms.faults("uploadSmsCode", with("{'individualId': 'b', 'dppt': {'cookie': 'c'}}")))
        .singleElement()
        .asString()
        .contains("accountId");
  }

  @Test
  void no13_tokenLife_isInMillisecondsOrAsTheGuidePrintsIt() {
    assertThat(answers("fetchToken", with("{'access_token': 'a', 'expires_in': 1296000000}")))
        .isTrue();
    assertThat(answers("fetchToken", with("{'access_token': 'a', 'expires_in': 7200}"))).isTrue();
    assertThat(description("/components/schemas/FetchTokenData/properties/expires_in"))
        .contains("1296000000", "7200");
  }

  @Test
  void no14_wrongSecret_isCode2000AsIsTheToken() {
    assertThat(answers("fetchToken", with("{'error_msg': 'a'}"))).isTrue();
    assertThat(Forms.answer("fetchToken", "wrong-secret").path("code").asText()).isEqualTo("2000");

    // Neither a token nor a reason is no answer.
    assertThat(answers("fetchToken", with("{}"))).isFalse();
  }

  @Test
  void no16_cacheCheck_namesAParameterThatItDoesNotTake() {
    assertThat(Forms.answer("checkSession", "missing-gryhm").path("message").asText())
        .contains("gryhm");
    assertThat(fields("checkSession")).doesNotContain("gryhm");
  }

  @Test
  void no20_uploadToken_answersAnObjectOrABoolean() {
    assertThat(answers("uploadCookie", with("{'valid': true}"))).isTrue();
    assertThat(answers("uploadCookie", with("false"))).isTrue();

    // By account no page prints a bare boolean, and an object tells whether the cookie is valid.
    assertThat(answers("uploadAccountCookie", with("true"))).isFalse();
    assertThat(answers("uploadCookie", with("{'errorCode': '8888'}"))).isFalse();
  }

  @Test
  void no22_qrLogin_repeatsTheTextOfGettingTheCode() {
    assertThat(Forms.answer("loginByQrCode", "logged-in").path("message"))
        .isEqualTo(Forms.answer("getQrCode", "issued").path("message"));
    assertThat(descriptionOf("loginByQrCode")).contains("repeats the text of getting the QR code");
  }

  @Test
  void no25_endedQrTask_hasNoDataThoughItIsRequired() {
    assertThat(answers("loginByQrCode", "{'code': '5000', 'success': true, 'reqId': 'a'}"))
        .isTrue();
    assertThat(descriptionOf("loginByQrCode")).contains("and so is data");
  }

  @Test
  void no26_uploadToken_answersWithoutReqIdAndSuccess() {
    String bare = "{'code': '2000', 'message': 'a', 'data': {'valid': true}}";
    assertThat(answers("uploadCookie", bare)).isTrue();
    assertThat(answers("uploadAccountCookie", bare)).isTrue();
    assertThat(answers("uploadCookie", "{'code': '4000', 'message': 'a'}")).isTrue();

    // The other form has both; and no other page prints an answer without an id.
    assertThat(answers("uploadCookie", "{'code': '2000', 'success': true}")).isFalse();
    assertThat(answers("deleteAccount", "{'code': '2000', 'message': 'a', 'data': true}"))
        .isFalse();
  }

  @Test
  void no27_hostedAccounts_requireDataThatTheirErrorsLack() {
    String error = "{'code': 'PARAMETER_ERROR', 'success': true, 'reqId': 'a'}";
    for (String operation :
        List.of("updateAccount", "findAccounts", "bindProduct", "unbindProduct")) {
      assertThat(answers(operation, error)).isTrue();
    }
    assertThat(answers("updateAccount", with("true"))).isTrue();
    assertThat(answers("findAccounts", with("[{'accountId': 1}]"))).isTrue();
    assertThat(answers("bindProduct", with("{'accountId': 1}"))).isTrue();
    assertThat(answers("unbindProduct", with("{'accountId': 1}"))).isTrue();
  }

  @Test
  void no28_create_answersTheAccountOrItsIdAlone() {
    assertThat(answers("createAccount", with("{'accountId': 1}"))).isTrue();
    assertThat(answers("createAccount", with("{'accountId': 1, 'dq': '11', 'dlfs': 9}"))).isTrue();

    // dq is a string in every answer, and a number in every request.
    assertThat(answers("createAccount", with("{'accountId': 1, 'dq': 11}"))).isFalse();
    assertThat(Forms.takes("createAccount", Forms.but("createAccount", "created", "dq", "11")))
        .isTrue();
    assertThat(Forms.takes("createAccount", Forms.but("createAccount", "created", "dq", "'11'")))
        .isFalse();
  }

  @Test
  void no36_cachedCookies_lackWhatTheirSchemaRequires() {
    String etax = "{'etax': {'cookie': 'a'}}";
    assertThat(answers("getCachedCookies", with(etax))).isTrue();
    assertThat(answers("getCachedCookies", with("{'dppt': {'cookie': 'a'}}"))).isTrue();
    assertThat(
            answers("getCachedCookies", "{'code': '2000', 'message': 'a', 'data': " + etax + "}"))
        .isTrue();

    // Each form is whole: that of the schema, or that of the examples.
    assertThat(
            answers("getCachedCookies", "{'code': '2000', 'success': true, 'data': " + etax + "}"))
        .isFalse();
  }

  @Test
  void no38_checkOfAPassword_hasDataWithoutMeaning() {
    assertThat(answers("checkSelfHeldAccount", with("{}"))).isTrue();
    assertThat(answers("checkSelfHeldAccount", failing(""))).isTrue();
    assertThat(answers("checkSelfHeldAccount", with("'a'"))).isFalse();
  }

  @Test
  void no39_agencyLogin_lacksWhatItsSchemaRequires() {
    assertThat(answers("sendAgencySmsCode", with("{'tpass': {}}"))).isTrue();
    assertThat(answers("sendAgencySmsCode", with("{'tpass': {'cookie': 'a'}}"))).isTrue();
    assertThat(answers("sendAgencySmsCode", with("{'dppt': {}}"))).isFalse();
    assertThat(answers("uploadAgencySmsCode", with("{'dppt': {'cookie': 'a'}}"))).isTrue();
    assertThat(answers("uploadAgencySmsCode", with("{'etax': {'cookie': 'a'}}"))).isFalse();

    assertThat(Forms.answer("uploadAgencySmsCode", "missing-nsrsbh").path("message").asText())
        .contains("nsrsbh");
    assertThat(fields("uploadAgencySmsCode")).doesNotContain("nsrsbh");
  }

  @Test
  void no40_folderThatGoesInJune_isThereInSeptember() {
    assertThat(descriptionOf("sendAgencySmsCode"))
        .contains("ends in June")
        .contains("there in September");
  }

  @Test
  void no41_olderPage_callsATaskALogin() {
    assertThat(descriptionOf("sendHostedSmsCode")).contains("on the older module's page");
  }
}
