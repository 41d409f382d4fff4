package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.acceptsIn;
import static io.github.qxylogin.contract.Forms.allows;
import static io.github.qxylogin.contract.Forms.description;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.failing;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.forbids;
import static io.github.qxylogin.contract.Forms.rejectsIn;
import static io.github.qxylogin.contract.Forms.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where the documentation contradicts itself about responses, both of its forms are valid, and no
 * third one. The numbers are those of FACTS.md §5, from 25 on those of CORRECTIONS.md.
 */
class ResponseContradictionsTest {

  @Test
  void no1_reqId_isSpeltBothWays() {
    allows(
        "sendSmsCode",
        "{'reqId': 'a', 'code': '4000', 'success': true}",
        "{'req_id': 'a', 'code': '4000', 'success': true}");

    // One of the two is on every response of these pages, and it is a string.
    forbids(
        "sendSmsCode",
        "{'code': '4000', 'success': true}",
        "{'reqId': 1, 'code': '4000', 'success': true}",
        "{'req_id': 1, 'code': '4000', 'success': true}");
  }

  @Test
  void no4_taskId_isAStringOrANumber() {
    for (String operation : List.of("sendSmsCode", "sendEtaxSmsCode", "getQrCode")) {
      allows(
          operation,
          with("{'taskId': '1736647432086679600'}"),
          with("{'taskId': 1736647432086679600}"));

      // No page prints a fraction.
      forbids(operation, with("{'taskId': 1.5}"));
    }
  }

  @Test
  void no5_businessError_isASuccessWithOrWithoutData() {
    allows("sendSmsCode", failing(", 'data': ''"), failing(", 'data': null"), failing(""));

    // Neither a text nor a list is documented anywhere.
    forbids(
        "sendSmsCode",
        failing(", 'data': 'no'"),
        failing(", 'data': []"),
        "{'reqId': 'a', 'code': '1', 'success': 'true'}");
  }

  @Test
  void no6_code_isAStringOrNull() {
    allows(
        "sendSmsCode",
        "{'reqId': 'a', 'code': '2000', 'success': true}",
        "{'reqId': 'a', 'code': null, 'success': true}");

    // Required by every page; an integer is documented in the items of batch binding alone (34).
    forbids(
        "sendSmsCode",
        "{'reqId': 'a', 'success': true}",
        "{'reqId': 'a', 'code': 2000, 'success': true}");
    assertThat(description("/components/schemas/EnvelopeMembers/properties/code"))
        .contains("items of bindProducts have an integer");
    allows("bindProducts", with("[{'msg': 'a', 'code': 2000, 'productCode': '0004'}]"));
    forbids("bindProducts", with("[{'msg': 'a', 'code': '2000', 'productCode': '0004'}]"));
    allows("bindProducts", failing(""));
  }

  @Test
  void no7_singleAccountLogin_hasMsgAndResultOrMessageAndData() {
    String data = "{'dppt': {'cookie': 'a'}, 'etax': {'cookie': 'b'}}";
    for (String operation : List.of("sendEtaxSmsCode", "uploadEtaxSmsCode")) {
      allows(operation, "{'code': '2000', 'msg': 'a', 'result': " + data + "}", with(data));

      // The second form has both of its members, and the first an id.
      forbids(
          operation,
          "{'code': '2000', 'msg': 'a', 'data': " + data + "}",
          "{'code': '2000', 'success': true}",
          "{'code': '2000', 'msg': 'a', 'result': {'etax': {}}}");
    }

    // Only these two pages print it.
    forbids("uploadSmsCode", "{'code': '2000', 'msg': 'a', 'result': " + data + "}");
  }

  @Test
  void no8_etaxAndTpass_mayBeThereOrNot() {
    String login = "{'accountId': 'a', 'individualId': 'b', 'dppt': {'cookie': 'c'}";
    allows(
        "uploadSmsCode",
        with(login + "}"),
        with(login + ", 'etax': {'cookie': 'd'}, 'tpass': {'cookie': 'e'}}"));

    // The response to sending lacks dppt too, while the code waits.
    allows("sendSmsCode", with("{'taskId': '1', 'accountId': 'a'}"));
    forbids("uploadSmsCode", with("{'accountId': 'a', 'individualId': 'b'}"));
  }

  @Test
  void no9_dppt_hasTheCookieOfTheExample() {
    String login = "{'accountId': 'a', 'individualId': 'b', 'dppt': {'cookie': 'c', 'other': 1}}";
    allows("uploadSmsCode", with(login), failing(""));

    // The seed page lists no children; its example and the newer page have the cookie.
    forbids("uploadSmsCode", with(login.replace("'cookie': 'c', ", "")));
    assertThat(
            Forms.faults("uploadSmsCode", with("{'individualId': 'b', 'dppt': {'cookie': 'c'}}")))
        .singleElement()
        .asString()
        .contains("accountId");
  }

