package io.github.qxylogin.contracttests.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.ValidRequest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaxpayerTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "QXY_NSRSBH", "91110000TESTTEST09",
          "QXY_AREA_CODE", "5100",
          "QXY_GRYHM", "13800000009",
          "QXY_GRYHMM", "of-a-person",
          "QXY_SFLX", "BSY",
          "QXY_SJHM", "13800000009",
          "QXY_AGG_ORG_ID", "9");

  private final Taxpayer taxpayer =
      new Taxpayer(CONTRACT, ENVIRONMENT, new Credentials("key", "secret"));

  @Test
  void fill_valuesThatAreNotAllGiven_saysWhichAreMissing() {
    Operation checking = CONTRACT.operation("checkSession");

    assertThatThrownBy(
            () -> taxpayer.values(TestUser.CONFIGURED).fill(checking, ValidRequest.of(checking)))
        .isInstanceOf(MissingValuesException.class)
        .hasMessage("needs QXY_ACCOUNT_ID");
  }

  @Test
  void fill_valueThatIsMissingForTwoReasons_isNamedOnce() {
    Operation uploading = CONTRACT.operation("uploadSmsCode");

    assertThatThrownBy(() -> taxpayer.fill(uploading, ValidRequest.of(uploading)))
        .isInstanceOf(MissingValuesException.class)
        .hasMessage("needs QXY_TASK_ID, QXY_SMS_CODE");
  }

  @Test
  void fill_bodyThatAsksInAnotherWay_getsNoFieldOfIts() throws MissingValuesException {
    Operation checking = CONTRACT.operation("checkEtaxSession");
    ObjectNode usual = ValidRequest.of(checking);
    assertThat(usual.has("aggOrgId")).isFalse();

    assertThat(taxpayer.fill(checking, usual).has("aggOrgId")).isFalse();
  }

  @Test
  void fill_bodyThatAsksInThatWay_getsItsField() throws MissingValuesException {
    Operation checking = CONTRACT.operation("checkEtaxSession");
    ObjectNode byOrganisation = ValidRequest.of(checking).removeAll().put("aggOrgId", 1);

    assertThat(taxpayer.fill(checking, byOrganisation).path("aggOrgId").asText()).isEqualTo("9");
  }

  @Test
  void fill_typedPasswordThatIsToBeEncrypted_isEncrypted() throws MissingValuesException {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("QXY_ENCRYPTION_TYPE", "1");
    Taxpayer encrypting = new Taxpayer(CONTRACT, environment, new Credentials("key", "secret"));

    for (String id : List.of("sendEtaxSmsCode", "checkEtaxSession")) {
      Operation operation = CONTRACT.operation(id);
      ObjectNode filled = encrypting.fill(operation, ValidRequest.of(operation));

      assertThat(filled.path("encryptionType").asText()).isEqualTo("1");
      assertThat(Base64.getDecoder().decode(filled.path("gryhmm").asText())).as(id).hasSize(128);
    }
  }

  @Test
  void fill_typedPasswordThatGoesInClear_isSentAsItIs() throws MissingValuesException {
    Operation sending = CONTRACT.operation("sendEtaxSmsCode");

    assertThat(taxpayer.fill(sending, ValidRequest.of(sending)).path("gryhmm").asText())
        .isEqualTo("of-a-person");
  }
}
