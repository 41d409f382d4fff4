package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.but;
import static io.github.qxylogin.contract.Forms.description;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.takes;
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
    assertThat(takes("checkEtaxSession", gryhmm)).isTrue();
    assertThat(takes("checkEtaxSession", grymm)).isTrue();
    assertThat(CONTRACT.operation("checkEtaxSession").missingFrom(grymm)).isEmpty();

    // One of the two is needed; and elsewhere no example prints the other spelling.
    assertThat(takes("checkEtaxSession", but("checkEtaxSession", "valid", "grymm", null)))
        .isFalse();
    assertThat(fields("sendSmsCode")).doesNotContain("grymm");
  }

  @Test
  void no3_comments_areNoJson() {
    assertThatThrownBy(() -> Specimen.json("{'nsrsbh': 'a' //方式一\n}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(description("/info")).contains("`//` comments");
  }

  @Test
  void no4_taskId_isTakenAsItWasAnswered() {
    assertThat(takes("loginByQrCode", but("loginByQrCode", "logged-in", "taskId", "1"))).isTrue();
    assertThat(takes("loginByQrCode", but("loginByQrCode", "logged-in", "taskId", "'1'"))).isTrue();

    // The SMS pages print a string in their requests.
    assertThat(takes("uploadSmsCode", but("uploadSmsCode", "logged-in", "taskId", "1"))).isFalse();
  }

  @Test
  void no7_type_mayEndInASpace() {
    assertThat(takes("sendEtaxSmsCode", but("sendEtaxSmsCode", "sms-sent", "type", "'1'")))
        .isTrue();
    assertThat(takes("sendEtaxSmsCode", but("sendEtaxSmsCode", "sms-sent", "type ", "'1'")))
        .isTrue();
    assertThat(takes("sendEtaxSmsCode", but("sendEtaxSmsCode", "sms-sent", "type ", "1")))
        .isFalse();
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
    assertThat(descriptionOf("sendEtaxSmsCode")).contains("浙江 needs no sjhm");
  }

  @Test
  void no15_refresh_needsNoClientKeysOrHasThem() {
    String bare = "{'grant_type': 'refresh_token', 'refresh_token': 'a'}";
    String keys =
        "{'grant_type': 'a', 'refresh_token': 'b', 'client_appkey': 'c', 'client_secret': 'd'}";
    assertThat(takes("fetchToken", bare)).isTrue();
    assertThat(takes("fetchToken", keys)).isTrue();
    assertThat(CONTRACT.operation("fetchToken").missingFrom(Specimen.json(bare))).isEmpty();

    // Without either the client's keys are asked for.
    assertThat(CONTRACT.operation("fetchToken").missingFrom(Specimen.json("{'grant_type': 'a'}")))
        .extracting(Field::name)
        .containsExactly("client_appkey", "client_secret");
  }

  @Test
  void no17_encryptionType_isAStringOnOnePageAndANumberOnTheOther() {
    assertThat(
            takes("checkEtaxSession", but("checkEtaxSession", "invalid", "encryptionType", "'1'")))
        .isTrue();
    assertThat(
            takes("checkEtaxSession", but("checkEtaxSession", "invalid", "encryptionType", null)))
        .isTrue();
    assertThat(takes("sendEtaxSmsCode", but("sendEtaxSmsCode", "sms-sent", "encryptionType", "1")))
        .isTrue();
    assertThat(takes("sendEtaxSmsCode", but("sendEtaxSmsCode", "sms-sent", "encryptionType", null)))
        .isTrue();

    // All pages of one endpoint agree on its type.
    assertThat(takes("checkEtaxSession", but("checkEtaxSession", "invalid", "encryptionType", "1")))
        .isFalse();
    assertThat(
            takes("sendEtaxSmsCode", but("sendEtaxSmsCode", "sms-sent", "encryptionType", "'1'")))
        .isFalse();
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

    assertThat(takes("getQrCode", "{'areaCode': '3100'}")).isTrue();
    assertThat(takes("createAccount", but("createAccount", "created", "dq", "2102"))).isTrue();
    assertThat(Forms.answers("findAccounts", with("[{'dq': '11'}, {'dq': '1100'}]"))).isTrue();

    // The logins take four digits as a string.
    assertThat(takes("getQrCode", "{'areaCode': '31'}")).isFalse();
    assertThat(takes("getQrCode", "{'areaCode': 3100}")).isFalse();
  }

  @Test
  void no19_products_haveThreeDigitsOrFour() {
    for (String code : List.of("'0020'", "'004'")) {
      assertThat(takes("bindProduct", but("bindProduct", "bound", "productCode", code))).isTrue();
    }
    assertThat(takes("bindProduct", but("bindProduct", "bound", "productCode", "'4'"))).isFalse();
  }

  @Test
  void no20_uploadToken_isOfType1To3OrOfTheText() {
    for (String type : List.of("'0'", "'1'", "'2'", "'3'")) {
      assertThat(takes("uploadCookie", but("uploadCookie", "valid", "type", type))).isTrue();
    }
    assertThat(takes("uploadCookie", but("uploadCookie", "valid", "type", "1"))).isFalse();
    assertThat(description("/components/schemas/UploadedCookieKind")).contains("\"0 or 1\"");
  }

  @Test
  void no21_loginKind_isOneOfTheListOrNot_andIsDefautIsMisspelt() {
    assertThat(Forms.answers("findAccounts", with("[{'dlfs': 11}, {'dlfs': 9}]"))).isTrue();
    assertThat(takes("updateAccount", but("updateAccount", "updated", "dlfs", "0"))).isTrue();
    assertThat(takes("updateAccount", but("updateAccount", "updated", "dlfs", "9"))).isTrue();

    assertThat(fields("bindProduct")).contains("isDefaut").doesNotContain("isDefault");
    assertThat(takes("bindProduct", but("bindProduct", "bound", "isDefaut", "true"))).isTrue();
    assertThat(takes("bindProduct", but("bindProduct", "bound", "isDefaut", "''"))).isTrue();
    assertThat(takes("bindProduct", but("bindProduct", "bound", "isDefaut", "'yes'"))).isFalse();
  }

  @Test
  void no23_aggOrgId_livesOnInATextAlone() {
    assertThat(descriptionOf("sendEtaxSmsCode"))
        .contains("names aggOrgId, which is gone from both schemas");
    assertThat(fields("sendEtaxSmsCode")).doesNotContain("aggOrgId");
    assertThat(fields("checkEtaxSession")).contains("aggOrgId");
  }

  @Test
  void no24_accountId_isAStringOfTheCustomerOrANumberOfThePlatform() {
    assertThat(takes("checkSession", but("checkSession", "valid", "accountId", "'a1'"))).isTrue();
    assertThat(takes("deleteAccount", but("deleteAccount", "deleted", "accountId", "1"))).isTrue();
    assertThat(takes("recoverLogin", but("recoverLogin", "recovered", "accountId", "'1'")))
        .isTrue();

    // Each page has one of the two.
    assertThat(takes("checkSession", but("checkSession", "valid", "accountId", "1"))).isFalse();
    assertThat(takes("deleteAccount", but("deleteAccount", "deleted", "accountId", "'1'")))
        .isFalse();
    assertThat(takes("recoverLogin", but("recoverLogin", "recovered", "accountId", "1"))).isFalse();
  }

  @Test
  void isOnlyCheckCache_isANumberOrAString() {
    assertThat(takes("checkSession", but("checkSession", "valid", "isOnlyCheckCache", "1")))
        .isTrue();
    assertThat(takes("checkSession", but("checkSession", "valid", "isOnlyCheckCache", "'1'")))
        .isTrue();
    assertThat(takes("checkSession", but("checkSession", "valid", "isOnlyCheckCache", null)))
        .isTrue();
    assertThat(takes("checkSession", but("checkSession", "valid", "isOnlyCheckCache", "true")))
        .isFalse();

    // The single-account check takes a number alone.
    assertThat(takes("checkEtaxSession", but("checkEtaxSession", "valid", "isOnlyCheckCache", "1")))
        .isTrue();
    assertThat(
            takes("checkEtaxSession", but("checkEtaxSession", "valid", "isOnlyCheckCache", "'1'")))
        .isFalse();
  }

  @Test
  void no35_appCheck_isOfAPersonOrOfAnAccount() {
    String person = "{'nsrsbh': 'a', 'areaCode': '5100', 'gryhm': 'b', 'sflx': 'BSY', 'x': 'c'}";
    String account = "{'nsrsbh': 'a', 'areaCode': '5100', 'accountId': 'b'}";
    assertThat(takes("checkAppLogin", person.replace("'x'", "'gryhmm'"))).isTrue();
    assertThat(takes("checkAppLogin", person.replace("'x'", "'grymm'"))).isTrue();
    assertThat(takes("checkAppLogin", account)).isTrue();
    assertThat(takes("checkAppLogin", account.replace("}", ", 'isProxy': 1}"))).isTrue();

    // One of the two spellings is needed, and one of the two forms.
    assertThat(takes("checkAppLogin", person)).isFalse();
    assertThat(takes("checkAppLogin", "{'nsrsbh': 'a', 'areaCode': '5100'}")).isFalse();
    assertThat(takes("checkAppLogin", account.replace("}", ", 'isProxy': '1'}"))).isFalse();
  }

  @Test
  void no37_checkOfAnySession_isOfAPersonOrOfAnAccount() {
    String rest = "'nsrsbh': 'a', 'areaCode': '3100', 'sflx': 'BSFWRY'}";
    assertThat(takes("checkSelfHeldSession", "{'gryhm': 'b', " + rest)).isTrue();
    assertThat(takes("checkSelfHeldSession", "{'accountId': 'b', " + rest)).isTrue();
    assertThat(takes("checkSelfHeldSession", "{'gryhm': 'b', 'gryhmm': 'c', " + rest)).isTrue();
    assertThat(takes("checkSelfHeldSession", "{'gryhm': 'b', 'grymm': 'c', " + rest)).isTrue();

    assertThat(takes("checkSelfHeldSession", "{" + rest)).isFalse();
  }

  @Test
  void no42_logout_isOfAHostedAccountOrOfASelfHeldLogin() {
    String login = "'nsrsbh': 'a', 'areaCode': '11', 'gryhm': 'b', 'sflx': 'BSY', 'sjhm': 'c'";
    assertThat(takes("endHostedSession", "{'type': '0', 'aggOrgId': 1}")).isTrue();
    assertThat(takes("endHostedSession", "{'type': '0', " + login + "}")).isTrue();

    // Each page requires all of its form.
    assertThat(takes("endHostedSession", "{'type': '0'}")).isFalse();
    assertThat(takes("endHostedSession", "{" + login + "}")).isFalse();
    assertThat(takes("endHostedSession", "{'type': '0', 'nsrsbh': 'a', 'gryhm': 'b'}")).isFalse();
  }
}
