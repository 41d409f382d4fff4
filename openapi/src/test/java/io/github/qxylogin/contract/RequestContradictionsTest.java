package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.accepts;
import static io.github.qxylogin.contract.Forms.acceptsIn;
import static io.github.qxylogin.contract.Forms.allows;
import static io.github.qxylogin.contract.Forms.but;
import static io.github.qxylogin.contract.Forms.description;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.rejects;
import static io.github.qxylogin.contract.Forms.rejectsIn;
import static io.github.qxylogin.contract.Forms.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where the documentation contradicts itself about requests, both of its forms are valid, and no
 * third one. The numbers are those of FACTS.md §5, from 25 on those of CORRECTIONS.md.
 */
class RequestContradictionsTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void no2_password_isSpeltBothWays() {
    JsonNode gryhmm = but("checkEtaxSession", "invalid", "encryptionType", "'0'");
    JsonNode grymm = but("checkEtaxSession", "valid", "encryptionType", "'0'");
    accepts("checkEtaxSession", gryhmm, grymm);
    assertThat(CONTRACT.operation("checkEtaxSession").missingFrom(grymm)).isEmpty();

    // One of the two is needed; and elsewhere no example prints the other spelling.
    rejects("checkEtaxSession", but("checkEtaxSession", "valid", "grymm", null));
    assertThat(fields("sendSmsCode")).doesNotContain("grymm");
  }

  @Test
  void no3_comments_areNoJson() {
    assertThatThrownBy(() -> ContractUnderTest.json("{'nsrsbh': 'a' //方式一\n}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(description("/info")).contains("`//` comments");
  }

  @Test
  void no4_taskId_isSentAsReceived() {
    acceptsIn("loginByQrCode", "logged-in", "taskId", "1", "'1'");

    // The SMS pages print a string in their requests.
    rejectsIn("uploadSmsCode", "logged-in", "taskId", "1");
  }

  @Test
  void no7_type_mayEndInASpace() {
    acceptsIn("sendEtaxSmsCode", "sms-sent", "type", "'1'");
    acceptsIn("sendEtaxSmsCode", "sms-sent", "type ", "'1'");
    rejectsIn("sendEtaxSmsCode", "sms-sent", "type ", "1");
  }

  @Test
  void no10_taskId_isSaidToComeFromTheOtherSendingInterface() {
    assertThat(description("/components/schemas/RedeemedTask"))
        .contains("names the single-account sending interface");
  }

  @Test
  void no11_headers_differFromPageToPage() {
    assertThat(description("/components/securitySchemes/accessToken")).contains("lists no header");
    assertThat(description("/components/securitySchemes/reqSign"))
        .contains("leaves this header unmarked");
  }

  @Test
  void no12_regionsWithoutSms_differFromPageToPage() {
    assertThat(descriptionOf("sendSmsCode")).contains("广东, 天津, 浙江 and 湖北");
    assertThat(descriptionOf("uploadSmsCode")).contains("广东, 天津, 浙江 and 湖北");
    assertThat(descriptionOf("checkEtaxSession")).contains("广东, 天津, 浙江 and 湖北");
    assertThat(descriptionOf("sendEtaxSmsCode")).contains("exempts 浙江 from sjhm");
  }

  @Test
  void no15_refresh_needsNoClientKeysOrHasThem() {
    String bare = "{'grant_type': 'refresh_token', 'refresh_token': 'a'}";
    String keys =
        "{'grant_type': 'a', 'refresh_token': 'b', 'client_appkey': 'c', 'client_secret': 'd'}";
    accepts("fetchToken", bare, keys);
    assertThat(CONTRACT.operation("fetchToken").missingFrom(ContractUnderTest.json(bare)))
        .isEmpty();

    // Without either the client's keys are asked for.
    assertThat(
            CONTRACT
                .operation("fetchToken")
                .missingFrom(ContractUnderTest.json("{'grant_type': 'a'}")))
        .extracting(Field::name)
        .containsExactly("client_appkey", "client_secret");
  }

  @Test
  void no17_encryptionType_isAStringOnOnePageAndANumberOnTheOther() {
    acceptsIn("checkEtaxSession", "invalid", "encryptionType", "'1'");
    accepts("checkEtaxSession", but("checkEtaxSession", "invalid", "encryptionType", null));
    acceptsIn("sendEtaxSmsCode", "sms-sent", "encryptionType", "1");
    accepts("sendEtaxSmsCode", but("sendEtaxSmsCode", "sms-sent", "encryptionType", null));

    // All pages of one endpoint agree on its type.
    rejectsIn("checkEtaxSession", "invalid", "encryptionType", "1");
    rejectsIn("sendEtaxSmsCode", "sms-sent", "encryptionType", "'1'");
  }

  @Test
  void no18_regions_haveTwoDigitsOrFour() {
    JsonNode regions = CONTRACT.document().at("/components/schemas/AreaCode/x-values");
    assertThat(regions).hasSize(36);
    assertThat(regions)
        .allSatisfy(
            region -> {
              String code = region.path("code").asText();
              assertThat(region.path("value").asText()).isEqualTo((code + "00").substring(0, 4));
            });

    accepts("getQrCode", "{'areaCode': '3100'}");
    acceptsIn("createAccount", "created", "dq", "2102");
    allows("findAccounts", with("[{'dq': '11'}, {'dq': '1100'}]"));

    // The logins take four digits as a string.
    rejects("getQrCode", "{'areaCode': '31'}", "{'areaCode': 3100}");
  }

  @Test
  void no19_products_haveThreeDigitsOrFour() {
    for (String code : List.of("'0020'", "'004'")) {
      acceptsIn("bindProduct", "bound", "productCode", code);
    }
    rejectsIn("bindProduct", "bound", "productCode", "'4'");
  }

  @Test
  void no20_uploadToken_isOfType1To3OrOfTheText() {
    for (String type : List.of("'0'", "'1'", "'2'", "'3'")) {
      acceptsIn("uploadCookie", "valid", "type", type);
    }
    rejectsIn("uploadCookie", "valid", "type", "1");
    assertThat(description("/components/schemas/UploadedCookieKind")).contains("\"0 or 1\"");
  }

  @Test
  void no21_loginKind_isOneOfTheListOrNot_andIsDefautIsMisspelt() {
    allows("findAccounts", with("[{'dlfs': 11}, {'dlfs': 9}]"));
    acceptsIn("updateAccount", "updated", "dlfs", "0", "9");

    assertThat(fields("bindProduct")).contains("isDefaut").doesNotContain("isDefault");
    acceptsIn("bindProduct", "bound", "isDefaut", "true", "''");
    rejectsIn("bindProduct", "bound", "isDefaut", "'yes'");
  }

  @Test
  void no23_aggOrgId_livesOnInATextAlone() {
    assertThat(descriptionOf("sendEtaxSmsCode"))
        .contains("names aggOrgId, which neither schema has any more");
    assertThat(fields("sendEtaxSmsCode")).doesNotContain("aggOrgId");
    assertThat(fields("checkEtaxSession")).contains("aggOrgId");
  }

  @Test
  void no24_accountId_isAStringOfTheCustomerOrANumberOfThePlatform() {
    acceptsIn("checkSession", "valid", "accountId", "'a1'");
    acceptsIn("deleteAccount", "deleted", "accountId", "1");
    acceptsIn("recoverLogin", "recovered", "accountId", "'1'");

    // Each page has one of the two.
    rejectsIn("checkSession", "valid", "accountId", "1");
    rejectsIn("deleteAccount", "deleted", "accountId", "'1'");
    rejectsIn("recoverLogin", "recovered", "accountId", "1");
  }

  @Test
  void isOnlyCheckCache_isANumberOrAString() {
    acceptsIn("checkSession", "valid", "isOnlyCheckCache", "1", "'1'");
    accepts("checkSession", but("checkSession", "valid", "isOnlyCheckCache", null));
    rejectsIn("checkSession", "valid", "isOnlyCheckCache", "true");

    // The single-account check takes a number alone.
    acceptsIn("checkEtaxSession", "valid", "isOnlyCheckCache", "1");
    rejectsIn("checkEtaxSession", "valid", "isOnlyCheckCache", "'1'");
  }

  @Test
  void no35_appCheck_isOfAPersonOrOfAnAccount() {
    String person = "{'nsrsbh': 'a', 'areaCode': '5100', 'gryhm': 'b', 'sflx': 'BSY', 'x': 'c'}";
    String account = "{'nsrsbh': 'a', 'areaCode': '5100', 'accountId': 'b'}";
    accepts(
        "checkAppLogin",
        person.replace("'x'", "'gryhmm'"),
        person.replace("'x'", "'grymm'"),
        account,
        account.replace("}", ", 'isProxy': 1}"));

    // One of the two spellings is needed, and one of the two forms.
    rejects(
        "checkAppLogin",
        person,
        "{'nsrsbh': 'a', 'areaCode': '5100'}",
        account.replace("}", ", 'isProxy': '1'}"));
  }

  @Test
  void no37_checkOfAnySession_isOfAPersonOrOfAnAccount() {
    String rest = "'nsrsbh': 'a', 'areaCode': '3100', 'sflx': 'BSFWRY'}";
    accepts(
        "checkSelfHeldSession",
        "{'gryhm': 'b', " + rest,
        "{'accountId': 'b', " + rest,
        "{'gryhm': 'b', 'gryhmm': 'c', " + rest,
        "{'gryhm': 'b', 'grymm': 'c', " + rest);

    rejects("checkSelfHeldSession", "{" + rest);
  }

  @Test
  void no42_logout_isOfAHostedAccountOrOfASelfHeldLogin() {
    String login = "'nsrsbh': 'a', 'areaCode': '11', 'gryhm': 'b', 'sflx': 'BSY', 'sjhm': 'c'";
    accepts("endHostedSession", "{'type': '0', 'aggOrgId': 1}", "{'type': '0', " + login + "}");

    // Each page requires all of its form.
    rejects(
        "endHostedSession",
        "{'type': '0'}",
        "{" + login + "}",
        "{'type': '0', 'nsrsbh': 'a', 'gryhm': 'b'}");
  }
}
