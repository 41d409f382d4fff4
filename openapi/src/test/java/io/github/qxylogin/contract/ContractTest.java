package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.ContractException;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String AN_ACCOUNT =
      "{'aggOrgId': 1, 'dq': 11, 'dlfs': 9, 'gryhm': 'a', 'gryhmm': 'b', 'sflx': 'KPY', 'sjhm': 'c'}";

  @Test
  void load_bundledContract_hasAnOperationForEachPath() {
    assertThat(CONTRACT.operations())
        .isNotEmpty()
        .extracting(Operation::path)
        .containsExactlyElementsOf(ContractUnderTest.names(CONTRACT.document().path("paths")));
  }

  @Test
  void load_again_isTheSameContract() throws Exception {
    FutureTask<Contract> elsewhere = new FutureTask<>(Contract::load);
    new Thread(elsewhere).start();

    assertThat(Contract.load()).isSameAs(CONTRACT);
    assertThat(elsewhere.get()).isSameAs(CONTRACT);
  }

  @Test
  void server_ofTheContract_isTheRealPlatform() {
    assertThat(CONTRACT.server()).isEqualTo("https://api.qixiangyun.com");
  }

  @Test
  void missingFrom_alternativeThatWasBegun_isTheOneToComplete() {
    Operation check = CONTRACT.operation("checkEtaxSession");
    String documented =
        "{'nsrsbh': 'a', 'areaCode': '5100', 'gryhm': 'b', 'grymm': 'c', 'sflx': 'd'}";

    assertThat(check.missingFrom(ContractUnderTest.json(documented)))
        .extracting(Field::name)
        .containsExactly("sjhm");
    assertThat(check.missingFrom(ContractUnderTest.json("{'aggOrgId': 1}"))).isEmpty();
    assertThat(check.missingFrom(ContractUnderTest.json("{'nsrsbh': 'a', 'aggOrgId': 1}")))
        .isEmpty();
  }

  @Test
  void missingFrom_noneBegun_asksForTheFirstAlternative() {
    assertThat(CONTRACT.operation("checkEtaxSession").missingFrom(ContractUnderTest.json("{}")))
        .extracting(Field::name)
        .containsExactly("nsrsbh", "areaCode", "gryhm", "gryhmm", "sflx", "sjhm");
  }

  @Test
  void missingFrom_twoLackTheSame_asksForTheFirst() {
    String body =
        "{'nsrsbh': 'a', 'areaCode': '5100', 'gryhm': 'b', 'sflx': 'd', 'sjhm': 'e', 'x': 1}";

    assertThat(CONTRACT.operation("checkEtaxSession").missingFrom(ContractUnderTest.json(body)))
        .extracting(Field::name)
        .containsExactly("gryhmm");
  }

  @Test
  void missingFrom_valueThatNeedsMore_asksForThat() {
    String agency = AN_ACCOUNT.replace("'dlfs': 9", "'dlfs': 15");

    assertThat(missing("createAccount", AN_ACCOUNT)).isEmpty();
    assertThat(missing("createAccount", agency)).containsExactly("proxyNsrsbh");
    assertThat(missing("createAccount", agency.replace("15", "'15'")))
        .containsExactly("proxyNsrsbh");
    assertThat(missing("createAccount", agency.replace("}", ", 'proxyNsrsbh': 'x'}"))).isEmpty();
  }

  @Test
  void missingFrom_valueThatNeedsLess_asksForNoMore() {
    Contract contract =
        ContractUnderTest.with(
                document -> {
                  ObjectNode request = ContractUnderTest.schema(document, "CreateAccountRequest");
                  request.set("required", ContractUnderTest.json("['aggOrgId', 'gryhm']"));
                  request.set(
                      "x-required-when",
                      ContractUnderTest.json(
                          "[{'field': 'dlfs', 'unless': [17], 'required': ['sflx']}]"));
                })
            .contract();
    Operation create = contract.operation("createAccount");
    String other = "{'aggOrgId': 1, 'gryhm': 'a', 'dlfs': 14}";

    assertThat(create.missingFrom(ContractUnderTest.json(other)))
        .extracting(Field::name)
        .containsExactly("sflx");
    assertThat(create.missingFrom(ContractUnderTest.json(other.replace("14", "17")))).isEmpty();
    assertThat(create.missingFrom(ContractUnderTest.json("{'aggOrgId': 1, 'gryhm': 'a'}")))
        .extracting(Field::name)
        .containsExactly("sflx");
  }

  @Test
  void idempotence_ofAToken_isThatOfKeyAndSecret() {
    Operation.Idempotence token = CONTRACT.operation("fetchToken").idempotence();

    assertThat(token.holds(field -> "client_credentials")).isTrue();
    assertThat(token.holds(field -> "refresh_token")).isFalse();
    assertThat(token.holds(field -> "")).isFalse();
    assertThat(CONTRACT.operation("findAccounts").idempotence().holds(field -> "")).isTrue();
    assertThat(CONTRACT.operation("sendSmsCode").idempotence().holds(field -> "")).isFalse();
  }

  @Test
  void effect_thatIsMissing_isReportedWithItsPlace() {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document ->
                        ContractUnderTest.operation(document, "checkSession").remove("x-effect")))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith("/post/x-mock/effect: is missing");
  }

  @Test
  void outcomes_thatAreMissing_areNone() {
    Contract contract =
        ContractUnderTest.with(
                document ->
                    ContractUnderTest.operation(document, "checkSession").remove("x-outcomes"))
            .contract();

    assertThat(contract.operation("checkSession").outcomes()).isEmpty();
  }

  @Test
  void sensitiveNames_markBesideAReference_holds() {
    ContractUnderTest specimen =
        ContractUnderTest.with(
            document ->
                ((ObjectNode) ContractUnderTest.schema(document, "EtaxSession").path("properties"))
                    .putObject("probe")
                    .put("$ref", "#/components/schemas/AreaCode")
                    .put("x-sensitive", true));

    assertThat(specimen.contract().sensitiveNames()).contains("probe");
  }

  private static List<String> missing(String operation, String body) {
    return CONTRACT.operation(operation).missingFrom(ContractUnderTest.json(body)).stream()
        .map(Field::name)
        .toList();
  }

  @Test
  void encryptedWhen_numberOrText_saysTheSame() {
    Field password = field("sendEtaxSmsCode", "gryhmm");
    Field.EncryptedWhen when = password.encryptedWhen();

    assertThat(when.holds(ContractUnderTest.json("{'encryptionType': 1}"))).isTrue();
    assertThat(when.holds(ContractUnderTest.json("{'encryptionType': '1'}"))).isTrue();
    assertThat(when.holds(ContractUnderTest.json("{'encryptionType': 0}"))).isFalse();
    assertThat(when.holds(ContractUnderTest.json("{'encryptionType': [1]}"))).isFalse();
    assertThat(when.holds(ContractUnderTest.json("{}"))).isFalse();
  }

  private static Field field(String operation, String name) {
    return CONTRACT.operation(operation).fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void request_thatTheSchemaRejects_hasItsResponse() {
    assertThat(CONTRACT.operation("uploadSmsCode").documentedCase("missing-nsrsbh").request())
        .isEqualTo(ContractUnderTest.json("{'taskId': '123456xxxxx', 'smsCode': '002100'}"));
  }

  @Test
  void operation_withoutBody_hasNoFieldsAndNoRequests() {
    Operation bodiless = CONTRACT.operation("checkSelfHeldLogin");

    assertThat(bodiless.fields()).isEmpty();
    assertThat(bodiless.cases()).isNotEmpty().allMatch(c -> c.request() == null);
  }

  @Test
  void response_taskIdAbove2Pow53_keepsEveryDigit() {
    Case sent = CONTRACT.operation("sendSmsCode").documentedCase("sms-sent");

    assertThat(sent.response().at("/data/taskId").asText()).isEqualTo("1736647432086679600");
    assertThat(sent.response().at("/data/taskId").isIntegralNumber()).isTrue();
  }

  @Test
  void operation_unknownId_listsTheOnesThatExist() {
    assertThatThrownBy(() -> CONTRACT.operation("uploadSms"))
        .hasMessage(
            "The contract has no operation 'uploadSms'. It has: "
                + CONTRACT.operations().stream().map(Operation::id).toList());
  }

  @Test
  void documentedCase_unknownName_listsTheOnesThatExist() {
    Operation any = CONTRACT.operations().get(0);

    assertThatThrownBy(() -> any.documentedCase("task-expird"))
        .hasMessage(
            "%s has no case 'task-expird'. It has: %s", any, String.join(", ", any.caseNames()));
  }
}