  @Test
  void no13_tokenLife_isInMillisecondsOrAsTheGuidePrintsIt() {
    allows(
        "fetchToken",
        with("{'access_token': 'a', 'expires_in': 1296000000}"),
        with("{'access_token': 'a', 'expires_in': 7200}"));
    assertThat(description("/components/schemas/FetchTokenData/properties/expires_in"))
        .contains("1296000000", "7200");
  }

  @Test
  void no14_wrongSecret_isCode2000AsIsTheToken() {
    allows("fetchToken", with("{'error_msg': 'a'}"));
    assertThat(Forms.response("fetchToken", "wrong-secret").path("code").asText())
        .isEqualTo("2000");

    // Neither a token nor a reason is no response.
    forbids("fetchToken", with("{}"));
  }

  @Test
  void no16_cacheCheck_namesAParameterThatItDoesNotTake() {
    assertThat(Forms.response("checkSession", "missing-gryhm").path("message").asText())
        .contains("gryhm");
    assertThat(fields("checkSession")).doesNotContain("gryhm");
  }

  @Test
  void no20_uploadToken_returnsAnObjectOrABoolean() {
    allows("uploadCookie", with("{'valid': true}"), with("false"));

    // By account no bare boolean is documented; an object has `valid`.
    forbids("uploadAccountCookie", with("true"));
    forbids("uploadCookie", with("{'errorCode': '8888'}"));
  }

  @Test
  void no22_qrLogin_repeatsTheTextOfGettingTheCode() {
    assertThat(Forms.response("loginByQrCode", "logged-in").path("message"))
        .isEqualTo(Forms.response("getQrCode", "issued").path("message"));
    assertThat(descriptionOf("loginByQrCode")).contains("repeats the text of getting the QR code");
  }

  @Test
  void no25_endedQrTask_hasNoDataThoughItIsRequired() {
    allows("loginByQrCode", "{'code': '5000', 'success': true, 'reqId': 'a'}");
    assertThat(descriptionOf("loginByQrCode")).contains("and so is data");
  }

  @Test
  void no26_uploadToken_respondsWithoutReqIdAndSuccess() {
    String bare = "{'code': '2000', 'message': 'a', 'data': {'valid': true}}";
    allows("uploadCookie", bare);
    allows("uploadAccountCookie", bare);
    allows("uploadCookie", "{'code': '4000', 'message': 'a'}");

    // The other form has both; and no other page prints a response without an id.
    forbids("uploadCookie", "{'code': '2000', 'success': true}");
    forbids("deleteAccount", "{'code': '2000', 'message': 'a', 'data': true}");
  }

  @Test
  void no27_hostedAccounts_requireDataThatTheirErrorsLack() {
    String error = "{'code': 'PARAMETER_ERROR', 'success': true, 'reqId': 'a'}";
    for (String operation :
        List.of("updateAccount", "findAccounts", "bindProduct", "unbindProduct")) {
      allows(operation, error);
    }
    allows("updateAccount", with("true"));
    allows("findAccounts", with("[{'accountId': 1}]"));
    allows("bindProduct", with("{'accountId': 1}"));
    allows("unbindProduct", with("{'accountId': 1}"));
  }

  @Test
  void no28_create_returnsTheAccountOrItsIdAlone() {
    allows(
        "createAccount", with("{'accountId': 1}"), with("{'accountId': 1, 'dq': '11', 'dlfs': 9}"));

    // dq is a string in every response, and a number in every request.
    forbids("createAccount", with("{'accountId': 1, 'dq': 11}"));
    acceptsIn("createAccount", "created", "dq", "11");
    rejectsIn("createAccount", "created", "dq", "'11'");
  }

  @Test
  void no36_cachedCookies_lackWhatTheirSchemaRequires() {
    String etax = "{'etax': {'cookie': 'a'}}";
    allows(
        "getCachedCookies",
        with(etax),
        with("{'dppt': {'cookie': 'a'}}"),
        "{'code': '2000', 'message': 'a', 'data': " + etax + "}");

    // Each form is whole: that of the schema, or that of the examples.
    forbids("getCachedCookies", "{'code': '2000', 'success': true, 'data': " + etax + "}");
  }

  @Test
  void no38_checkOfAPassword_hasDataWithoutMeaning() {
    allows("checkSelfHeldAccount", with("{}"), failing(""));
    forbids("checkSelfHeldAccount", with("'a'"));
  }

  @Test
  void no39_agencyLogin_lacksWhatItsSchemaRequires() {
    allows("sendAgencySmsCode", with("{'tpass': {}}"), with("{'tpass': {'cookie': 'a'}}"));
    forbids("sendAgencySmsCode", with("{'dppt': {}}"));
    allows("uploadAgencySmsCode", with("{'dppt': {'cookie': 'a'}}"));
    forbids("uploadAgencySmsCode", with("{'etax': {'cookie': 'a'}}"));

    assertThat(Forms.response("uploadAgencySmsCode", "missing-nsrsbh").path("message").asText())
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
